"""The mesh that carries the photo: face, eye and mouth holes, and rings out to what stands still."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.compiled import compiled
from vcam.frames import Points
from vcam.geometry import face_model as face
from vcam.geometry.easing import smoothstep
from vcam.geometry.hidden_points import spread_out
from vcam.geometry.pose import Pose
from vcam.geometry.skull import above, keep_round, middle_of_skull, turn_deg
from vcam.geometry.triangles import strip

RING_RADII = (1.12, 1.28, 1.5, 1.75, 2.0, 2.3)
"""Distance of the rings from the face centre, in radii of the face oval."""
HEAD_WEIGHTS = (1.0, 1.0, 1.0, 0.95, 0.7, 0.0)
"""How much of the head's rigid motion each ring takes, beside and above the face."""
NECK_WEIGHTS = (0.85, 0.65, 0.45, 0.3, 0.1, 0.0)
"""The same straight below the chin, where the body stays."""
RING_DEPTHS = (0.12, 0.24, 0.3, 0.3, 0.3, 0.3)
"""How far each ring lies behind the oval, in face heights."""
RING_SPACING = 1.03
"""Least ratio of a ring's distance from the face centre to that of the next one within."""
MAX_SLANT = 0.1
"""How far a ring may turn about the face's middle against the next one within, in radians."""
RING_EXPRESSION = (0.7, 0.35, 0.1, 0.0, 0.0, 0.0)
"""How much of the oval's expression (the jaw's drop above all) each ring takes."""
RING_ROUNDNESS = (0.0, 0.4, 0.8, 1.0, 1.0, 1.0)
"""How much of its place in the head's outline each ring keeps above the face when the head turns."""
NECK_FROM, NECK_TO = 0.15, 0.75
"""Sine of the direction below the horizontal where the neck's weights begin and are full."""


UNFOLD_UNTIL_DEG = 14.0
"""Turn of the head from the photo's pose at which hidden points have reached their true places."""


@dataclass(frozen=True, eq=False, kw_only=True)
class HeadMesh:
    """Vertices of one photo's mesh and how each follows the head.

    In a turned photo the far cheek is hidden: its points lie behind what is seen. They are spread out
    between the visible outline and the first ring instead, so that turning back draws on what lies
    there and never shows a second cheek.

    Args:
        vertices: (V, 3) float32 pixels of the photo: 468 face points, then the rings.
        unfolding: (468, 3) float32, how far the face points were moved for that, pixels of the photo.
        triangles: (T, 3) int32.
        rigid: (R,) weight of the head's rigid motion for each ring vertex.
        expression: (R,) weight of its oval point's expression.
        roundness: (R,) how much of its place in the head's outline it keeps in a turn.
        skull: (3,) middle of the skull in the head's own frame.
        oval: (R,) its face oval point.
        angles: (1 + K, 36) direction of outline and rings from the face's middle, radians, growing.
        spacing: (1 + K, 36) least distance of the outline as a part of the hull's, then of each ring as
            a ratio of the next one within.
    """

    vertices: Points
    unfolding: Points
    triangles: NDArray[np.int32]
    rigid: Points
    expression: Points
    roundness: Points
    skull: Points
    oval: NDArray[np.int64]
    angles: Points
    spacing: Points

    def deform(self, points: Points, source: Pose, target: Pose) -> Points:
        """Where the vertices go when the face's landmarks go to `points`.

        Args:
            points: (478, 3) landmarks to show, pixels of the photo.
            source, target: pose of the photo's head and of the head to show.

        Returns:
            (V, 3) float32 pixels of the photo.
        """
        rings = self.vertices[face.FACE_POINTS :]
        moved = target.apply(source.invert(rings))
        true_oval = self.vertices[self.oval] - self.unfolding[self.oval]
        oval_moved = target.apply(source.invert(true_oval))
        moved = moved + self.expression[:, None] * (points[self.oval] - oval_moved)
        moved = keep_round(rings, moved, self.roundness, self.skull, source, target)
        rings = rings + self.rigid[:, None] * (moved - rings)
        kept = np.float32(1 - smoothstep(0, UNFOLD_UNTIL_DEG, turn_deg(source, target)))
        return self._unfold(points[: face.FACE_POINTS] + kept * self.unfolding, rings)

    def _unfold(self, points: Points, rings: Points) -> Points:
        """All vertices, with outline and rings moved where they would fold over the face or one another.

        A fold would tear the field there; a far cheek that is squeezed instead is not noticed.
        """
        centre = _middle(points)
        lines = _lines(points, rings)[..., :2] - centre
        _untangle(lines, _hull(points[:, :2] - centre), self.angles, self.spacing)
        flat = (lines + centre).reshape(-1, 2)
        vertices = np.concatenate([points, rings]).astype(np.float32)
        vertices[face.FACE_OVAL, :2] = flat[: len(face.FACE_OVAL)]
        vertices[face.FACE_POINTS :, :2] = flat[len(face.FACE_OVAL) :]
        return vertices


def build_mesh(points: Points, pose: Pose) -> HeadMesh:
    """Mesh of a photo from its (478, 3) landmarks in pixels and their pose."""
    triangles = mesh_triangles(len(RING_RADII))
    rings, rigid, expression = _rings(points[: face.FACE_POINTS], pose)
    outline = pose.invert(points[face.FACE_OVAL])
    vertices = np.concatenate([points[: face.FACE_POINTS], rings]).astype(np.float32)
    spread = spread_out(vertices, triangles, pose.scale)
    angles, spacing = _rest_lines(spread[: face.FACE_POINTS], spread[face.FACE_POINTS :])
    return HeadMesh(
        vertices=spread,
        unfolding=(spread - vertices)[: face.FACE_POINTS],
        triangles=triangles,
        rigid=rigid,
        expression=expression,
        roundness=np.outer(RING_ROUNDNESS, above(outline)).ravel().astype(np.float32),
        skull=middle_of_skull(outline),
        oval=np.tile(face.FACE_OVAL, len(RING_RADII)),
        angles=angles,
        spacing=spacing,
    )


def _rings(points: Points, pose: Pose) -> tuple[Points, Points, Points]:
    """Positions (R, 3) in the photo, rigid weights (R,) and expression weights (R,) of the rings."""
    own = pose.invert(points)
    outline = own[face.FACE_OVAL] - own.mean(0)
    direction = outline[:, :2] / np.linalg.norm(outline[:, :2], axis=1, keepdims=True)
    neck = smoothstep(NECK_FROM, NECK_TO, direction[:, 1])
    # Directions as in the frontal face, turned by the roll alone: they never cross in the photo.
    roll = np.arctan2(pose.rotation[1, 0], pose.rotation[0, 0])
    turn = np.array([[np.cos(roll), np.sin(roll)], [-np.sin(roll), np.cos(roll)]])
    direction = direction @ turn
    centre = _middle(points)
    radius = _hull_radius(points[:, :2] - centre, direction)
    rings, rigid, expression = [], [], []
    for k, factor in enumerate(RING_RADII):
        flat = centre + factor * radius[:, None] * direction
        rings.append(_lift(flat, own[face.FACE_OVAL, 2] + RING_DEPTHS[k], pose))
        rigid.append(HEAD_WEIGHTS[k] + neck * (NECK_WEIGHTS[k] - HEAD_WEIGHTS[k]))
        expression.append(np.full(len(outline), RING_EXPRESSION[k]))
    return (
        np.concatenate(rings).astype(np.float32),
        np.concatenate(rigid).astype(np.float32),
        np.concatenate(expression).astype(np.float32),
    )


def _middle(points: Points) -> Points:
    """(2,) middle of the points' bounding box in the picture plane."""
    return np.asarray((points[:, :2].min(0) + points[:, :2].max(0)) / 2)


def _lines(points: Points, rings: Points) -> Points:
    """(1 + K, 36, 3) outline and rings."""
    return np.concatenate([points[face.FACE_OVAL], rings]).reshape(-1, len(face.FACE_OVAL), 3)


def _polar(spokes: Points) -> tuple[Points, Points]:
    """Angle in radians and length of (..., 2) vectors."""
    return np.arctan2(spokes[..., 1], spokes[..., 0]), np.hypot(spokes[..., 0], spokes[..., 1])


def _rest_lines(points: Points, rings: Points) -> tuple[Points, Points]:
    """`angles` and `spacing` of a mesh at rest."""
    centre = _middle(points)
    angle, radius = _polar(_lines(points, rings)[..., :2] - centre)
    angle = np.unwrap(angle, axis=1).astype(np.float32)
    direction = np.stack([np.cos(angle[0]), np.sin(angle[0])], axis=-1)
    within = np.concatenate([_hull_radius(points[:, :2] - centre, direction)[None], radius[:-1]])
    limit = np.full((len(radius), 1), RING_SPACING)
    limit[0] = 1.0
    return angle, np.minimum(radius / np.maximum(within, 1e-3), limit)


@compiled
def _untangle(lines: Points, hull: Points, rest: Points, spacing: Points) -> None:
    """Move outline and rings where they run backwards, turn against one another or come too close.

    Args:
        lines: (L, N, 2) relative to the face's middle, changed in place.
        hull: (H, 2) convex hull of the face.
        rest, spacing: (L, N) see `HeadMesh`.
    """
    before = np.empty(lines.shape[1])
    least = np.empty(lines.shape[1])
    for k in range(len(lines)):
        angle = _in_order(np.arctan2(lines[k, :, 1], lines[k, :, 0]), rest[k])
        for i in range(len(angle)):
            if k > 0:
                turned = before[i] - rest[k - 1, i]
                angle[i] = rest[k, i] + min(
                    max(angle[i] - rest[k, i], turned - MAX_SLANT), turned + MAX_SLANT
                )
            x, y = np.cos(angle[i]), np.sin(angle[i])
            within = least[i] if k > 0 else _reach(hull, x, y)
            least[i] = max(np.hypot(lines[k, i, 0], lines[k, i, 1]), within * spacing[k, i])
            lines[k, i, 0], lines[k, i, 1] = least[i] * x, least[i] * y
        before = angle


@compiled
def _in_order(angle: NDArray[np.float32], rest: NDArray[np.float32]) -> NDArray[np.float64]:
    """Angles along a closed line, changed where they run backwards.

    What runs backwards at rest already (an outline seen from the side) stays as it is there.

    Args:
        angle: (N,) radians, each within a half turn of its place at rest.
        rest: (N,) the same at rest, growing.
    """
    turn = 2 * np.pi
    count = len(rest)
    near = rest + (angle - rest + np.pi) % turn - np.pi
    ordered = near.astype(np.float64)
    highest, furthest = near.max() - turn, rest[0]
    in_place = np.empty(count, np.bool_)
    for i in range(count):
        highest, furthest = max(highest, near[i]), max(furthest, rest[i])
        ordered[i] = highest
        in_place[i] = rest[i] >= furthest
    lowest, nearest = near.min() + turn, rest[-1]
    for i in range(count - 1, -1, -1):
        lowest, nearest = min(lowest, near[i]), min(nearest, rest[i])
        ordered[i] = (ordered[i] + lowest) / 2 if in_place[i] and rest[i] <= nearest else near[i]
    return ordered


def _hull(points: Points) -> Points:
    """(H, 2) convex hull of (N, 2) points."""
    return np.asarray(cv2.convexHull(points.astype(np.float32))[:, 0])


@compiled
def _reach(hull: Points, x: float, y: float) -> float:
    """How far a convex hull about the origin reaches in the direction of the unit vector (x, y)."""
    furthest = 0.0
    for i in range(len(hull)):
        (ax, ay), (bx, by) = hull[i], hull[(i + 1) % len(hull)]
        ex, ey = bx - ax, by - ay
        # The ray r * (x, y) meets a + u * e where both cross products vanish.
        cross = x * ey - y * ex
        if abs(cross) < 1e-9:
            cross = 1e-9
        share = (ax * y - ay * x) / cross
        if -1e-6 <= share <= 1 + 1e-6:
            furthest = max(furthest, (ax * ey - ay * ex) / cross)
    return furthest


def _hull_radius(points: Points, direction: Points) -> Points:
    """How far the convex hull of (N, 2) points about the origin reaches in each (D, 2) direction."""
    hull = _hull(points)
    return np.array([_reach(hull, x, y) for x, y in direction.tolist()], np.float32)


def _lift(flat: Points, depth: Points, pose: Pose) -> Points:
    """(N, 3) photo points above (N, 2) photo positions, at a given z of the head's own frame."""
    linear = pose.scale * pose.rotation[:2]
    across = (flat - pose.position[:2] - depth[:, None] * linear[:, 2]) @ np.linalg.inv(linear[:, :2]).T
    return pose.apply(np.column_stack([across, depth]).astype(np.float32))


def mesh_triangles(ring_count: int) -> NDArray[np.int32]:
    """(T, 3) triangles of face, holes and rings, all wound the same way in a frontal picture."""
    parts = [
        face.triangles(),
        strip(face.RIGHT_UPPER_LID, face.RIGHT_LOWER_LID),
        strip(face.LEFT_UPPER_LID, face.LEFT_LOWER_LID),
        strip(face.UPPER_LIP_INNER, face.LOWER_LIP_INNER),
    ]
    inner = face.FACE_OVAL
    for k in range(ring_count):
        outer = face.FACE_POINTS + k * len(face.FACE_OVAL) + np.arange(len(face.FACE_OVAL))
        parts.append(strip(np.append(inner, inner[0]), np.append(outer, outer[0])))
        inner = outer
    return np.concatenate(parts).astype(np.int32)
