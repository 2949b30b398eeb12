"""Plain colours of a synthetic head's parts: enough for a detector, varied enough for renders."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vcam.frames import Points, vector
from vcam.synthetic.facekit import (
    IRIS_RADIUS_CM,
    PARTS,
    PUPIL_RADIUS_CM,
    VERTICES,
    FaceKit,
    from_eye_axis,
    part_mask,
)

BROWS, OUTER_LIPS = ((17, 22), (22, 27)), slice(48, 60)
BROW_REACH_CM, LIP_REACH_CM = 0.55, 0.45
PARTS_RGB = {
    "mouth_socket": (0.35, 0.12, 0.12),
    "gums": (0.62, 0.30, 0.30),
    "teeth_upper": (0.88, 0.86, 0.80),
    "teeth_lower": (0.85, 0.83, 0.77),
    "left_eye": (0.93, 0.92, 0.90),
    "right_eye": (0.93, 0.92, 0.90),
}


@dataclass(frozen=True, eq=False, kw_only=True)
class Complexion:
    """A person's colours, (3,) RGB from 0 to 1."""

    skin: Points
    lips: Points
    brows: Points
    irises: Points

    @classmethod
    def plain(cls) -> Complexion:
        """One of light skin and dark brows."""
        return cls(
            skin=vector(0.86, 0.66, 0.55),
            lips=vector(0.72, 0.38, 0.36),
            brows=vector(0.26, 0.19, 0.15),
            irises=vector(0.30, 0.22, 0.15),
        )

    @classmethod
    def sample(cls, chance: np.random.Generator) -> Complexion:
        """One at random, skin from light to dark."""
        light, dark = vector(0.95, 0.78, 0.68), vector(0.28, 0.17, 0.11)
        skin = light + chance.uniform() ** 1.5 * (dark - light)
        brown, blue = vector(0.30, 0.18, 0.09), vector(0.35, 0.48, 0.55)
        return cls(
            skin=skin.astype(np.float32),
            lips=(skin * chance.uniform(0.6, 0.85) * vector(1.15, 0.75, 0.75)).astype(np.float32),
            brows=(chance.uniform(0.05, 0.45) * vector(1, 0.8, 0.6)).astype(np.float32),
            irises=(brown + chance.uniform() ** 2 * (blue - brown)).astype(np.float32),
        )


def paint(facekit: FaceKit, complexion: Complexion) -> Points:
    """(V, 3) RGB of each vertex, 0 to 1."""
    colours = np.tile(complexion.skin, (VERTICES, 1))
    face, marks = part_mask("face"), facekit.neutral[facekit.landmarks68]
    for first, last in BROWS:
        colours[face & _near_line(facekit.neutral, marks[first:last], BROW_REACH_CM)] = complexion.brows
    lips = _near_line(
        facekit.neutral, (marks[OUTER_LIPS] + marks[_INNER_OF_OUTER]) / 2, LIP_REACH_CM, closed=True
    )
    colours[face & lips] = complexion.lips
    for part, colour in PARTS_RGB.items():
        colours[part_mask(part)] = colour
    for part in ("left_eye", "right_eye"):
        ball, from_axis = slice(*PARTS[part]), from_eye_axis(facekit.neutral, part)
        colours[ball][from_axis < IRIS_RADIUS_CM] = complexion.irises
        colours[ball][from_axis < PUPIL_RADIUS_CM] = 0.03
    return colours


_INNER_OF_OUTER = np.array([60, 60, 61, 62, 63, 64, 64, 64, 65, 66, 67, 60])
"""The inner lip point beside each of the twelve outer ones."""


def _near_line(vertices: Points, line: Points, reach: float, *, closed: bool = False) -> np.ndarray:
    """(V,) which vertices are within `reach` of a line through (N, 3) points."""
    ends = np.roll(line, -1, axis=0) if closed else line[1:]
    near = np.zeros(len(vertices), bool)
    for start, end in zip(line, ends, strict=False):
        along = end - start
        share = np.clip((vertices - start) @ along / max(along @ along, 1e-9), 0, 1)
        near |= np.linalg.norm(vertices - start - share[:, None] * along, axis=1) < reach
    return near
