"""The drawn character's hair: locks between two edges, filled with strands that follow both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from vcam.content.painting import Array, Canvas, Plane, resample, spline
from vcam.frames import Image
from vcam.geometry.easing import smoothstep

DEEP, DARK, MIDDLE, LIGHT, SHINE = (38, 20, 18), (74, 40, 30), (120, 68, 46), (170, 106, 70), (226, 168, 118)
_SAMPLES = 80
_CLUMPS = 34
_BODY = 0.975
"""Share of a lock's length that is solid; beyond it single strands end."""


@dataclass(frozen=True, kw_only=True)
class Lock:
    """A lock of hair between an inner and an outer edge, (S, 2) each, both from root to tip."""

    inner: Array
    outer: Array

    def curve(self, across: float) -> Array:
        """The strand at `across` (0 inner, 1 outer edge)."""
        return self.inner + across * (self.outer - self.inner)


def _lock(inner: Sequence[Sequence[float]], outer: Sequence[Sequence[float]], side: int = 1) -> Lock:
    """A lock through knots; `side` -1 mirrors it."""
    edges = [resample(spline(np.array(knots) * [side, 1]), _SAMPLES) for knots in (inner, outer)]
    return Lock(inner=edges[0], outer=edges[1])


@dataclass(frozen=True, kw_only=True)
class Hair:
    """Locks, painted in their order."""

    locks: tuple[Lock, ...]
    strands: int

    def mask(self, canvas: Canvas) -> Plane:
        """Where the locks lie."""
        cover = np.zeros((canvas.side, canvas.side), np.float32)
        for lock in self.locks:
            cover = np.maximum(cover, canvas.fill(np.concatenate([lock.inner, lock.outer[::-1]])))
        return cover


def back_hair() -> Hair:
    """The bob behind head and neck."""
    outer = [[0.1, -0.72], [0.38, -0.62], [0.55, -0.3], [0.57, 0.1], [0.55, 0.36], [0.41, 0.56]]
    inner = [[0.1, -0.6], [0.16, -0.3], [0.18, 0.0], [0.18, 0.25], [0.16, 0.42], [0.1, 0.58]]
    return Hair(locks=(_lock(inner, outer, -1), _lock(inner, outer)), strands=900)


def front_hair() -> Hair:
    """A side parting: the fringe sweeps to the left of the picture, both sides fall beside the face."""
    left = _lock(
        [[0.15, -0.5], [0.04, -0.475], [-0.11, -0.445], [-0.25, -0.38], [-0.35, -0.25], [-0.4, -0.06],
             [-0.405, 0.16], [-0.425, 0.34], [-0.36, 0.54]],
        [[0.19, -0.735], [0.0, -0.785], [-0.26, -0.73], [-0.47, -0.53], [-0.575, -0.22], [-0.595, 0.08],
             [-0.6, 0.3], [-0.44, 0.58]],
    )  # fmt: skip
    right = _lock(
        [[0.15, -0.5], [0.25, -0.475], [0.33, -0.39], [0.385, -0.22], [0.405, 0.0], [0.41, 0.18],
             [0.425, 0.34], [0.36, 0.54]],
        [[0.12, -0.745], [0.32, -0.71], [0.49, -0.51], [0.575, -0.22], [0.595, 0.08],
             [0.6, 0.3], [0.44, 0.58]],
    )  # fmt: skip
    return Hair(locks=(right, left), strands=1500)


def paint_hair(canvas: Canvas, hair: Hair, *, seed: int, shade: float) -> None:
    """Paint the locks: a shaded base, then strands in clumps, then stray hairs at the outline.

    Args:
        canvas: what to paint on.
        hair: the locks.
        seed: of the strands.
        shade: 1 in full light, less behind the head.
    """
    generator = np.random.default_rng(seed)
    for lock in hair.locks:
        layer = np.zeros((canvas.side, canvas.side, 3), np.uint8)
        layer[:] = np.round(np.array(DARK) * shade).astype(np.uint8)
        root = int(_BODY * len(lock.inner)), int(_BODY * len(lock.outer))
        body = canvas.fill(np.concatenate([lock.inner[: root[0]], lock.outer[: root[1]][::-1]]))
        alpha = np.round(body * 255).astype(np.uint8)
        clumps = generator.uniform([0, 1.0, -0.1, 0.97], [2 * np.pi, 2.0, 0.1, 1.0], (_CLUMPS + 1, 4))
        for number in range(hair.strands):
            across = generator.uniform(0, 1)
            phase, waves, tone, end = clumps[int(across * _CLUMPS)]
            end = min(1.0, end + generator.normal(0, 0.008))
            curve = _wavy(lock.curve(across), phase + generator.normal(0, 0.3), waves)
            curve = curve[: max(8, int(end * len(curve)))]
            # Later strands lie on top and catch more light.
            bright = tone + generator.normal(0.0, 0.1) + 0.08 * number / hair.strands
            _strand(canvas, (layer, alpha), curve, (across, generator.normal(0, 0.025)), bright, shade)
        _strays(canvas, lock, (layer, alpha), generator, shade)
        soft = cv2.GaussianBlur(layer, (0, 0), 1.0).astype(np.float32)
        canvas.paint(canvas.blur(alpha.astype(np.float32) / 255, 0.001), soft)


def _wavy(curve: Array, phase: float, waves: float) -> Array:
    t = np.linspace(0, 1, len(curve))
    amount = 0.008 * smoothstep(0.1, 0.8, t)
    return curve + (amount * np.sin(2 * np.pi * waves * t + phase))[:, None] * [1.0, 0.4]


def _strand(
    canvas: Canvas,
    layers: tuple[Image, Image],
    curve: Array,
    place: tuple[float, float],
    bright: float,
    shade: float,
) -> None:
    """One strand in short pieces, so that the shine runs across all of them.

    `place` is where it lies across the lock, and how far its shine is shifted along it.
    """
    layer, alpha = layers
    across, shift = place
    roundness = np.sin(np.pi * np.clip(across * 0.85 + 0.12, 0, 1)) ** 0.7
    step = 1
    for start in range(0, len(curve) - step, step):
        t = start / _SAMPLES + shift
        ring = np.exp(-0.5 * ((t - 0.25 - 0.08 * across - 0.25 * bright) / 0.08) ** 2)
        low = np.exp(-0.5 * ((t - 0.72 - 0.2 * bright) / 0.13) ** 2)
        light = 0.2 + 0.32 * roundness + 0.42 * ring * roundness + 0.16 * low + bright - 0.14 * t
        light -= 0.3 * np.exp(-start / (0.06 * _SAMPLES))
        colour = _tone(float(np.clip(light, 0, 1))) * shade
        section = curve[start : start + step + 1]
        width = 3 if start < 0.9 * len(curve) else 2
        canvas.strand(layer, section, [int(c) for c in colour], width)
    canvas.strand(alpha, curve, [255], 4)


def _strays(
    canvas: Canvas, lock: Lock, layers: tuple[Image, Image], generator: np.random.Generator, shade: float
) -> None:
    """Single hairs that leave the outline a little, so that it isn't cut with scissors."""
    for across in (*generator.uniform(0.99, 1.012, 50), *generator.uniform(-0.012, 0.02, 46)):
        curve = _wavy(lock.curve(float(across)), generator.uniform(0, 6), 1.5)
        start = int(generator.uniform(0.0, 0.6) * len(curve))
        section = curve[start : start + int(generator.uniform(0.25, 0.6) * len(curve))]
        if len(section) > 3:
            colour = [int(c * shade) for c in _tone(float(generator.uniform(0.2, 0.5)))]
            canvas.strand(layers[0], section, colour, 3)
            canvas.strand(layers[1], section, [255], 2)


def _tone(light: float) -> Array:
    stops = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
    tones = np.array([DEEP, DARK, MIDDLE, LIGHT, SHINE], np.float64)
    return np.array([np.interp(light, stops, tones[:, c]) for c in range(3)])
