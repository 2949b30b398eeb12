"""Calibrations that the user made by hand, kept for each camera and avatar."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from vcam.errors import VcamError
from vcam.frames import Landmarks
from vcam.paths import write_atomically

log = logging.getLogger(__name__)


def load_neutral(folder: Path, source: str, avatar: str) -> Landmarks | None:
    """The neutral face kept for this source and avatar, None when there is none that can be read."""
    path = _path(folder, source, avatar)
    if not path.is_file():
        return None
    try:
        tensors = load_file(path)
        width, height = (int(side) for side in tensors["image_size"])
        if not np.isfinite(tensors["points"]).all():
            raise ValueError("the points are not finite")
        return Landmarks(points=tensors["points"].astype(np.float32), image_size=(width, height))
    except (SafetensorError, OSError, KeyError, ValueError, VcamError) as error:
        log.warning("the calibration in %s can't be read and is left aside: %s", path, error)
        return None


def save_neutral(folder: Path, source: str, avatar: str, neutral: Landmarks) -> None:
    """Keep a neutral face for this source and avatar.

    Raises:
        OSError: the folder can't be written.
    """
    tensors = {
        "points": np.array(neutral.points, np.float32),
        "image_size": np.array(neutral.image_size, np.int32),
    }
    with write_atomically(_path(folder, source, avatar)) as temporary:
        save_file(tensors, temporary)


def _path(folder: Path, source: str, avatar: str) -> Path:
    digest = hashlib.sha256(f"{source}\n{avatar}".encode()).hexdigest()[:24]
    return folder / f"{digest}.safetensors"
