"""The drawn character's skin, eyes, brows, nose and mouth."""

from __future__ import annotations

import numpy as np

from vcam.content.character_geometry import IRIS_RADIUS, LOWER_LIP_OUTER, UPPER_LIP_OUTER, lambert
from vcam.content.painting import Array, Canvas, Colour, Plane, blend, spline
from vcam.geometry import face_model as face
from vcam.geometry.easing import smoothstep
from vcam.geometry.face_model import Indices

SKIN_DEEP, SKIN_SHADE, SKIN, SKIN_LIGHT = (150, 82, 70), (206, 136, 112), (240, 188, 160), (255, 221, 199)
BLUSH, FRECKLE = (226, 96, 88), (176, 104, 78)
SCLERA, EYE_SHADE = (250, 247, 245), (150, 128, 138)
IRIS_RIM, IRIS_DARK, IRIS, IRIS_LIGHT = (22, 54, 52), (34, 92, 84), (70, 148, 126), (164, 214, 168)
LASH, BROW = (52, 30, 26), (92, 52, 40)
LIP_DARK, LIP, LIP_LIGHT, LIP_LINE = (184, 84, 80), (212, 112, 104), (244, 170, 158), (122, 48, 48)
KEY_LIGHT, FILL_LIGHT = (-0.45, -0.5, -0.8), (0.75, 0.05, -0.5)


def skin_tone(light: Plane) -> Plane:
    """(H, W, 3) skin colour under an amount of light from 0 to 1."""
    stops = np.array([0.0, 0.38, 0.72, 1.0])
    tones = np.array([SKIN_DEEP, SKIN_SHADE, SKIN, SKIN_LIGHT], np.float32)
    return np.stack([np.interp(light, stops, tones[:, c]) for c in range(3)], axis=2).astype(np.float32)


def face_outline(points: Array) -> Array:
    """Closed curve around the face."""
    return spline(points[face.FACE_OVAL[::2], :2], closed=True)


def paint_skin(canvas: Canvas, points: Array, normals: Array) -> Plane:
    """The bare face; returns its mask."""
    mask = canvas.fill(face_outline(points), 0.0015)
    light = 0.86 * lambert(normals, KEY_LIGHT, 0.35) + 0.24 * lambert(normals, FILL_LIGHT, 0.2)
    canvas.paint(mask, skin_tone(np.clip(light * 0.97, 0, 1)))
    for side in (-1, 1):
        blush = canvas.ellipse((0.235 * side, 0.075), (0.15, 0.11), 0.95)
        canvas.multiply(blush * mask, _tint(BLUSH), 0.3)
        cheek = canvas.ellipse((0.215 * side, -0.005), (0.09, 0.045), 0.95, turn_deg=-14 * side)
        canvas.screen(cheek * mask, (255, 214, 190), 0.22 if side < 0 else 0.12)
    chin = canvas.ellipse((0.0, 0.405), (0.075, 0.05), 0.95)
    canvas.screen(chin * mask, (255, 214, 190), 0.16)
    _freckles(canvas, mask)
    return mask


def paint_nose(canvas: Canvas, points: Array) -> None:
    """Bridge, tip, wings and nostrils."""
    canvas.multiply(canvas.ellipse((0.0, 0.066), (0.06, 0.022), 0.95), _tint(SKIN_DEEP), 0.32)
    for side, wing, inner in ((-1, 98, 97), (1, 327, 326)):
        base, middle = points[wing, :2], points[inner, :2]
        nostril = (base + middle) / 2 + [0.004 * side, 0.002]
        canvas.paint(canvas.ellipse(nostril, (0.017, 0.008), 0.85, turn_deg=14 * side), (122, 56, 48), 0.75)
        edge = spline(
            [base + [0.016 * side, -0.052], base + [0.029 * side, -0.026], base + [0.017 * side, 0.002]]
        )
        canvas.multiply(canvas.stroke(edge, [0.001, 0.008, 0.004], 0.004), _tint(SKIN_DEEP), 0.5)
        flank = canvas.ellipse((0.062 * side, -0.09), (0.032, 0.13), 0.95, turn_deg=-8 * side)
        canvas.multiply(flank, _tint(SKIN_SHADE), 0.22 if side < 0 else 0.5)
    bridge = canvas.stroke(
        spline([[-0.004, -0.2], [-0.006, -0.08], [-0.008, -0.01]]), [0.01, 0.02, 0.016], 0.012
    )
    canvas.screen(bridge, (255, 226, 206), 0.34)
    canvas.screen(canvas.ellipse((-0.01, 0.0), (0.032, 0.026), 0.95), (255, 236, 222), 0.5)


def paint_eye(canvas: Canvas, points: Array, upper: Indices, lower: Indices, iris: Indices) -> None:
    """One eye between its lid edges, given as point indices from left to right in the picture."""
    top, bottom = spline(points[upper, :2]), spline(points[lower, :2])
    outer_first = abs(points[upper[0], 0]) > abs(points[upper[-1], 0])
    side = -1 if points[upper[0], 0] < 0 else 1
    opening = canvas.fill(np.concatenate([top, bottom[::-1]]))
    socket = canvas.blur(canvas.fill(np.concatenate([top - [0, 0.035], bottom[::-1] + [0, 0.012]])), 0.02)
    canvas.multiply(socket, (214, 150, 132), 0.5)
    canvas.paint(opening, SCLERA)
    corners = 1 - smoothstep(0.3, 1.0, 1.5 - np.abs(canvas.x - points[iris[0], 0]) / 0.085)
    canvas.multiply(opening * corners.astype(np.float32), (226, 190, 188), 0.75)
    _paint_iris(canvas, opening, points[iris[0], :2])
    shade = canvas.stroke(top + [0, 0.004], [0.022, 0.034, 0.022], 0.009)
    canvas.multiply(shade * opening, EYE_SHADE, 0.75)
    _glints(canvas, opening, points[iris[0], :2])
    _paint_lids(canvas, top, bottom, side, outer_first)


def _paint_iris(canvas: Canvas, opening: Plane, centre: Array) -> None:
    radius = np.hypot(canvas.x - centre[0], canvas.y - centre[1]) / IRIS_RADIUS
    angle = np.arctan2(canvas.y - centre[1], canvas.x - centre[0])
    rays = 0.5 + 0.25 * np.sin(23 * angle + 2 * np.sin(5 * angle)) + 0.25 * np.sin(41 * angle + 1.3)
    depth = np.clip(0.5 + 0.55 * (canvas.y - centre[1]) / IRIS_RADIUS + 0.22 * (rays - 0.5), 0, 1)
    stops = np.array([0.0, 0.45, 1.0])
    tones = np.array([IRIS_DARK, IRIS, IRIS_LIGHT], np.float32)
    colour = np.stack([np.interp(depth, stops, tones[:, c]) for c in range(3)], axis=2).astype(np.float32)
    disc = (1 - smoothstep(0.96, 1.03, radius)).astype(np.float32) * opening
    canvas.paint(disc, colour)
    canvas.paint(disc * smoothstep(0.72, 1.0, radius).astype(np.float32), IRIS_RIM, 0.85)
    canvas.paint(disc * (1 - smoothstep(0.40, 0.50, radius)).astype(np.float32), (14, 18, 20))


def _glints(canvas: Canvas, opening: Plane, centre: Array) -> None:
    big = canvas.ellipse(centre + [-0.014, -0.016], (0.0105, 0.01), 0.4)
    small = canvas.ellipse(centre + [0.015, 0.016], (0.006, 0.0055), 0.5)
    canvas.paint(big * opening, (255, 255, 255), 0.96)
    canvas.paint(small * opening, (255, 255, 255), 0.7)


def _paint_lids(canvas: Canvas, top: Array, bottom: Array, side: int, outer_first: bool) -> None:
    order = 1 if outer_first else -1
    upper, lower = top[::order], bottom[::order]
    wing = upper[:1] + [0.016 * side, -0.012]
    line = spline(np.concatenate([wing, upper[2::12], upper[-1:]]))
    canvas.paint(canvas.stroke(line, [0.001, 0.013, 0.014, 0.011, 0.004], 0.001), LASH, 0.97)
    for at, length, lean in ((4, 0.034, 0.9), (16, 0.036, 0.7), (32, 0.034, 0.5)):
        root = upper[at]
        tip = root + [side * length * lean, -length * 0.75]
        bend = (root + tip) / 2 + [0.004 * side, 0.006]
        canvas.paint(canvas.stroke(spline([root, bend, tip]), [0.007, 0.005, 0.001]), LASH, 0.9)
    crease = upper[6:-10] + [0.003 * side, -0.024]
    canvas.multiply(canvas.stroke(crease, [0.001, 0.006, 0.005, 0.001], 0.002), _tint(SKIN_DEEP), 0.8)
    canvas.multiply(canvas.stroke(lower[4:-4], [0.005, 0.005, 0.001], 0.0015), _tint(LASH), 0.55)
    canvas.screen(canvas.stroke(lower[10:-10] + [0, 0.007], [0.001, 0.006, 0.001], 0.002), SKIN_LIGHT, 0.35)


def paint_brow(canvas: Canvas, points: Array, brow: Indices, generator: np.random.Generator) -> None:
    """One eyebrow of fine hairs over a soft stroke; `brow` lists upper then lower edge from the outer end."""
    upper, lower = spline(points[brow[:5], :2]), spline(points[brow[5:], :2])
    side = -1 if points[brow[0], 0] < 0 else 1
    middle = (upper + lower) / 2
    body = canvas.stroke(middle, [0.003, 0.017, 0.026, 0.029, 0.022], 0.0035)
    canvas.paint(body, BROW, 0.8)
    layer = np.zeros((canvas.side, canvas.side), np.uint8)
    for at in np.linspace(0.05, 0.98, 110):
        index = int(at * (len(middle) - 1))
        half = (lower[index] - upper[index]) * 0.36
        root = middle[index] + half * generator.uniform(-0.5, 0.8)
        lean = np.array([side * (0.026 - 0.014 * at), -0.007 - 0.012 * at]) * generator.uniform(0.6, 1.0)
        lean *= [1, 1.0 if at > 0.4 else 0.2]
        canvas.strand(layer, spline([root, root + 0.5 * lean + [0, -0.002], root + lean]), [255], 2)
    canvas.paint(canvas.blur(layer.astype(np.float32) / 255, 0.0012), LASH, 0.5)


def paint_mouth(canvas: Canvas, points: Array) -> None:
    """Closed, lightly smiling lips."""
    line = spline(points[face.UPPER_LIP_INNER, :2])
    corners = points[face.MOUTH_CORNERS, :2]
    middle = spline(np.concatenate([corners[:1], line[12:-12:24], corners[1:]]))
    upper = np.concatenate([spline(points[UPPER_LIP_OUTER, :2]), middle[::-1]])
    lower = np.concatenate([spline(points[LOWER_LIP_OUTER, :2]), middle[::-1]])
    canvas.multiply(canvas.ellipse((0.0, corners[0, 1] + 0.115), (0.1, 0.03), 0.9), _tint(SKIN_DEEP), 0.42)
    canvas.multiply(canvas.ellipse((0.0, corners[0, 1] - 0.085), (0.018, 0.04), 0.9), _tint(SKIN_SHADE), 0.5)
    upper_mask, lower_mask = canvas.fill(upper, 0.0016), canvas.fill(lower, 0.0016)
    down = smoothstep(corners[0, 1] - 0.05, corners[0, 1] + 0.03, canvas.y)
    canvas.paint(upper_mask, blend(LIP, LIP_DARK, down))
    canvas.paint(lower_mask, LIP)
    bright = canvas.ellipse((-0.012, corners[0, 1] + 0.058), (0.075, 0.022), 0.95)
    canvas.screen(bright * lower_mask, LIP_LIGHT, 0.5)
    canvas.screen(canvas.ellipse((-0.022, corners[0, 1] + 0.054), (0.03, 0.008), 0.9), (255, 225, 220), 0.45)
    bow = canvas.stroke(
        spline(points[UPPER_LIP_OUTER, :2])[30:-30] - [0, 0.004], [0.001, 0.006, 0.006, 0.001], 0.003
    )
    canvas.screen(bow, SKIN_LIGHT, 0.35)
    canvas.paint(canvas.stroke(middle, [0.001, 0.008, 0.007, 0.008, 0.001], 0.0012), LIP_LINE, 0.9)
    for corner, side in zip(corners, (-1, 1), strict=True):
        dimple = canvas.ellipse(corner + [0.008 * side, -0.002], (0.018, 0.018), 0.98)
        canvas.multiply(dimple, _tint(SKIN_DEEP), 0.4)


def _freckles(canvas: Canvas, mask: Plane) -> None:
    generator = np.random.default_rng(11)
    layer = np.zeros((canvas.side, canvas.side), np.float32)
    for _ in range(46):
        side = generator.choice((-1, 1))
        x, y = side * abs(generator.normal(0.16, 0.065)), generator.normal(0.035, 0.03)
        layer = np.maximum(layer, canvas.ellipse((x, y), [generator.uniform(0.003, 0.005)] * 2, 0.8))
    canvas.multiply(layer * mask, _tint(FRECKLE), 0.28)


def _tint(colour: Colour) -> Colour:
    """A glaze that turns light skin into `colour`."""
    return [min(255.0, 255.0 * value / base) for value, base in zip(colour, SKIN, strict=True)]
