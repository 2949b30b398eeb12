"""The detector's errors, measured on rendered heads whose true points are known.

What goes with the expression is left out of the model: on plain renders, without lashes and with faint lips,
the detector hardly sees a blink, while on real faces it does. Taken for chance, that part would teach a
network to show too little of what real lids and lips do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from vcam.errors import FaceNotFound
from vcam.frames import Image, Landmarks, Points
from vcam.geometry.pose import fit_head
from vcam.synthetic.colours import Complexion, paint
from vcam.synthetic.correspondence import Correspondence, Detect
from vcam.synthetic.facekit import FaceKit
from vcam.synthetic.heads import DetectorErrors, view_terms
from vcam.synthetic.rendering import Camera, Light, shade
from vcam.synthetic.sampling import (
    ViewRanges,
    rotations,
    sample_angles,
    sample_distances,
    sample_expressions,
    sample_identities,
)

FACE_HEIGHT_CM, FACE_PX = 18.0, 210.0
SIZE_PX = 448
PIVOT = np.array([0, -1, -2], np.float32)
MODES, JITTER_MODES = 40, 12
OUTER_EYE_CORNERS = (33, 263)
SENSOR_NOISE = 4.0
"""Standard deviation of a webcam's noise, grey levels."""
WANDER_PX = 1.0
EXPRESSION_RIDGE = 3.0
"""Faces' worth of evidence that a unit of expression changes no error."""
MAX_RATIO = 4.0
"""An error beyond this many times the median is a detection that failed."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Render:
    """One picture of a synthetic head.

    Args:
        image: (H, W, 3) uint8 RGB.
        vertices: (V, 3) of the head, centimetres.
        camera: that saw it.
    """

    image: Image
    vertices: Points
    camera: Camera


@dataclass(frozen=True, eq=False, kw_only=True)
class Sitter:
    """A random person with a random expression, view, complexion and light.

    Args:
        render: takes his picture, moved by pixels right and down.
        angles_deg: (3,) yaw, pitch and roll.
        expression: (units,) weights.
    """

    render: Callable[[float, float], Render]
    angles_deg: Points
    expression: Points


@dataclass(frozen=True, eq=False, kw_only=True)
class Measured:
    """What was measured.

    Args:
        errors: the model of the errors.
        angles_deg: (N, 3) yaw, pitch and roll of the heads.
        reprojection: (N, 478) distance in the picture, as a ratio of the outer eye corners' distance.
        lost: heads on which no face was found.
    """

    errors: DetectorErrors
    angles_deg: Points
    reprojection: Points
    lost: int


def sample_sitter(facekit: FaceKit, ranges: ViewRanges, chance: np.random.Generator) -> Sitter:
    """Someone to take pictures of."""
    identity = sample_identities(1, len(facekit.identity), chance)[0]
    expression = sample_expressions(1, facekit.units, chance)[0]
    vertices = facekit.vertices(identity, expression)
    angles = sample_angles(1, ranges, chance)
    distance_cm = float(sample_distances(1, ranges, chance)[0]) * FACE_HEIGHT_CM
    lamp = chance.normal(size=3) * [1, 1, 0.3] + [0, -0.5, -1.2]
    colour = chance.uniform(0.5, 0.9) * chance.uniform(0.85, 1, 3)
    light = Light(
        direction=lamp.astype(np.float32),
        colour=colour.astype(np.float32),
        ambient=(chance.uniform(0.2, 0.5) * chance.uniform(0.85, 1, 3)).astype(np.float32),
    )
    colours, background = paint(facekit, Complexion.sample(chance)), chance.uniform(0, 1, 3)

    def render(right_px: float, down_px: float) -> Render:
        camera = Camera(
            rotation=rotations(angles)[0],
            pivot=PIVOT,
            distance_cm=distance_cm,
            focal_px=FACE_PX * distance_cm / FACE_HEIGHT_CM,
            size=(SIZE_PX, SIZE_PX),
            centre=(SIZE_PX / 2 + right_px, SIZE_PX / 2 + down_px),
        )
        clean = shade(vertices, facekit.triangles, colours, camera, light, background.astype(np.float32))
        noisy = clean + chance.normal(0, SENSOR_NOISE, clean.shape)
        return Render(image=np.clip(noisy, 0, 255).astype(np.uint8), vertices=vertices, camera=camera)

    return Sitter(render=render, angles_deg=angles[0], expression=expression)


def measure_errors(
    facekit: FaceKit,
    correspondence: Correspondence,
    detect: Detect,
    heads: int,
    pictures: int,
    chance: np.random.Generator,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Measured:
    """Render heads, detect, and model what the detector does wrong.

    Args:
        facekit, correspondence: the heads and where the detector's points lie on them.
        detect: finds the face in (H, W, 3) uint8 RGB.
        heads: number of people.
        pictures: of each, as a camera takes them one after the other; at least 2.
        chance: of the samples.
        progress: told about finished heads.

    Raises:
        FaceNotFound: too few faces were found to model anything.
    """
    faces: list[_Face] = []
    for head in range(heads):
        progress(head, heads)
        face = _measure_face(facekit, correspondence, detect, pictures, chance)
        if face is not None:
            faces.append(face)
    progress(heads, heads)
    if len(faces) <= MODES:
        raise FaceNotFound(
            f"the detector found {len(faces)} of {heads} rendered heads, expected more than {MODES}: "
            "render more of them"
        )
    size = np.array([face.reprojection.mean() for face in faces])
    good = [face for face, large in zip(faces, size > MAX_RATIO * np.median(size), strict=True) if not large]
    return Measured(
        errors=_model(
            np.stack([face.own for face in good]),
            np.stack([face.view for face in good]),
            np.stack([face.sitter.expression for face in good]),
            np.concatenate([face.jitter for face in good]),
        ),
        reprojection=np.stack([face.reprojection for face in good]).astype(np.float32),
        angles_deg=np.stack([face.sitter.angles_deg for face in good]),
        lost=heads - len(good),
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class _Face:
    """What is wrong with one face's points.

    Args:
        own: (478, 3) mean error in the true head's own frame.
        jitter: (pictures, 478, 3) how each picture's error differs from that.
        view: (3,) in that frame.
        reprojection: (478,) distance in the first picture, as a ratio of the outer eye corners'.
        sitter: whose face it is.
    """

    own: Points
    jitter: Points
    view: Points
    reprojection: Points
    sitter: Sitter


def _measure_face(
    facekit: FaceKit,
    correspondence: Correspondence,
    detect: Detect,
    pictures: int,
    chance: np.random.Generator,
) -> _Face | None:
    """One random head in some pictures; None unless it is found in all of them."""
    sitter = sample_sitter(facekit, ViewRanges(), chance)
    shown = [sitter.render(*chance.normal(0, WANDER_PX, 2)) for _ in range(pictures)]
    errors = [_error(correspondence, picture, detect(picture.image)) for picture in shown]
    found = [error for error in errors if error is not None]
    if len(found) < pictures:
        return None
    each = np.stack([error.own for error in found])
    return _Face(
        own=each.mean(0),
        # A mean over few pictures takes part of the jitter with it.
        jitter=(each - each.mean(0)) * np.sqrt(pictures / (pictures - 1)),
        view=found[0].view,
        reprojection=found[0].reprojection,
        sitter=sitter,
    )


@dataclass(frozen=True, eq=False, kw_only=True)
class _Error:
    own: Points
    view: Points
    reprojection: Points


def _error(correspondence: Correspondence, shown: Render, found: Landmarks | None) -> _Error | None:
    """What is wrong with one picture's points: in the true head's own frame, and in the picture."""
    if found is None:
        return None
    true = shown.camera.project(correspondence.points(shown.vertices))
    pose = fit_head(true)
    points = found.points.copy()
    # A detector's depth has no origin of its own.
    points[:, 2] += (true - points)[:, 2].mean()
    eyes = pose.invert(true)[list(OUTER_EYE_CORNERS)]
    eyes_px = float(np.linalg.norm(eyes[0] - eyes[1])) * pose.scale
    return _Error(
        own=pose.invert(points) - pose.invert(true),
        view=pose.rotation[2],
        reprojection=np.linalg.norm((points - true)[:, :2], axis=1) / eyes_px,
    )


def _model(residual: Points, view: Points, expression: Points, jitter: Points) -> DetectorErrors:
    terms = view_terms(view)
    flat = residual.reshape(len(residual), -1)
    both = np.concatenate([terms, expression - expression.mean(0)], axis=1)
    ridge = np.repeat([1e-2 * len(terms), EXPRESSION_RIDGE], [terms.shape[1], expression.shape[1]])
    solved = np.linalg.solve(both.T @ both + np.diag(ridge), both.T @ flat)
    bias = solved[: terms.shape[1]]
    modes, spread = _modes(flat - both @ solved, MODES)
    jitter_modes, jitter_spread = _modes(jitter.reshape(len(jitter), -1), JITTER_MODES)
    shape = residual.shape[1:]
    return DetectorErrors(
        bias=bias.reshape(-1, *shape).astype(np.float32),
        modes=modes.reshape(-1, *shape).astype(np.float32),
        spread=spread.reshape(shape).astype(np.float32),
        jitter_modes=jitter_modes.reshape(-1, *shape).astype(np.float32),
        jitter_spread=jitter_spread.reshape(shape).astype(np.float32),
    )


def _modes(rows: Points, count: int) -> tuple[Points, Points]:
    """Principal patterns of (N, D) rows, one standard deviation each, and what they leave over, (D,)."""
    _, singular, patterns = np.linalg.svd(rows, full_matrices=False)
    kept = patterns[:count] * (singular[:count, None] / np.sqrt(len(rows)))
    return kept, np.sqrt(np.maximum((rows**2).mean(0) - (kept**2).sum(0), 0))
