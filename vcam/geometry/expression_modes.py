"""Expression modes of the 478-point face, set by hand: a few points are led, the mesh follows smoothly.

Every mode is a (478, 3) array of offsets at full strength in the skeleton's own frame (face heights,
x right, y down, z away), for a neutral face with its mouth closed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vcam.geometry import face_model as face
from vcam.geometry.face_model import Indices

Array = NDArray[np.floating[Any]]

JAW_OPEN_DEG = 17.0
JAW_HINGE = np.array([0.0, 0.0, -0.08])
EYEBALL_RADIUS = 0.07
LOOK_DOWN = 0.02
"""Way of the irises, in face heights, that the mode `look_down` belongs to."""
CORNERS_DOWN = 0.028
"""How far the mode `corners_down` lowers the mouth's corners against its middle, in face heights."""
MOUTH_CORNER_SHARE = 0.42
"""How far the mouth corners go along with the jaw."""

_LOWER_LIP = np.array([
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308,
    76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306, 62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292,
])  # fmt: skip
_UPPER_LIP = np.array([
    185, 40, 39, 37, 0, 267, 269, 270, 409, 191, 80, 81, 82, 13, 312, 311, 310, 415,
    184, 74, 73, 72, 11, 302, 303, 304, 408, 183, 42, 41, 38, 12, 268, 271, 272, 407,
])  # fmt: skip
_EYES = (
    (face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID),
    (face.LEFT_UPPER_LID, face.LEFT_LOWER_LID),
)


@cache
def neutral_face() -> Array:
    """(478, 3) the mean face with its mouth closed."""
    points = face.mean_face().astype(np.float64)
    middle = (points[face.UPPER_LIP_INNER] + points[face.LOWER_LIP_INNER]) / 2
    points[face.UPPER_LIP_INNER] = points[face.LOWER_LIP_INNER] = middle
    points.setflags(write=False)
    return points


@cache
def expression_modes() -> dict[str, Array]:
    """All modes by name."""
    modes = {
        "jaw": _jaw(),
        "wide": _lips(_wide),
        "pucker": _lips(_pucker),
        "kiss": _lips(_kiss),
        "press": _lips(_press),
        "upper_lip_up": _lips(_upper_lip_up),
        "lower_lip_down": _lips(_lower_lip_down),
        "lip_bite": _lips(_lip_bite),
        "smile": _smile(),
        "corners_down": _lips(_corners_down),
        "brow_up": _brow(up=0.034, inward=0.0, inner=0.75),
        "brow_down": _brow(up=-0.016, inward=0.012, inner=1.0),
        "brow_frown": _brow(up=-0.034, inward=0.03, inner=1.0),
        "cheek_puff": _cheek_puff(),
        "look_down": _look_down(),
    }
    for side, (upper, lower) in zip(("right", "left"), _EYES, strict=True):
        modes[f"blink_{side}"] = _blink(upper, lower)
    return modes


def gaze(yaw_deg: float, pitch_deg: float) -> Array:
    """(478, 3) offsets of the irises: towards picture right and down for positive angles."""
    yaw, pitch = np.deg2rad([yaw_deg, pitch_deg])
    offsets = np.zeros((478, 3))
    shift = EYEBALL_RADIUS * np.array([np.sin(yaw), np.sin(pitch), 2 - np.cos(yaw) - np.cos(pitch)])
    offsets[np.concatenate([face.RIGHT_IRIS, face.LEFT_IRIS])] = shift
    return offsets


def keep_apart(points: Array) -> Array:
    """Points with inner lips and lids that touch at most: what combined modes overlap is shared out."""
    points = points.copy()
    for upper, lower in ((face.UPPER_LIP_INNER, face.LOWER_LIP_INNER), *_EYES):
        overlap = np.maximum(points[upper, 1] - points[lower, 1], 0) / 2
        overlap[[0, -1]] = 0
        points[upper, 1] -= overlap
        points[lower, 1] += overlap
    return points


@cache
def _stiffness() -> Array:
    """(468, 468) matrix of the mesh's bending energy: it grows where neighbours move differently."""
    points, laplacian = neutral_face(), np.zeros((face.FACE_POINTS, face.FACE_POINTS))
    for triangle in face.triangles():
        for a, b in zip(triangle, np.roll(triangle, 1), strict=True):
            weight = 1 / np.linalg.norm(points[a] - points[b])
            laplacian[a, b] = laplacian[b, a] = -weight
    laplacian[np.diag_indices(face.FACE_POINTS)] = -laplacian.sum(1)
    normalised = laplacian / np.diag(laplacian)[:, None]
    return normalised.T @ normalised


def _spread(led: Indices, offsets: Array, fixed: Indices) -> Array:
    """(478, 3) offsets of all points, given those of the led ones; `fixed` points stay."""
    led, first = np.unique(led, return_index=True)
    held = np.setdiff1d(fixed, led)
    known = np.concatenate([led, held])
    values = np.concatenate([offsets[first], np.zeros((len(held), 3))])
    free = np.setdiff1d(np.arange(face.FACE_POINTS), known)
    energy = _stiffness()
    result = np.zeros((478, 3))
    result[known] = values
    result[free] = np.linalg.solve(energy[np.ix_(free, free)], -energy[np.ix_(free, known)] @ values)
    return result


def _along_lips(points: Array) -> Array:
    """(N,) 1 at the middle of the lips, 0 at the corners."""
    corner = abs(neutral_face()[face.MOUTH_CORNERS[0], 0])
    return np.sqrt(np.clip(1 - (points[:, 0] / corner) ** 2, 0, 1))


def _jaw() -> Array:
    """The lower jaw turned about its hinge; the upper lip stays, the corners go half way."""
    points = neutral_face()
    angle = np.deg2rad(JAW_OPEN_DEG)
    turn = np.array([[1, 0, 0], [0, np.cos(angle), -np.sin(angle)], [0, np.sin(angle), np.cos(angle)]])
    turned = (points - JAW_HINGE) @ turn.T + JAW_HINGE - points
    surface = np.arange(face.FACE_POINTS)
    x, y = points[surface, 0], points[surface, 1]
    outline = face.FACE_OVAL[points[face.FACE_OVAL, 1] > 0.0]
    chin = surface[(np.abs(x) < 0.13) & (y > 0.37)]
    low, high = points[_LOWER_LIP], points[_UPPER_LIP]
    share = np.concatenate([
        MOUTH_CORNER_SHARE + (1 - MOUTH_CORNER_SHARE) * _along_lips(low),
        MOUTH_CORNER_SHARE * (1 - _along_lips(high)),
        np.clip(points[outline, 1] / 0.3, 0, 1) ** 1.2,
        np.ones(len(chin)),
    ])  # fmt: skip
    led = np.concatenate([_LOWER_LIP, _UPPER_LIP, outline, chin])
    offsets = turned[led] * share[:, None]
    # An open mouth is narrower.
    lips = np.concatenate([_LOWER_LIP, _UPPER_LIP])
    offsets[: len(lips), 0] -= 0.1 * points[lips, 0]
    fixed = surface[(y < -0.02) | ((np.abs(x) < 0.1) & (y < 0.11))]
    return _spread(led, offsets, fixed)


def _lips(shape: Callable[[Array, Array], Array]) -> Array:
    """A mode of the lips: `shape` gives the offsets from lip points and which of them are upper ones."""
    points = neutral_face()
    led = np.concatenate([_LOWER_LIP, _UPPER_LIP])
    upper = np.concatenate([np.zeros(len(_LOWER_LIP)), np.ones(len(_UPPER_LIP))])
    surface = np.arange(face.FACE_POINTS)
    x, y = points[surface, 0], points[surface, 1]
    still = (y < 0.0) | ((np.abs(x) < 0.07) & (y < 0.08)) | ((np.abs(x) < 0.12) & (y > 0.42))
    fixed = np.union1d(surface[still], face.FACE_OVAL)
    return _spread(led, shape(points[led], upper), fixed)


def _sides(lips: Array) -> Array:
    """(N,) -1 at the right corner to 1 at the left one."""
    return lips[:, 0] / abs(neutral_face()[face.MOUTH_CORNERS[0], 0])


def _from_line(lips: Array) -> Array:
    """(N,) height of each lip point above (negative) or below the line between the lips."""
    line = neutral_face()[face.UPPER_LIP_INNER]
    return lips[:, 1] - np.interp(lips[:, 0], line[:, 0], line[:, 1])


def _wide(lips: Array, upper: Array) -> Array:
    side = _sides(lips)
    return np.stack([0.034 * side, -0.006 * side**2 - 0.14 * _from_line(lips), 0.016 * side**2], axis=1)


def _pucker(lips: Array, upper: Array) -> Array:
    middle = _along_lips(lips)
    opening = np.where(upper > 0, -0.008, 0.012) * middle
    return np.stack([-0.4 * lips[:, 0], opening, -0.03 - 0.015 * middle], axis=1)


def _kiss(lips: Array, upper: Array) -> Array:
    """A shut pucker with full lips; its corners come forward, so that it stays round in a turned head."""
    forward = -0.06 + 0.03 * _along_lips(lips)
    return np.stack([-0.4 * lips[:, 0], 0.12 * _from_line(lips), forward], axis=1)


def _press(lips: Array, upper: Array) -> Array:
    offsets = np.zeros_like(lips)
    offsets[:, 1] = -0.42 * _from_line(lips)
    offsets[:, 2] = 0.008
    return offsets


def _upper_lip_up(lips: Array, upper: Array) -> Array:
    offsets = np.zeros_like(lips)
    offsets[:, 1] = -0.02 * upper * _along_lips(lips)
    return offsets


def _lower_lip_down(lips: Array, upper: Array) -> Array:
    offsets = np.zeros_like(lips)
    offsets[:, 1] = 0.024 * (1 - upper) * _along_lips(lips)
    return offsets


def _lip_bite(lips: Array, upper: Array) -> Array:
    """The lower lip under the upper teeth, as in f and v."""
    offsets = np.zeros_like(lips)
    offsets[:, 1] = -0.3 * _from_line(lips) * (1 - upper) - 0.012 * (1 - upper) * _along_lips(lips)
    offsets[:, 2] = 0.018 * (1 - upper) * _along_lips(lips)
    return offsets


def _corners_down(lips: Array, upper: Array) -> Array:
    side = _sides(lips)
    return np.stack([-0.006 * side, CORNERS_DOWN * np.abs(side) ** 1.6 - 0.004, 0 * side], axis=1)


def _smile() -> Array:
    """Corners out and up, cheeks up and full, lower lids a little up."""

    def shape(lips: Array, upper: Array) -> Array:
        side = _sides(lips)
        rise = -0.036 * np.abs(side) ** 1.6 + 0.004 * (1 - side**2)
        return np.stack([0.032 * side, rise - 0.16 * _from_line(lips), 0.02 * side**2], axis=1)

    points = neutral_face()
    offsets = _lips(shape)
    for side in (-1, 1):
        distance = (points[:, :2] - [0.205 * side, 0.045]) / [0.085, 0.075]
        cheek = np.exp(-0.5 * (distance**2).sum(1))
        cheek[face.FACE_POINTS :] = 0
        offsets += cheek[:, None] * [0.006 * side, -0.022, -0.016]
    for upper_lid, lower_lid in _EYES:
        middle = np.sin(np.linspace(0, np.pi, len(lower_lid)))
        offsets[lower_lid] = np.stack([0 * middle, -0.010 * middle, -0.002 * middle], axis=1)
        offsets[upper_lid[1:-1]] = [0.0, 0.002, 0.0]
    return offsets


def _cheek_puff() -> Array:
    """Cheeks full of air beside a shut, slightly narrower mouth."""
    points = neutral_face()
    offsets = _lips(lambda lips, upper: np.stack([-0.1 * lips[:, 0], 0 * upper, -0.01 + 0 * upper], axis=1))
    side = np.sign(points[:, 0])
    distance = (np.abs(points[:, :2]) - [0.27, 0.17]) / [0.1, 0.11]
    full = np.exp(-0.5 * (distance**2).sum(1)) * (points[:, 1] > 0)
    return offsets + full[:, None] * np.stack([0.04 * side, 0 * side, -0.04 + 0 * side], axis=1)


def _look_down() -> Array:
    """What the lids do when the irises go down by `LOOK_DOWN`: the upper ones follow, the others a little."""
    led = np.concatenate([np.concatenate(eye) for eye in _EYES])
    middle = np.sin(np.linspace(0, np.pi, len(_EYES[0][0])))
    drop = LOOK_DOWN * np.concatenate([0.75 * middle, 0.35 * middle] * 2)
    points = neutral_face()[: face.FACE_POINTS]
    sides = (np.abs(points[:, 0]) - 0.185) / 0.135
    far = np.hypot(sides, (points[:, 1] + 0.195) / 0.085) > 1
    return _spread(led, np.stack([0 * drop, drop, 0 * drop], axis=1), np.flatnonzero(far))


def _blink(upper: Indices, lower: Indices) -> Array:
    """The upper lid comes down onto the lower one, which rises a little; the fold above follows."""
    points = neutral_face()
    centre = (points[upper[0]] + points[upper[-1]]) / 2
    gap = points[lower] - points[upper]
    rise = 0.12
    led = np.concatenate([upper, lower])
    offsets = np.concatenate([gap * (1 - rise), -gap * rise])
    offsets[: len(upper), 2] -= 0.004 * np.sin(np.linspace(0, np.pi, len(upper)))
    surface = points[: face.FACE_POINTS, :2]
    far = np.linalg.norm((surface - centre[:2]) / [0.135, 0.085], axis=1) > 1
    brows = np.concatenate([face.RIGHT_BROW, face.LEFT_BROW])
    return _spread(led, offsets, np.union1d(np.flatnonzero(far), brows))


def _brow(*, up: float, inward: float, inner: float) -> Array:
    """Both brows moved by `up` and `inward`; `inner` the inner ends' share."""
    points = neutral_face()
    led = np.concatenate([face.RIGHT_BROW, face.LEFT_BROW])
    outward = np.clip((np.abs(points[led, 0]) - 0.08) / 0.25, 0, 1)
    share = inner + (1 - inner) * outward if up > 0 else inner - 0.75 * inner * outward
    offsets = np.stack([-np.sign(points[led, 0]) * inward * share, -up * share, 0 * share], axis=1)
    lids = np.concatenate([np.concatenate(eye) for eye in _EYES])
    surface = np.arange(face.FACE_POINTS)
    below = surface[points[surface, 1] > -0.15]
    return _spread(led, offsets, np.unique(np.concatenate([lids, below, face.FACE_OVAL])))
