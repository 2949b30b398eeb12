"""A stand-in for the skeleton's network whose answers a test can foresee."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from vcam.geometry.face_model import mean_face
from vcam.models.skeleton_layout import KEYPOINTS


class PlainAnchor:
    """Adds the driver's offsets as they are.

    Without calibration it takes the mean face for the driver's neutral one.
    """

    def __init__(self, corrections: np.ndarray | None = None, photo_expression: np.ndarray | None = None):
        """Tell these (3,8) corrections and this (478,3) expression of the photo; none by default."""
        self.corrections = np.zeros((3, 8), np.float32) if corrections is None else corrections
        self.photo_expression = np.zeros((478, 3), np.float32)
        if photo_expression is not None:
            self.photo_expression = photo_expression.astype(np.float32)
        self.asked: list[Mapping[str, np.ndarray]] = []

    def run(self, inputs: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """As `vcam.geometry.anchoring.AnchorNetwork`."""
        self.asked.append(inputs)
        neutral = inputs["neutral"][0] if inputs["calibrated"][0, 0] else mean_face()
        expression = inputs["driver"][0] - neutral
        return {
            "expression": _all_keypoints(expression),
            "photo_expression": _all_keypoints(self.photo_expression),
            "corrections": self.corrections[None].astype(np.float32),
        }


def _all_keypoints(landmarks: np.ndarray) -> np.ndarray:
    points = np.zeros((1, KEYPOINTS, 3), np.float32)
    points[0, :478] = landmarks
    return points
