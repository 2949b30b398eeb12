"""A prepared clip on disk: OUT/clips/<id>.safetensors, version 1.

    frames      (bytes,) uint8     all frames as JPEG, RGB, side x side, one behind the other
    frame_ends  (N,) int64         where each one ends
    masks       (bytes,) uint8     all person masks as PNG, grey, side x side, likewise
    mask_ends   (N,) int64
    points      (N,478,3) float32  landmarks; x, y in pixels of the stored frame, z in the same unit
    keypoints   (N,68,2) float32   in [-1, 1] over the stored frame, beyond it more
    indices     (N,) int64         place of each frame in the source

The file's metadata `vcam-clip` is JSON with the version and the clip's record. What the source did not
show is black in the frames and 0 in the masks. Masks keep their soft edge; training erodes them at the
networks' own size, as an avatar's mask is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from vcam.errors import TrainingError
from vcam.frames import Image, Points
from vcam.paths import write_atomically
from vcam.training.preparation.records import ClipRecord

FORMAT, VERSION = "vcam-clip", 1


@dataclass(frozen=True, eq=False, kw_only=True)
class ClipContent:
    """The frames of a clip, still compressed.

    Args:
        frames, masks: one JPEG and one PNG for each frame.
        points: (N, 478, 3) float32 in pixels of the stored frame.
        keypoints: (N, 68, 2) float32 in [-1, 1].
        indices: (N,) int64, places in the source.
    """

    frames: Sequence[bytes]
    masks: Sequence[bytes]
    points: Points
    keypoints: Points
    indices: NDArray[np.int64]


@dataclass(frozen=True, eq=False, kw_only=True)
class StoredFrame:
    """One frame of a prepared clip.

    Args:
        image: (S, S, 3) uint8 RGB.
        mask: (S, S) uint8, 255 is the person.
        keypoints: (68, 2) float32 in [-1, 1].
        points: (478, 3) float32 in pixels.
    """

    image: Image
    mask: NDArray[np.uint8]
    keypoints: Points
    points: Points


def encode_frame(image: Image, quality: int) -> bytes:
    """(S, S, 3) uint8 RGB as JPEG without colour subsampling."""
    full_colour = [cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_444]
    options = [cv2.IMWRITE_JPEG_QUALITY, quality, *full_colour]
    return _encode(".jpg", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), options)


def encode_mask(mask: NDArray[np.uint8]) -> bytes:
    """(S, S) uint8 as PNG."""
    return _encode(".png", mask, [cv2.IMWRITE_PNG_COMPRESSION, 9])


def write_clip(path: Path, record: ClipRecord, content: ClipContent) -> None:
    """Write a clip; after a failure `path` is as it was before.

    Raises:
        OSError: it can't be written.
    """
    tensors: dict[str, NDArray[Any]] = {
        "frames": _joined(content.frames),
        "frame_ends": _ends(content.frames),
        "masks": _joined(content.masks),
        "mask_ends": _ends(content.masks),
        "points": content.points,
        "keypoints": content.keypoints,
        "indices": content.indices,
    }
    # One entry, since safetensors keeps several in no fixed order.
    metadata = {FORMAT: json.dumps({"version": VERSION, "record": asdict(record)})}
    with write_atomically(path) as temporary:
        # Not `save_file`, which keeps the file from other users.
        temporary.write_bytes(save(tensors, metadata))


def read_record(path: Path) -> ClipRecord:
    """What the file says about its clip.

    Raises:
        TrainingError: the file is missing, damaged or of another version.
    """
    try:
        with safe_open(path, "numpy") as file:
            described = json.loads((file.metadata() or {})[FORMAT])
        if described["version"] != VERSION:
            raise TrainingError(
                f"{path} is of version {described['version']}, expected {VERSION}: prepare the clips again"
            )
        return ClipRecord.from_json(described["record"])
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
        raise _damaged(path, error) from error


def read_frame(path: Path, place: int) -> StoredFrame:
    """Decode one frame of a clip, without reading the others.

    Raises:
        TrainingError: the file is missing or damaged, or the clip has no such frame.
    """
    try:
        with safe_open(path, "numpy") as file:
            image = _decode(_part(file, "frames", "frame_ends", place), cv2.IMREAD_COLOR)
            mask = _decode(_part(file, "masks", "mask_ends", place), cv2.IMREAD_GRAYSCALE)
            keypoints = file.get_slice("keypoints")[place]
            points = file.get_slice("points")[place]
    except (OSError, SafetensorError, IndexError, ValueError, cv2.error) as error:
        raise _damaged(path, error) from error
    rgb = np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8)
    return StoredFrame(image=rgb, mask=mask, keypoints=keypoints, points=points)


def read_points(path: Path) -> Points:
    """(N, 478, 3) landmarks of all frames of a clip.

    Raises:
        TrainingError: the file is missing or damaged.
    """
    try:
        with safe_open(path, "numpy") as file:
            points: Points = file.get_tensor("points")
    except (OSError, SafetensorError) as error:
        raise _damaged(path, error) from error
    return points


def _encode(suffix: str, picture: NDArray[Any], options: list[int]) -> bytes:
    done, data = cv2.imencode(suffix, picture, options)
    if not done:
        raise TrainingError(f"this OpenCV can't encode {suffix} pictures: reinstall opencv-python")
    return data.tobytes()


def _decode(data: NDArray[np.uint8], flags: int) -> NDArray[np.uint8]:
    picture = cv2.imdecode(data, flags)
    if picture is None:
        raise ValueError("a frame can't be decoded")
    return np.asarray(picture, np.uint8)


def _joined(parts: Sequence[bytes]) -> NDArray[np.uint8]:
    return np.frombuffer(b"".join(parts), np.uint8)


def _ends(parts: Sequence[bytes]) -> NDArray[np.int64]:
    return np.cumsum([len(part) for part in parts], dtype=np.int64)


def _part(file: Any, name: str, ends_name: str, place: int) -> NDArray[np.uint8]:
    ends = file.get_tensor(ends_name)
    start = int(ends[place - 1]) if place else 0
    part: NDArray[np.uint8] = file.get_slice(name)[start : int(ends[place])]
    return part


def _damaged(path: Path, error: Exception) -> TrainingError:
    return TrainingError(f"the prepared clip {path} can't be read ({error}): prepare the clips again")
