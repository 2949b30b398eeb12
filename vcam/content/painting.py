"""A small painter for drawn avatars: smooth curves, soft-edged fills and tapering strokes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.frames import Image
from vcam.geometry.easing import smoothstep

Array = NDArray[np.floating[Any]]
Plane = NDArray[np.floating[Any]]
Pair = Sequence[float] | Array
Colour = Sequence[float]

SUPERSAMPLING = 3
"""Canvas pixels a picture pixel, each way: edges come out smooth."""
_SHIFT = 4


def spline(points: Sequence[Pair] | Array, *, closed: bool = False, steps: int = 24) -> Array:
    """(N, 2) Catmull-Rom curve through `points`, `steps` samples a segment."""
    knots = np.asarray(points, np.float64)
    if closed:
        padded = np.concatenate([knots[-1:], knots, knots[:2]])
    else:
        padded = np.concatenate([2 * knots[:1] - knots[1:2], knots, 2 * knots[-1:] - knots[-2:-1]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    pieces = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        pieces.append(
            b
            + 0.5 * t * (c - a)
            + t**2 * (a - 2.5 * b + 2 * c - 0.5 * d)
            + t**3 * 0.5 * (3 * b - a - 3 * c + d)
        )
    curve = np.concatenate(pieces)
    return curve if closed else np.concatenate([curve, knots[-1:]])


def resample(curve: Array, count: int) -> Array:
    """(count, 2) points evenly spaced along a curve."""
    length = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(curve, axis=0), axis=1))])
    at = np.linspace(0, length[-1], count)
    return np.stack([np.interp(at, length, curve[:, axis]) for axis in (0, 1)], axis=1)


def blend(low: Colour, high: Colour, share: Array) -> Array:
    """(..., 3) float32 colours from `low` (share 0) to `high` (share 1)."""
    start, end = np.asarray(low, np.float32), np.asarray(high, np.float32)
    return start + share[..., None].astype(np.float32) * (end - start)


class Canvas:
    """A picture in a drawing's own unit: `scale` pixels a unit, origin at `centre`.

    Colours are 0 to 255 RGB. Masks are (H, W) float32 coverage on the supersampled grid.
    """

    def __init__(self, size_px: int, scale: float, centre: tuple[float, float]) -> None:
        """Begin with black.

        Args:
            size_px: side of the square picture.
            scale: picture pixels a unit.
            centre: where the origin lies, picture pixels.
        """
        self.size_px = size_px
        self.scale = scale * SUPERSAMPLING
        self.centre = np.array(centre, np.float64) * SUPERSAMPLING
        self.side = size_px * SUPERSAMPLING
        self.pixels = np.zeros((self.side, self.side, 3), np.float32)
        ys, xs = np.mgrid[0 : self.side, 0 : self.side].astype(np.float32)
        self.x: Plane = ((xs - self.centre[0]) / self.scale).astype(np.float32)
        self.y: Plane = ((ys - self.centre[1]) / self.scale).astype(np.float32)

    def to_pixels(self, points: Array) -> Array:
        """(N, 2) drawing units -> supersampled pixels."""
        return np.asarray(points, np.float64) * self.scale + self.centre

    def fixed(self, points: Array) -> NDArray[np.int32]:
        """(N, 2) drawing units -> OpenCV's fixed-point pixels."""
        return np.round(self.to_pixels(points) * (1 << _SHIFT)).astype(np.int32)

    def fill(self, outline: Array, soft: float = 0.0) -> Plane:
        """Mask of the inside of a closed curve, its edge blurred by `soft` units."""
        mask = np.zeros((self.side, self.side), np.uint8)
        cv2.fillPoly(mask, [self.fixed(outline)], 255, cv2.LINE_AA, _SHIFT)
        return self.blur(mask.astype(np.float32) / 255, soft)

    def stroke(self, curve: Array, widths: Sequence[float], soft: float = 0.0) -> Plane:
        """Mask of a stroke whose width runs through `widths` (units) from start to end."""
        line = resample(curve, 96)
        along = np.gradient(line, axis=0)
        across = np.stack([-along[:, 1], along[:, 0]], axis=1)
        across /= np.maximum(np.linalg.norm(across, axis=1, keepdims=True), 1e-9)
        half = np.interp(np.linspace(0, 1, len(line)), np.linspace(0, 1, len(widths)), widths)[:, None] / 2
        return self.fill(np.concatenate([line + across * half, (line - across * half)[::-1]]), soft)

    def strand(self, image: Image, curve: Array, colour: Sequence[int], width_px: int) -> None:
        """Draw a thin line of one width into an 8-bit layer or mask of the canvas's size."""
        cv2.polylines(image, [self.fixed(curve)], False, list(colour), width_px, cv2.LINE_AA, _SHIFT)

    def ellipse(self, centre: Pair, radii: Pair, soft: float, turn_deg: float = 0.0) -> Plane:
        """Mask of an ellipse with an edge that fades over `soft` of its radius."""
        turn = np.deg2rad(turn_deg)
        dx, dy = self.x - centre[0], self.y - centre[1]
        u = (dx * np.cos(turn) + dy * np.sin(turn)) / radii[0]
        v = (dy * np.cos(turn) - dx * np.sin(turn)) / radii[1]
        return (1 - smoothstep(1 - soft, 1.0, np.sqrt(u * u + v * v))).astype(np.float32)

    def blur(self, mask: Plane, soft: float) -> Plane:
        """A mask blurred by a Gaussian of `soft` units."""
        sigma = soft * self.scale
        if sigma < 0.3:
            return mask
        # Wide blurs need no full resolution.
        step = max(1, int(sigma / 6))
        small = cv2.resize(mask, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), sigma / step)
        return cv2.resize(small, (self.side, self.side), interpolation=cv2.INTER_LINEAR).astype(np.float32)

    def shifted(self, mask: Plane, x: float, y: float) -> Plane:
        """A mask moved by (x, y) units."""
        move = np.array([[1, 0, x * self.scale], [0, 1, y * self.scale]])
        return cv2.warpAffine(mask, move, (self.side, self.side)).astype(np.float32)

    def paint(self, mask: Plane, colour: Colour | Plane, opacity: float = 1.0) -> None:
        """Lay one colour, or a picture of the canvas's size, over what is there."""
        alpha = (mask * np.float32(opacity))[..., None]
        self.pixels += alpha * (np.asarray(colour, np.float32) - self.pixels)

    def multiply(self, mask: Plane, colour: Colour, opacity: float = 1.0) -> None:
        """Darken towards `colour` (0 to 255) as a glaze or a shadow does."""
        alpha = (mask * np.float32(opacity))[..., None]
        self.pixels *= 1 + alpha * (np.asarray(colour, np.float32) / 255 - 1)

    def screen(self, mask: Plane, colour: Colour, opacity: float = 1.0) -> None:
        """Lighten towards `colour` as a reflection does."""
        alpha = (mask * np.float32(opacity))[..., None]
        self.pixels += alpha * np.asarray(colour, np.float32) * (1 - self.pixels / 255)

    def picture(self) -> Image:
        """(S, S, 3) uint8 RGB picture of what was painted."""
        small = cv2.resize(self.pixels, (self.size_px, self.size_px), interpolation=cv2.INTER_AREA)
        return np.clip(small + 0.5, 0, 255).astype(np.uint8)
