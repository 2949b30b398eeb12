"""A morphable head of five people's worth, made up: what `vcam train synth` writes, without its input."""

from __future__ import annotations

import numpy as np

from vcam.geometry.face_model import mean_face
from vcam.models.skeleton_layout import KEYPOINTS, LANDMARKS
from vcam.synthetic.heads import VIEW_TERMS, DetectorErrors, Heads
from vcam.synthetic.sampling import FACS, VISEMES

SIDED = {unit for members in FACS.values() for unit, _ in members}
GAZE = ("eyeLookUp", "eyeLookDown", "eyeLookIn", "eyeLookOut")
ALONE = ("jawOpen", "jawLeft", "jawRight", "jawForward", "mouthClose", "mouthLeft", "mouthRight")
UNITS = (
    *sorted(f"{unit}_{side}" for unit in {*SIDED, *GAZE} for side in "LR"),
    *sorted({*ALONE, *(unit for viseme in VISEMES for unit in viseme)}),
)


def small_heads(error: float = 0.002, seed: int = 0) -> Heads:
    """Heads around the mean face, with a detector of about that error in face heights."""
    chance = np.random.default_rng(seed)

    def smooth(count: int, points: np.ndarray, size: float) -> np.ndarray:
        """(count, N, 3) offsets that neighbours share."""
        waves = chance.normal(size=(count, 3, 3)) @ points.T * 4 + chance.uniform(0, 6, (count, 3, 1))
        return (size * np.sin(waves)).transpose(0, 2, 1).astype(np.float32)

    others = chance.uniform([-0.5, -0.7, -0.3], [0.5, 0.9, 0.6], (KEYPOINTS - LANDMARKS, 3))
    neutral = np.concatenate([mean_face(), others]).astype(np.float32)
    landmarks = neutral[:LANDMARKS]
    spread = np.full((LANDMARKS, 3), error, np.float32)
    return Heads(
        neutral=neutral,
        identity=smooth(5, neutral, 0.01),
        expression=smooth(len(UNITS), neutral, 0.01),
        units=UNITS,
        face_height_cm=18.0,
        errors=DetectorErrors(
            bias=smooth(VIEW_TERMS, landmarks, error),
            modes=smooth(4, landmarks, error),
            spread=spread,
            jitter_modes=smooth(2, landmarks, error / 4),
            jitter_spread=spread / 4,
        ),
    )
