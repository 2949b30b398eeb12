"""Tracking by the Face Mesh network with attention: 478 points with irises on one CPU thread.

A face is found by the detector once; then each picture's points tell where to look in the next one.
Source: I. Grishchenko et al., Attention Mesh: high-fidelity face mesh prediction in real-time (2020).
"""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np

from vcam.frames import Image, Landmarks, Points, check_image
from vcam.landmarks.face_detector import FaceBox, FaceDetector
from vcam.landmarks.following import FollowedFace, Place
from vcam.landmarks.onnx import open_session
from vcam.landmarks.regions import Region

SIZE = 192
MIN_SCORE = 0.5
"""Face presence at or below which a face counts as lost."""
MARGIN = 1.5
"""Side of the square that the network sees, as a ratio of the face's box."""
RIGHT_EYE_CORNER, LEFT_EYE_CORNER = 33, 263
MIN_SIDE_PX = 8.0
DEAD_ZONE = 0.01
"""Ratio of the square's side below which it stays where it is: a resting face must not tremble with it."""

AROUND = 5.0
"""Side of the square, in face sides, in which a lost face is looked for from closer by."""
SAME_FACE = 0.3
"""Overlap (intersection over union) above which two finds are one face."""
JITTER = 0.03
"""How far the squares of `refine` differ: part of the side, twice that for size and turn (radians)."""
CLOSER_LOOKS = 2
"""How often the search for small faces halves the part of the picture that it looks at."""

_Part = tuple[int, int, int, int]
"""Left, top, right and bottom of a part of the picture, pixels."""


class FaceMeshTracker:
    """Follows one face: the largest at first, then the same one until it is gone.

    A lost face is looked for at once in the same picture; another face takes over only when the first
    one stays away for a while.
    """

    name = "Face Mesh"
    device = "CPU"
    device_reason = "Face Mesh takes about 2 ms on one processor thread, so a graphics card would not help."

    def __init__(self) -> None:
        """Load detector and mesh network.

        Raises:
            CheckpointError: the weights are missing or damaged.
            BackendUnavailable: onnxruntime is not installed.
        """
        self._detector = FaceDetector()
        self._session = open_session("face_mesh")
        self._face = FollowedFace()
        self._region: Region | None = None

    def reset(self) -> None:
        """Forget the face that was followed."""
        self._face.reset()
        self._region = None

    def close(self) -> None:
        """Forget the face; the networks go with the object."""
        self.reset()

    def track(self, image: Image) -> Landmarks | None:
        """The followed face in (H, W, 3) uint8 RGB, or None when it is not visible.

        Raises:
            ShapeError: the picture has another shape or type.
        """
        check_image(image, "a picture for face tracking")
        found = self._mesh(image, self._region) if self._region is not None else None
        if found is None:
            self._region = None
            found = self._search(image)
        if found is None:
            self._face.missed()
            return None
        self._region = _steady(self._region, _region_of(found.points))
        self._face.seen(Place(x=self._region.x, y=self._region.y, side=self._region.width / MARGIN))
        return found

    def detect_all(self, image: Image) -> list[Landmarks]:
        """Every face in a still picture (H, W, 3) uint8 RGB, the largest first; tracking is not touched.

        When nothing is found in the whole picture, its parts are searched from closer by.

        Raises:
            ShapeError: the picture has another shape or type.
        """
        check_image(image, "a picture for face detection")
        for look in range(CLOSER_LOOKS + 1):
            boxes = [box for part in _parts(image, 2**look) for box in self._boxes_in(image, part)]
            faces = [face for face in (self._mesh_of(image, box) for box in boxes) if face is not None]
            if faces:
                return _distinct(faces)
        return []

    def refine(self, image: Image, face: Landmarks, looks: int = 24) -> Landmarks:
        """A known face looked at again, from slightly different squares; the mean is steadier than one look.

        Args:
            image: (H, W, 3) uint8 RGB.
            face: where the face is, roughly.
            looks: how many squares to average over; 1 takes the square that `face` itself gives.

        Returns:
            The face; `face` itself when no look finds it.

        Raises:
            ShapeError: the picture has another shape or type.
        """
        check_image(image, "a picture for face detection")
        centred = self._mesh(image, _region_of(face.points))
        if centred is None or looks == 1:
            return centred or face
        jitter = np.random.default_rng(0)
        found = [centred]
        for _ in range(looks - 1):
            moved = self._mesh(image, _jittered(_region_of(centred.points), jitter))
            if moved is not None:
                found.append(moved)
        points = np.mean([look.points for look in found], axis=0).astype(np.float32)
        return replace(centred, points=points)

    def _search(self, image: Image) -> Landmarks | None:
        """The largest face, or while one is missed, only a face that can be it."""
        found = self._largest(image, self._detector.detect(image))
        if found is not None:
            return found
        parts = self._closer_parts(image)
        return self._largest(image, [box for part in parts for box in self._boxes_in(image, part)])

    def _closer_parts(self, image: Image) -> list[_Part]:
        """Where to look from closer by for a face that is too far away to show in the whole picture.

        At first that is every part, later one part a picture, so that an empty chair costs little.
        """
        if self._face.place is not None:
            return [_part_around(image, self._face.place)]
        if not self._face.missing:
            return _parts(image, 2)
        parts = _parts(image, 2) + _parts(image, 4)
        return [parts[self._face.missing % len(parts)]]

    def _largest(self, image: Image, boxes: list[FaceBox]) -> Landmarks | None:
        for box in self._face.candidates(boxes):
            found = self._mesh_of(image, box)
            if found is not None:
                return found
        return None

    def _mesh_of(self, image: Image, box: FaceBox) -> Landmarks | None:
        """The mesh of a detected face; a second look, centred by the first, is as exact as tracking."""
        first = self._mesh(image, _region_of_box(box))
        return None if first is None else self._mesh(image, _region_of(first.points)) or first

    def _mesh(self, image: Image, region: Region) -> Landmarks | None:
        if not MIN_SIDE_PX <= region.width < math.inf:
            return None
        crop = region.crop(image, (SIZE, SIZE), cv2.BORDER_REPLICATE)
        points, presence = self._session.run(None, {"image": crop[None]})
        score = float(presence[0])
        if score <= MIN_SCORE:
            return None
        height, width = image.shape[:2]
        return Landmarks(points=region.to_picture(points, SIZE), image_size=(width, height), score=score)

    def _boxes_in(self, image: Image, part: _Part) -> list[FaceBox]:
        """Boxes found in a part of the picture, in picture pixels."""
        x0, y0, x1, y1 = part
        boxes = self._detector.detect(np.ascontiguousarray(image[y0:y1, x0:x1]))
        return [box.moved(x0, y0) for box in boxes]


def _part_around(image: Image, place: Place) -> _Part:
    height, width = image.shape[:2]
    reach = max(AROUND * place.side / 2, MIN_SIDE_PX)
    x, y = min(max(place.x, 0), width - 1), min(max(place.y, 0), height - 1)
    return (
        max(int(x - reach), 0),
        max(int(y - reach), 0),
        min(int(x + reach) + 1, width),
        min(int(y + reach) + 1, height),
    )


def _parts(image: Image, divisor: int) -> list[_Part]:
    """Squares of 1/`divisor` of the longer side that cover the picture, half overlapping."""
    height, width = image.shape[:2]
    side = math.ceil(max(height, width) / divisor)

    def starts(length: int) -> list[int]:
        steps = max(math.ceil(2 * (length - side) / side), 0)
        return [round(step * (length - side) / max(steps, 1)) for step in range(steps + 1)]

    return [
        (max(x, 0), max(y, 0), min(max(x, 0) + side, width), min(max(y, 0) + side, height))
        for y in starts(height)
        for x in starts(width)
    ]


def _distinct(faces: list[Landmarks]) -> list[Landmarks]:
    """The faces without repeats, the largest first."""
    kept: list[Landmarks] = []
    for face in sorted(faces, key=lambda face: float(np.ptp(face.points[:, :2], axis=0).max()), reverse=True):
        if all(_overlap(face.points, other.points) <= SAME_FACE for other in kept):
            kept.append(face)
    return kept


def _overlap(first: Points, second: Points) -> float:
    low = np.maximum(first[:, :2].min(0), second[:, :2].min(0))
    high = np.minimum(first[:, :2].max(0), second[:, :2].max(0))
    common = float(np.clip(high - low, 0, None).prod())
    both = float(np.ptp(first[:, :2], axis=0).prod() + np.ptp(second[:, :2], axis=0).prod())
    return common / max(both - common, 1e-6)


def _region_of_box(box: FaceBox) -> Region:
    x, y = box.centre
    return _square(x, y, box.side, box.points[0], box.points[1])


def _region_of(points: Points) -> Region:
    low, high = points[:, :2].min(0), points[:, :2].max(0)
    x, y = (low + high) / 2
    side = float((high - low).max())
    return _square(float(x), float(y), side, points[RIGHT_EYE_CORNER], points[LEFT_EYE_CORNER])


def _steady(old: Region | None, new: Region) -> Region:
    """The old region as long as the new one is almost the same."""
    if old is None:
        return new
    shift = math.hypot(new.x - old.x, new.y - old.y) / old.width
    growth, turn = abs(new.width / old.width - 1), abs(new.angle - old.angle)
    return old if max(shift, growth, turn) < DEAD_ZONE else new


def _jittered(region: Region, jitter: np.random.Generator) -> Region:
    """The region moved, scaled and turned a little at random."""
    right, down = jitter.uniform(-JITTER, JITTER, 2) * region.width
    size = region.width * (1 + jitter.uniform(-2 * JITTER, 2 * JITTER))
    return Region(
        x=region.x + right,
        y=region.y + down,
        width=size,
        height=size,
        angle=region.angle + jitter.uniform(-2 * JITTER, 2 * JITTER),
    )


def _square(x: float, y: float, side: float, right_eye: Points, left_eye: Points) -> Region:
    """The square around a box, upright by the line between the eyes."""
    angle = math.atan2(left_eye[1] - right_eye[1], left_eye[0] - right_eye[0])
    return Region(x=x, y=y, width=MARGIN * side, height=MARGIN * side, angle=angle)
