"""The morphable head and the detector's errors, reduced to what training needs: 1,107 keypoints, no mesh.

OUT/heads.safetensors, version 1, in vcam's own frame of a head (face heights, x right, y down, z away):

    neutral     (1107, 3)       the mean head's keypoints
    identity    (100, 1107, 3)  offsets of each identity component at one standard deviation
    expression  (57, 1107, 3)   offsets of each unit at full weight
    bias        (6, 478, 3)     mean detection error: coefficients of `view_terms`
    modes       (M, 478, 3)     patterns in which one face's error differs from it, at one deviation
    spread      (478, 3)        standard deviation of what the modes leave over
    jitter_modes, jitter_spread the same for changes from one picture to the next

The metadata `vcam-heads` are JSON with version, units and the face height in centimetres.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load_file, save

from vcam.errors import TrainingError
from vcam.frames import LANDMARK_COUNT, Points
from vcam.models.skeleton_layout import KEYPOINTS
from vcam.paths import write_atomically

FILE, FORMAT, VERSION = "heads.safetensors", "vcam-heads", 1
HEAD_TENSORS = ("neutral", "identity", "expression")
ERROR_TENSORS = ("bias", "modes", "spread", "jitter_modes", "jitter_spread")
VIEW_TERMS = 6


@dataclass(frozen=True, eq=False, kw_only=True)
class DetectorErrors:
    """How the detector's points differ from the true ones, in face heights of the head's own frame.

    Args:
        bias: (6, 478, 3) coefficients of `view_terms`.
        modes: (M, 478, 3) patterns in which one face's error differs from the bias.
        spread: (478, 3) standard deviation of the rest.
        jitter_modes, jitter_spread: the same for changes from picture to picture.
    """

    bias: Points
    modes: Points
    spread: Points
    jitter_modes: Points
    jitter_spread: Points


@dataclass(frozen=True, eq=False, kw_only=True)
class Heads:
    """A linear model of 1,107 keypoints, in the own frame.

    Args:
        neutral: (1107, 3).
        identity: (I, 1107, 3).
        expression: (E, 1107, 3).
        units: names of the E expression units.
        face_height_cm: size of the mean head's unit.
        errors: of the detector.
    """

    neutral: Points
    identity: Points
    expression: Points
    units: tuple[str, ...]
    face_height_cm: float
    errors: DetectorErrors


def view_terms(view: Points) -> Points:
    """(..., 6) terms of the bias from (..., 3) viewing directions in the head's own frame.

    A direction is where the camera looks, (0, 0, 1) for a frontal face.
    """
    x, y = view[..., 0], view[..., 1]
    return np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=-1)


def write_heads(path: Path, heads: Heads) -> None:
    """Write the file; after a failure `path` is as it was before.

    Raises:
        OSError: it can't be written.
    """
    tensors = {name: getattr(heads, name) for name in HEAD_TENSORS}
    tensors |= {name: getattr(heads.errors, name) for name in ERROR_TENSORS}
    described = {"version": VERSION, "units": heads.units, "face_height_cm": heads.face_height_cm}
    content = save(
        {name: np.ascontiguousarray(array, np.float32) for name, array in tensors.items()},
        {FORMAT: json.dumps(described)},
    )
    with write_atomically(path) as temporary:
        temporary.write_bytes(content)


def read_heads(folder: Path) -> Heads:
    """Read what `vcam train synth` wrote into a folder.

    Raises:
        TrainingError: the file is missing, damaged, or of another version.
    """
    path = folder / FILE
    try:
        with safe_open(path, "numpy") as file:
            described = json.loads((file.metadata() or {})[FORMAT])
        if described["version"] != VERSION:
            raise ValueError(f"version {described['version']}, expected {VERSION}")
        tensors = load_file(path)
        heads = Heads(
            **{name: tensors[name] for name in HEAD_TENSORS},
            units=tuple(described["units"]),
            face_height_cm=float(described["face_height_cm"]),
            errors=DetectorErrors(**{name: tensors[name] for name in ERROR_TENSORS}),
        )
        _check(heads)
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
        raise TrainingError(
            f"the synthetic heads {path} can't be read ({error}): make them with vcam train synth"
        ) from error
    return heads


def _check(heads: Heads) -> None:
    errors = heads.errors
    for array, rows in (
        (heads.neutral, KEYPOINTS),
        (heads.identity, KEYPOINTS),
        (heads.expression, KEYPOINTS),
        (errors.bias, LANDMARK_COUNT),
        (errors.modes, LANDMARK_COUNT),
        (errors.spread, LANDMARK_COUNT),
        (errors.jitter_modes, LANDMARK_COUNT),
        (errors.jitter_spread, LANDMARK_COUNT),
    ):
        if array.shape[-2:] != (rows, 3):
            raise ValueError(f"an array of shape {array.shape}, expected (..., {rows}, 3)")
    if len(heads.units) != len(heads.expression) or len(errors.bias) != VIEW_TERMS:
        raise ValueError("numbers of units or view terms that do not fit")
