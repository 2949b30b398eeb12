"""Where the detector's 478 points lie on the morphable head, found by rendering heads and detecting on them.

Each head is rendered from several sides, with closed and open mouth; each detected point is cast onto the
nearest visible surface of the kind that it names (skin, or eyeballs for irises). What hits are carried back
to the mean head, averaged over heads and views, made symmetric, and laid onto the surface again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.errors import FaceNotFound
from vcam.frames import LANDMARK_COUNT, Image, Landmarks, Points, vector
from vcam.geometry import face_model as face
from vcam.geometry.pose import rotation_from_angles
from vcam.synthetic.colours import Complexion, paint
from vcam.synthetic.facekit import FaceKit, part_mask
from vcam.synthetic.rendering import Camera, Light, Surface, shade, vertex_normals, visible_surface

VIEWS = ((0, 0), (0, 12), (0, -12), (28, 0), (-28, 0), (45, 0), (-45, 0))
"""Yaw and pitch in degrees."""
OPEN_MOUTH = 0.45
SIZE_PX, DISTANCE_CM, FOCAL_PX = 512, 80.0, 1250.0
BACKGROUND = np.array([0.4, 0.45, 0.5], np.float32)
MIN_FACING, FULL_FACING = 0.08, 0.5
"""Cosine between surface and view below which a hit counts nothing, and from which it counts in full."""
FRONTAL = 8
"""A hit counts the cosine of the head's turn to this power: on turned heads the detector's outline slides."""
MAX_MISS_PX = 3.0
"""A point farther from the surface than this was guessed by the detector, behind the head's outline."""
USUAL_CM = 0.6
"""Distance from the mean at which a hit counts half: the detector guesses the far side of a turned head."""
SKIN, BALLS = ("face", "head"), ("left_eye", "right_eye")

NEAR = 40
"""Triangles whose middles are nearest, among which the nearest surface is looked for."""

Detect = Callable[[Image], Landmarks | None]


@dataclass(frozen=True, eq=False, kw_only=True)
class Correspondence:
    """Points on the surface of the morphable head.

    Args:
        corners: (478, 3) int64 vertices of each point's triangle.
        weights: (478, 3) float32 barycentric weights in it.
        hits: (478,) float32 number of views that it was seen in.
        spread_cm: (478,) float32 mean distance of the hits from the point, on the mean head.
    """

    corners: NDArray[np.int64]
    weights: Points
    hits: Points
    spread_cm: Points

    def points(self, vertices: Points) -> Points:
        """(478, 3) on a head of (V, 3) vertices; offsets (..., V, 3) give offsets (..., 478, 3)."""
        placed: Points = (vertices[..., self.corners, :] * self.weights[..., None]).sum(-2)
        return placed


def studio_camera(yaw_deg: float, pitch_deg: float) -> Camera:
    """A camera in front of the face, as the correspondence is made with."""
    return Camera(
        rotation=rotation_from_angles(yaw_deg, pitch_deg, 0),
        pivot=np.array([0, -1, 0], np.float32),
        distance_cm=DISTANCE_CM,
        focal_px=FOCAL_PX,
        size=(SIZE_PX, SIZE_PX),
        centre=(SIZE_PX / 2, SIZE_PX / 2),
    )


def find_correspondence(
    facekit: FaceKit,
    identities: Points,
    detect: Detect,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Correspondence:
    """Render, detect, cast and average.

    Args:
        facekit: the morphable head.
        identities: (N, 100) weights of the heads to render.
        detect: finds the face in (H, W, 3) uint8 RGB.
        progress: told about finished pictures.

    Raises:
        FaceNotFound: some point was seen in no picture.
    """
    hits, weight = _collect(facekit, identities, detect, progress)
    total = weight.sum(0)
    if not total.all():
        missing = ", ".join(map(str, np.flatnonzero(total == 0)[:8]))
        raise FaceNotFound(
            f"the detector's points {missing} were seen on no rendered head: render more heads"
        )
    mean = _robust_mean(hits, weight)
    mirrored = mean[face.mirror_order()] * vector(-1, 1, 1)
    corners, barycentric = _lay_onto(facekit, ((mean + mirrored) / 2).astype(np.float32))
    distance = np.linalg.norm(hits - mean, axis=2)
    return Correspondence(
        corners=corners,
        weights=barycentric,
        hits=(weight > 0).sum(0).astype(np.float32),
        spread_cm=((distance * weight).sum(0) / total).astype(np.float32),
    )


def _collect(
    facekit: FaceKit, identities: Points, detect: Detect, progress: Callable[[int, int], None]
) -> tuple[Points, Points]:
    """(views, 478, 3) hits on the mean head, and (views, 478) how much each counts."""
    hits: list[Points] = []
    weights: list[Points] = []
    colours = paint(facekit, Complexion.plain())
    jobs = [(row, view, mouth) for row in identities for view in VIEWS for mouth in (0.0, OPEN_MOUTH)]
    for done, (row, view, mouth) in enumerate(jobs):
        progress(done, len(jobs))
        expression = np.zeros(len(facekit.units), np.float32)
        expression[facekit.units.index("jawOpen")] = mouth
        vertices, camera = facekit.vertices(row, expression), studio_camera(*view)
        found = detect(shade(vertices, facekit.triangles, colours, camera, Light(), BACKGROUND))
        if found is None:
            continue
        hit, weight = _cast(facekit, vertices, camera, found.points)
        if mouth == 0:
            # Closed lips hide their inner edge.
            weight[np.concatenate([face.UPPER_LIP_INNER, face.LOWER_LIP_INNER])] = 0
        hits.append(hit)
        weights.append(weight)
    progress(len(jobs), len(jobs))
    return np.array(hits).reshape(-1, LANDMARK_COUNT, 3), np.array(weights).reshape(-1, LANDMARK_COUNT)


def _robust_mean(hits: Points, weight: Points) -> Points:
    """(478, 3) means of (views, 478, 3) with (views, 478) weights, on which strays have little pull."""
    mean = (hits * weight[..., None]).sum(0) / weight.sum(0)[:, None]
    for _ in range(10):
        pull = weight / (1 + (np.linalg.norm(hits - mean, axis=2) / USUAL_CM) ** 2)
        mean = (hits * pull[..., None]).sum(0) / pull.sum(0)[:, None]
    return mean.astype(np.float32)


def _kinds(facekit: FaceKit) -> tuple[tuple[slice, NDArray[np.bool_]], ...]:
    """Which triangles the surface points and the iris points can lie on."""
    skin = np.all(part_mask(*SKIN)[facekit.triangles], axis=1)
    balls = np.all(part_mask(*BALLS)[facekit.triangles], axis=1)
    return (slice(0, face.FACE_POINTS), skin), (slice(face.FACE_POINTS, None), balls)


def _cast(facekit: FaceKit, vertices: Points, camera: Camera, points: Points) -> tuple[Points, Points]:
    """Where (478, 3) detected points hit, (478, 3) on the mean head, and how much each hit counts, (478,)."""
    triangles = facekit.triangles
    surface = visible_surface(camera.project(vertices), triangles, camera.size)
    towards = camera.rotation.T @ np.array([0, 0, -1], np.float32)
    facing = np.clip(vertex_normals(vertices, triangles) @ towards, 0, 1)
    place = np.zeros((LANDMARK_COUNT, 3), np.float32)
    share = np.zeros(LANDMARK_COUNT, np.float32)
    for which, allowed in _kinds(facekit):
        index, weights, miss_px = _nearest(surface, allowed, points[which, :2])
        corners = triangles[index]
        place[which] = (facekit.neutral[corners] * weights[..., None]).sum(1)
        share[which] = (facing[corners] * weights).sum(1) * (miss_px < MAX_MISS_PX)
    share = np.where(share > MIN_FACING, np.minimum(share / FULL_FACING, 1), 0)
    return place, share * camera.rotation[2, 2] ** FRONTAL


def _nearest(
    surface: Surface, allowed: NDArray[np.bool_], pixels: Points
) -> tuple[NDArray[np.int64], Points, Points]:
    """Triangle and barycentric weights of the allowed surface nearest to (N, 2) pixels, and how far it is."""
    seen = (surface.triangle >= 0) & allowed[surface.triangle]
    distance, labels = cv2.distanceTransformWithLabels(
        (~seen).astype(np.uint8), cv2.DIST_L2, 5, labelType=cv2.DIST_LABEL_PIXEL
    )
    rows, columns = np.nonzero(seen)
    at = np.zeros(labels.max() + 1, np.int64)
    at[labels[rows, columns]] = np.arange(len(rows))
    height, width = seen.shape
    x = np.clip(np.rint(pixels[:, 0]), 0, width - 1).astype(int)
    y = np.clip(np.rint(pixels[:, 1]), 0, height - 1).astype(int)
    chosen = at[labels[y, x]]
    rows, columns = rows[chosen], columns[chosen]
    return surface.triangle[rows, columns].astype(np.int64), surface.weights[rows, columns], distance[y, x]


def _lay_onto(facekit: FaceKit, points: Points) -> tuple[NDArray[np.int64], Points]:
    """The nearest places on the mean head's surface: vertices and barycentric weights, (478, 3) each."""
    corners = np.zeros((LANDMARK_COUNT, 3), np.int64)
    weights = np.zeros((LANDMARK_COUNT, 3), np.float32)
    for which, allowed in _kinds(facekit):
        triangles = facekit.triangles[allowed]
        middles = facekit.neutral[triangles].mean(1)
        for row in range(*which.indices(LANDMARK_COUNT)):
            near = triangles[np.argpartition(((middles - points[row]) ** 2).sum(1), NEAR)[:NEAR]]
            blend = _barycentric(facekit.neutral[near], points[row])
            miss = ((facekit.neutral[near] * blend[..., None]).sum(1) - points[row]) ** 2
            best = int(miss.sum(1).argmin())
            corners[row], weights[row] = near[best], blend[best]
    return corners, weights


def _barycentric(corners: Points, point: Points) -> Points:
    """(T, 3) weights of a place near the point in each of (T, 3, 3) triangles; clipped, not nearest."""
    a, ab, ac = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    d00, d01, d11 = (ab * ab).sum(1), (ab * ac).sum(1), (ac * ac).sum(1)
    ap = point - a
    d20, d21 = (ap * ab).sum(1), (ap * ac).sum(1)
    determinant = np.maximum(d00 * d11 - d01 * d01, 1e-12)
    b = (d11 * d20 - d01 * d21) / determinant
    c = (d00 * d21 - d01 * d20) / determinant
    weights = np.clip(np.stack([1 - b - c, b, c], axis=1), 0, 1)
    placed: Points = (weights / weights.sum(1, keepdims=True)).astype(np.float32)
    return placed


def named_regions() -> dict[str, Sequence[int]]:
    """The detector's points by region, for reports; the last region holds all that no other has."""
    brows = np.concatenate([face.RIGHT_BROW, face.LEFT_BROW])
    eyes = np.concatenate(
        [face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID, face.LEFT_UPPER_LID, face.LEFT_LOWER_LID]
    )
    irises = np.concatenate([face.RIGHT_IRIS, face.LEFT_IRIS])
    named = {"brows": brows, "lids": eyes, "irises": irises, "lips": face.LIPS, "outline": face.FACE_OVAL}
    rest = sorted(set(range(LANDMARK_COUNT)) - set(np.concatenate(list(named.values())).tolist()))
    return {**{name: indices.tolist() for name, indices in named.items()}, "skin": rest}
