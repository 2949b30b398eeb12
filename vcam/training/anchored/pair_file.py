"""Pairs on disk: OUT/<clip>.safetensors, version 4, for N pairs of P photos.

    {region}_prior  (N,S,S,3) uint8   the prior's picture, RGB
    {region}_truth  (N,S,S,3) uint8   the true frame
    {region}_maps   (N,S,S,3) uint8   opening, lips or iris, reach; the mouth's (N,S,S,6) with the hint's RGB
    {region}_rest   (P,S,S,5) uint8   the photo, its opening, lips or iris
    head_layer      (N,2S,2S,4) uint8 the head as the prior draws it, premultiplied RGB and alpha
    head_truth      (N,2S,2S,3) uint8 the true frame
    head_field      (N,S,S,2) float16 the prior's displacement
    head_maps       (N,S,S,2) uint8   the face's outline, reach
    head_motion     (N,2,4) float32   the head's rigid motion (`vcam.engine.anchored.motion`)
    head_rest       (P,S,S,5) uint8   the photo, its alpha, the face's outline
    head_behind     (P,2S,2S,3) uint8 the photo's background
    photo           (N,) int64        which of the photos

with the regions mouth, right_eye and left_eye. The file's metadata `vcam-pairs` is JSON with the version,
the clip's person, split and tier, and what the pairs were made with.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from vcam.errors import TrainingError
from vcam.paths import write_atomically

FORMAT, VERSION = "vcam-pairs", 4
REGIONS = ("mouth", "right_eye", "left_eye")
HEAD = "head"

ARRAYS = {
    "photo",
    *(f"{region}_{part}" for region in REGIONS for part in ("prior", "truth", "maps", "rest")),
    *(f"{HEAD}_{part}" for part in ("layer", "truth", "field", "maps", "motion", "rest", "behind")),
}

Tensors = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, kw_only=True)
class PairRecord:
    """What is known about the pairs of one clip.

    Args:
        person, split, tier: of the clip.
        digest: of the clip's source.
        still: made of a single picture under synthetic motion.
        made_with: settings; pairs of other settings are made anew.
    """

    person: str
    split: str
    tier: str
    digest: str
    still: bool
    made_with: str


def write_pairs(path: Path, record: PairRecord, tensors: Tensors) -> None:
    """Write the pairs of one clip; after a failure `path` is as it was before.

    Raises:
        OSError: it can't be written.
    """
    metadata = {FORMAT: json.dumps({"version": VERSION, "record": asdict(record)})}
    contiguous = {name: np.ascontiguousarray(array) for name, array in tensors.items()}
    with write_atomically(path) as temporary:
        temporary.write_bytes(save(contiguous, metadata))


def read_pair_record(path: Path) -> PairRecord:
    """What the file says about its pairs.

    Raises:
        TrainingError: it is missing, damaged or of another version.
    """
    try:
        with safe_open(path, "numpy") as file:
            described = json.loads((file.metadata() or {})[FORMAT])
        if described["version"] != VERSION:
            raise ValueError(f"version {described['version']}, expected {VERSION}")
        return PairRecord(**described["record"])
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
        raise _damaged(path, error) from error


def read_pairs(path: Path, parts: Collection[str]) -> dict[str, NDArray[Any]]:
    """The arrays of some parts of a file, and `photo`.

    Args:
        path: of the file.
        parts: of `REGIONS` and `HEAD`.

    Raises:
        TrainingError: it is missing or damaged.
    """
    try:
        with safe_open(path, "numpy") as file:
            if set(file.keys()) != ARRAYS:
                raise TrainingError(
                    f"{path} does not hold the pairs' arrays: delete it and make the pairs again"
                )
            wanted = [name for name in ARRAYS if name == "photo" or name.rpartition("_")[0] in parts]
            return {name: file.get_tensor(name) for name in wanted}
    except (OSError, SafetensorError) as error:
        raise _damaged(path, error) from error


def _damaged(path: Path, error: Exception) -> TrainingError:
    return TrainingError(
        f"the pairs {path} can't be read ({error}): delete the file and make the pairs again"
    )
