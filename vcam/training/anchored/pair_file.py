"""Pairs on disk: OUT/<clip>.safetensors, version 1, for N pairs of P photos.

    {region}_prior  (N,S,S,3) uint8   the prior's picture, RGB
    {region}_truth  (N,S,S,3) uint8   the true frame
    {region}_maps   (N,S,S,3) uint8   opening, lips or iris, reach
    {region}_rest   (P,S,S,5) uint8   the photo, its opening, lips or iris
    photo           (N,) int64        which of the photos

with the regions mouth, right_eye and left_eye. The file's metadata `vcam-pairs` is JSON with the version,
the clip's person, split and tier, and what the pairs were made with.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load_file, save

from vcam.errors import TrainingError
from vcam.paths import write_atomically

FORMAT, VERSION = "vcam-pairs", 1
REGIONS = ("mouth", "right_eye", "left_eye")

Tensors = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, kw_only=True)
class PairRecord:
    """What is known about the pairs of one clip.

    Args:
        person, split, tier: of the clip.
        digest: of the clip's source.
        made_with: settings; pairs of other settings are made anew.
    """

    person: str
    split: str
    tier: str
    digest: str
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


def read_pairs(path: Path) -> dict[str, NDArray[Any]]:
    """All arrays of a file.

    Raises:
        TrainingError: it is missing or damaged.
    """
    try:
        tensors = load_file(path)
    except (OSError, SafetensorError) as error:
        raise _damaged(path, error) from error
    expected = {f"{region}_{part}" for region in REGIONS for part in ("prior", "truth", "maps", "rest")}
    if set(tensors) != expected | {"photo"}:
        raise TrainingError(f"{path} does not hold the pairs' arrays: delete it and make the pairs again")
    return tensors


def _damaged(path: Path, error: Exception) -> TrainingError:
    return TrainingError(
        f"the pairs {path} can't be read ({error}): delete the file and make the pairs again"
    )
