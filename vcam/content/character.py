"""Recipe of the drawn character that ships as an avatar: painted from the mean face's geometry, in code.

python -m vcam.content.character OUT.png
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2
import numpy as np

from vcam.content import character_face as features
from vcam.content.character_geometry import character_face, lambert, relief
from vcam.content.character_hair import back_hair, front_hair, paint_hair
from vcam.content.painting import Array, Canvas, Plane, blend, spline
from vcam.frames import Image
from vcam.geometry import face_model as face
from vcam.geometry.easing import smoothstep
from vcam.paths import write_atomically

SIZE_PX = 768
FACE_PX = 300.0
CENTRE = (384.0, 372.0)
SKY, HORIZON = (214, 226, 232), (132, 162, 182)
SWEATER, SWEATER_SHADE, SWEATER_LIGHT = (226, 158, 62), (150, 86, 40), (250, 204, 122)


def character_points() -> Array:
    """(478, 2) where the drawing has the landmarks of the face mesh, picture pixels."""
    return character_face()[:, :2] * FACE_PX + CENTRE


def draw_character() -> Image:
    """(768, 768, 3) uint8 RGB picture of the character."""
    canvas = Canvas(SIZE_PX, FACE_PX, CENTRE)
    points = character_face()
    normals = relief(canvas, points)
    _background(canvas)
    paint_hair(canvas, back_hair(), seed=3, shade=0.55)
    _body(canvas)
    _neck(canvas, canvas.fill(features.face_outline(points)))
    skin = features.paint_skin(canvas, points, normals)
    features.paint_nose(canvas, points)
    features.paint_mouth(canvas, points)
    generator = np.random.default_rng(5)
    for upper, lower, iris, brow in (
        (face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID, face.RIGHT_IRIS, face.RIGHT_BROW),
        (face.LEFT_UPPER_LID, face.LEFT_LOWER_LID, face.LEFT_IRIS, face.LEFT_BROW),
    ):
        features.paint_eye(canvas, points, upper, lower, iris)
        features.paint_brow(canvas, points, brow, generator)
    locks = front_hair()
    shadow = canvas.blur(canvas.shifted(locks.mask(canvas), 0.012, 0.035), 0.02)
    canvas.multiply(shadow * skin, (196, 128, 116), 0.62)
    paint_hair(canvas, locks, seed=8, shade=1.0)
    return canvas.picture()


def _background(canvas: Canvas) -> None:
    distance = np.hypot(canvas.x + 0.25, canvas.y + 0.35)
    canvas.pixels[:] = blend(SKY, HORIZON, smoothstep(0.1, 1.7, distance))


def _neck(canvas: Canvas, head: Plane) -> None:
    half = [[0.205, 0.2], [0.2, 0.42], [0.205, 0.56], [0.26, 0.68], [0.3, 0.8]]
    outline = spline(np.concatenate([np.array(half) * [-1, 1], np.array(half)[::-1]]))
    mask = canvas.fill(outline, 0.0015) * (1 - _collar_cover(canvas))
    across = canvas.x / 0.23
    bulge = np.stack([across, 0 * across, -np.sqrt(np.clip(1 - across**2, 0.05, 1))], axis=2)
    canvas.paint(mask, features.skin_tone(0.82 * lambert(bulge, features.KEY_LIGHT, 0.35)))
    below = canvas.blur(canvas.shifted(head, 0.015, 0.10), 0.03)
    canvas.multiply(below * mask, (178, 104, 92), 0.8)


def _collar_line() -> Array:
    return spline([[-0.3, 0.6], [-0.21, 0.7], [0.0, 0.755], [0.21, 0.7], [0.3, 0.6]])


def _collar_cover(canvas: Canvas) -> Plane:
    line = _collar_line()
    return canvas.fill(np.concatenate([line, [[1.0, 2.0], [-1.0, 2.0]]]), 0.001)


def _body(canvas: Canvas) -> None:
    """Shoulders in a knitted sweater."""
    half = np.array([[0.29, 0.6], [0.42, 0.69], [0.68, 0.79], [0.92, 0.9], [1.04, 1.1], [1.1, 1.5]])
    outline = spline(np.concatenate([half[::-1] * [-1, 1], half]))
    mask = canvas.fill(np.concatenate([outline, [[1.2, 1.6], [-1.2, 1.6]]]), 0.002)
    across = canvas.x / 1.15
    slope = -0.75 * smoothstep(1.05, 0.6, canvas.y - 0.25 * np.abs(canvas.x))
    bulge = np.stack([across, slope + 0 * across, -np.ones_like(across)], axis=2)
    bulge /= np.linalg.norm(bulge, axis=2, keepdims=True)
    light = lambert(bulge, features.KEY_LIGHT, 0.4)
    ribs = 0.5 + 0.5 * np.sin(2 * np.pi * (canvas.x + 0.02 * np.sin(9 * canvas.y)) / 0.034)
    rows = 0.5 + 0.5 * np.sin(2 * np.pi * (canvas.y + 0.12 * np.abs(canvas.x)) / 0.026)
    light = np.clip(light * (0.93 + 0.07 * ribs * rows), 0, 1)
    stops, tones = np.array([0.1, 0.6, 1.0]), np.array([SWEATER_SHADE, SWEATER, SWEATER_LIGHT], np.float32)
    knit = np.stack([np.interp(light, stops, tones[:, c]) for c in range(3)], axis=2).astype(np.float32)
    canvas.paint(mask, knit)
    for side in (-1, 1):
        fold = spline([[0.5 * side, 0.86], [0.6 * side, 1.05], [0.62 * side, 1.35]])
        canvas.multiply(canvas.stroke(fold, [0.005, 0.05, 0.08], 0.03) * mask, (190, 132, 92), 0.7)
    line = _collar_line() + [0, 0.03]
    band = canvas.stroke(line, [0.075] * 3, 0.002)
    around = 0.5 + 0.5 * np.sin(2 * np.pi * np.arctan2(canvas.x, canvas.y - 0.1) / 0.055)
    canvas.multiply(canvas.blur(canvas.shifted(band, 0.0, 0.03), 0.015) * mask, (170, 116, 84), 0.7)
    canvas.paint(band, blend(SWEATER_SHADE, SWEATER, 0.45 + 0.4 * around))


def main() -> None:
    """Draw the character into a PNG file."""
    parser = argparse.ArgumentParser(description="Draw the character that ships as an avatar.")
    parser.add_argument("out", type=Path)
    _, data = cv2.imencode(".png", cv2.cvtColor(draw_character(), cv2.COLOR_RGB2BGR))
    with write_atomically(parser.parse_args().out) as temporary:
        temporary.write_bytes(data.tobytes())


if __name__ == "__main__":
    main()
