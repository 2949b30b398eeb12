"""Where the skeleton's 1,107 keypoints lie on the morphable head.

The 478 landmarks lie where the detector sees them. In every other part, vertices are chosen by farthest-point
sampling on the mean head: the first is the one nearest to the part's middle, each further one is the one
farthest from all before, so a part is covered evenly however its mesh is cut. Points are chosen on the
person's right and mirrored; a part with an odd number has one on the midline.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from vcam.frames import Points
from vcam.models.skeleton_layout import SIZES
from vcam.synthetic.correspondence import Correspondence
from vcam.synthetic.facekit import IRIS_RADIUS_CM, FaceKit, from_eye_axis, part_mask
from vcam.synthetic.facekit import PARTS as MESH_PARTS
from vcam.synthetic.rendering import vertex_normals

Mask = NDArray[np.bool_]

MIDLINE_CM = 0.05
CROWN_CM, JAW_CM, NECK_CM, SHOULDER_CM = -9.6, 5.0, 9.5, 10.0
"""Heights, down from the mesh's origin: lowest scalp over the face, highest jaw, highest throat and rim."""
BACK_CM = 0.5
"""Depth behind which the side of a head is scalp, not face."""
EAR_BEYOND_CM, EAR_TOP_CM, EAR_BOTTOM_CM, EAR_BACK_CM = 7.9, -5.0, 2.5, -3.0
TONGUE_WIDTH_CM, TONGUE_TOP_CM, TONGUE_TIP_CM = 1.7, 3.9, -9.3
IRIS_RIM_CM = 0.08
LOWER_JAW_MOVE_CM = 0.8
"""How far the opening jaw takes what belongs to it."""
DOWNWARD = 0.45
"""Cosine of a normal with straight down, from which a surface is the underside of the jaw."""


class KeypointMap:
    """The 1,107 keypoints as weighted sums of vertices."""

    def __init__(self, facekit: FaceKit, correspondence: Correspondence) -> None:
        """Choose the keypoints.

        Args:
            facekit: the morphable head.
            correspondence: of its detector points.
        """
        self._landmarks = correspondence
        self.vertices = np.concatenate([_choose(facekit, part) for part in list(SIZES)[1:]])

    def points(self, vertices: Points) -> Points:
        """(..., 1107, 3) of (..., V, 3) vertices or offsets."""
        landmarks, others = self._landmarks.points(vertices), vertices[..., self.vertices, :]
        placed: Points = np.concatenate([landmarks, others], axis=-2)
        return placed


def _choose(facekit: FaceKit, part: str) -> NDArray[np.int64]:
    """Vertices of one part's keypoints, pairs right and left, then the midline's."""
    count = SIZES[part]
    candidates = np.flatnonzero(_CANDIDATES[part](facekit))
    places = facekit.neutral[candidates]
    right = candidates[places[:, 0] < -MIDLINE_CM]
    left = candidates[places[:, 0] > MIDLINE_CM]
    chosen = _farthest(facekit.neutral[right], count // 2)
    mirrored = facekit.neutral[right[chosen]] * [-1, 1, 1]
    partners = ((facekit.neutral[left][None] - mirrored[:, None]) ** 2).sum(2).argmin(1)
    pairs = np.stack([right[chosen], left[partners]], axis=1).ravel()
    middle = candidates[np.abs(places[:, 0]) <= MIDLINE_CM]
    return np.concatenate([pairs, middle[_farthest(facekit.neutral[middle], count % 2)]])


def _farthest(places: Points, count: int) -> NDArray[np.int64]:
    """Rows of (N, 3) places, each the farthest from all before."""
    if count == 0:
        return np.zeros(0, np.int64)
    chosen = [int(((places - places.mean(0)) ** 2).sum(1).argmin())]
    distance = np.full(len(places), np.inf)
    for _ in range(count - 1):
        distance = np.minimum(distance, ((places - places[chosen[-1]]) ** 2).sum(1))
        chosen.append(int(distance.argmax()))
    return np.array(chosen)


def _skin(facekit: FaceKit) -> tuple[Mask, Points, Points, Points]:
    """Which vertices are skin, and x (either side alike), y and z of all."""
    x, y, z = facekit.neutral.T
    return part_mask("face", "head"), np.abs(x), y, z


def _ears(facekit: FaceKit) -> Mask:
    skin, x, y, z = _skin(facekit)
    return skin & (x > EAR_BEYOND_CM) & (y > EAR_TOP_CM) & (y < EAR_BOTTOM_CM) & (z > EAR_BACK_CM)


def _scalp(facekit: FaceKit) -> Mask:
    skin, _, y, z = _skin(facekit)
    return skin & ~_ears(facekit) & (y < JAW_CM) & ((y < CROWN_CM) | (z > BACK_CM))


def _neck(facekit: FaceKit) -> Mask:
    skin, _, y, z = _skin(facekit)
    return skin & ~_shoulder_edge(facekit) & ((y > NECK_CM) | ((y > JAW_CM) & (z > BACK_CM)))


def _shoulder_edge(facekit: FaceKit) -> Mask:
    """The rim where the mesh ends."""
    skin, _, y, _ = _skin(facekit)
    edges = np.sort(facekit.triangles[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
    single, count = np.unique(edges, axis=0, return_counts=True)
    rim = np.zeros(len(y), bool)
    rim[single[count == 1]] = True
    return skin & rim & (y > SHOULDER_CM)


def _jaw(facekit: FaceKit) -> Mask:
    skin, _, y, z = _skin(facekit)
    down = vertex_normals(facekit.neutral, facekit.triangles)[:, 1] > DOWNWARD
    return skin & down & (y > JAW_CM) & (y < NECK_CM) & (z < BACK_CM)


def _tongue(facekit: FaceKit) -> Mask:
    """The part of the gums' mesh between the lower teeth that goes with the jaw."""
    x, y, z = facekit.neutral.T
    moves = np.linalg.norm(facekit.expression[facekit.units.index("jawOpen")], axis=1) > LOWER_JAW_MOVE_CM
    above = (np.abs(x) < TONGUE_WIDTH_CM) & (y < TONGUE_TOP_CM) & (z > TONGUE_TIP_CM)
    return part_mask("gums") & moves & above


def _eyeballs(facekit: FaceKit) -> Mask:
    """Their front halves."""
    mask = np.zeros(len(facekit.neutral), bool)
    for part in ("left_eye", "right_eye"):
        mask[slice(*MESH_PARTS[part])] = np.isfinite(from_eye_axis(facekit.neutral, part))
    return mask


def _irises(facekit: FaceKit) -> Mask:
    """Their rims."""
    mask = np.zeros(len(facekit.neutral), bool)
    for part in ("left_eye", "right_eye"):
        from_axis = from_eye_axis(facekit.neutral, part)
        mask[slice(*MESH_PARTS[part])] = np.abs(from_axis - IRIS_RADIUS_CM) < IRIS_RIM_CM
    return mask


_CANDIDATES: dict[str, Callable[[FaceKit], Mask]] = {
    "scalp": _scalp,
    "ears": _ears,
    "neck": _neck,
    "shoulder_edge": _shoulder_edge,
    "jaw": _jaw,
    "teeth_upper": lambda facekit: part_mask("teeth_upper"),
    "teeth_lower": lambda facekit: part_mask("teeth_lower"),
    "tongue": _tongue,
    "mouth_cavity": lambda facekit: part_mask("mouth_socket"),
    "eyeballs": _eyeballs,
    "irises": _irises,
}
"""Which vertices a part's keypoints are chosen from."""
