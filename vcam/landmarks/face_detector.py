"""Face detection by BlazeFace (short range): boxes and six points of every face.

Source: V. Bazarevsky et al., BlazeFace: sub-millisecond neural face detection on mobile GPUs (2019).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.frames import Image, check_image
from vcam.landmarks.following import Box
from vcam.landmarks.onnx import open_session
from vcam.landmarks.regions import Region

Rows = NDArray[np.float32]

SIZE = 128
ANCHOR_LAYERS = ((8, 2), (16, 6))
"""Stride and boxes a cell of the network's two output layers."""
MAX_OVERLAP = 0.3
"""Boxes that overlap more (intersection over union) are the same face."""


@dataclass(frozen=True, eq=False, kw_only=True)
class FaceBox(Box):
    """One detected face.

    Args:
        points: (6, 2) float32, pixels: right eye, left eye, nose tip, mouth, right ear, left ear.
    """

    points: Rows

    def moved(self, x: float, y: float) -> FaceBox:
        """The same face `x` and `y` pixels further right and down."""
        return FaceBox(
            score=self.score,
            x0=self.x0 + x,
            y0=self.y0 + y,
            x1=self.x1 + x,
            y1=self.y1 + y,
            points=self.points + np.array([x, y], np.float32),
        )


class FaceDetector:
    """Finds all faces of a picture that fill at least about a tenth of its longer side."""

    def __init__(self, min_score: float = 0.5) -> None:
        """Load the network; faces that score below `min_score` are left out."""
        self._session = open_session("face_short")
        self._anchors = _anchors()
        self._min_logit = math.log(min_score / (1 - min_score))

    def detect(self, image: Image) -> list[FaceBox]:
        """Faces in (H, W, 3) uint8 RGB, the best score first.

        Raises:
            ShapeError: the picture has another shape or type.
        """
        check_image(image, "a picture for face detection")
        height, width = image.shape[:2]
        side = max(height, width)
        square = Region(x=width / 2, y=height / 2, width=side, height=side)
        crop = square.crop(image, (SIZE, SIZE), cv2.BORDER_CONSTANT)
        raw, logits = self._session.run(None, {"image": crop[None]})
        kept = np.flatnonzero(logits >= self._min_logit)
        if not len(kept):
            return []
        rows = _decode(raw[kept], logits[kept], self._anchors[kept])
        merged = _merge(rows[np.argsort(-rows[:, 0], kind="stable")])
        merged[:, 1:] *= side
        merged[:, 1::2] -= (side - width) / 2
        merged[:, 2::2] -= (side - height) / 2
        return [_face_box(row) for row in merged]


def _anchors() -> Rows:
    """(896, 2) centres of the output cells, 0 to 1."""
    layers = []
    for stride, boxes in ANCHOR_LAYERS:
        cells = SIZE // stride
        centres = (np.arange(cells) + 0.5) / cells
        y, x = np.meshgrid(centres, centres, indexing="ij")
        layers.append(np.repeat(np.stack([x.ravel(), y.ravel()], 1), boxes, 0))
    return np.concatenate(layers).astype(np.float32)


def _decode(raw: Rows, logits: Rows, anchors: Rows) -> Rows:
    """(N, 17) rows of score, x0, y0, x1, y1 and six points in units of the square."""
    score = 1 / (1 + np.exp(-np.clip(logits, -100, 100)))
    relative = raw / SIZE
    centre, half = relative[:, :2] + anchors, relative[:, 2:4] / 2
    points = (relative[:, 4:].reshape(-1, 6, 2) + anchors[:, None]).reshape(-1, 12)
    return np.concatenate([score[:, None], centre - half, centre + half, points], 1)


def _merge(rows: Rows) -> Rows:
    """Weighted suppression: each cluster becomes its score-weighted mean and keeps its best score."""
    merged = []
    while len(rows):
        best, boxes = rows[0, 1:5], rows[:, 1:5]
        sides = np.minimum(boxes[:, 2:], best[2:]) - np.maximum(boxes[:, :2], best[:2])
        common = np.clip(sides, 0, None).prod(1)
        area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
        union = area + area[0] - common
        same = np.where(union > 0, common / np.maximum(union, 1e-12), 0) > MAX_OVERLAP
        same[0] = True
        cluster = rows[same]
        mean = (cluster * cluster[:, :1]).sum(0) / cluster[:, 0].sum()
        mean[0] = rows[0, 0]
        merged.append(mean)
        rows = rows[~same]
    return np.array(merged, np.float32)


def _face_box(row: Rows) -> FaceBox:
    score, x0, y0, x1, y1 = (float(value) for value in row[:5])
    return FaceBox(score=score, x0=x0, y0=y0, x1=x1, y1=y1, points=row[5:].reshape(6, 2))
