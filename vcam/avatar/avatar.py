"""An avatar: one photo prepared once, so that a frame costs only warping and sampling."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.avatar.eyes import EyeTexture
from vcam.avatar.layers import Layers
from vcam.avatar.mouth import MouthTexture
from vcam.errors import AvatarFileError
from vcam.frames import Image, Landmarks, Points
from vcam.geometry.mesh import HeadMesh, build_mesh
from vcam.geometry.skeleton import Skeleton, skeleton_of
from vcam.geometry.warp_prior import Area
from vcam.landmarks.inner_mouth import skin_reference

TEXTURE_VERSION = 6
"""Raised whenever `Avatar.tensors` changes; older caches are rebuilt from the kept photo."""
CROP_SIDE = 2.5
"""Side of the square that moves, in face heights."""
CROP_CENTRE = 0.03
"""How far its centre lies below the face's, in face heights."""
THUMBNAIL_PX = 192


@dataclass(frozen=True, eq=False, kw_only=True)
class Avatar:
    """Everything that rendering needs of one photo, all in the photo's own pixels.

    Args:
        name: what the user calls it.
        photo: (H, W, 3) uint8 RGB, upright.
        layers: the photo taken apart.
        points: (478, 3) float32 landmarks.
        eyes: the right and the left eyeball.
        mouth: the mouth's inside.
    """

    name: str
    photo: Image
    layers: Layers
    points: Points
    eyes: tuple[EyeTexture, EyeTexture]
    mouth: MouthTexture
    skeleton: Skeleton = field(init=False)

    def __post_init__(self) -> None:
        for array in (self.photo, self.points, *vars(self.layers).values()):
            array.setflags(write=False)
        object.__setattr__(self, "skeleton", skeleton_of(self.points))

    @property
    def size(self) -> tuple[int, int]:
        """(width, height) of the photo in pixels."""
        return self.photo.shape[1], self.photo.shape[0]

    @property
    def bytes(self) -> int:
        """Memory that its pictures take."""
        return sum(array.nbytes for array in (self.photo, *vars(self.layers).values()))

    @property
    def landmarks(self) -> Landmarks:
        """The photo's landmarks with its size."""
        return Landmarks(points=self.points, image_size=self.size)

    @cached_property
    def skin(self) -> Points:
        """(3,) RGB that the mouth's inside is measured against (`skin_reference`)."""
        return skin_reference(self.photo, self.points)

    @cached_property
    def mesh(self) -> HeadMesh:
        """The photo's mesh; it takes some milliseconds, and every view has the same."""
        return build_mesh(self.points, self.skeleton.pose)

    @property
    def face_height_px(self) -> float:
        """One face height in photo pixels."""
        return self.skeleton.pose.scale

    @property
    def face_centre(self) -> tuple[float, float]:
        """Centre of the face in photo pixels."""
        x, y = self.points[:468, :2].mean(0)
        return float(x), float(y)

    @property
    def crop(self) -> Area:
        """The square of the photo that moves."""
        (x, y), height = self.face_centre, self.face_height_px
        side = CROP_SIDE * height
        top = y + CROP_CENTRE * height - side / 2
        return Area(left=x - side / 2, top=top, width=side, height=side)

    def thumbnail(self, size_px: int = THUMBNAIL_PX) -> Image:
        """(S, S, 3) uint8 RGB picture of head and shoulders."""
        (x, y), side = self.face_centre, 1.9 * self.face_height_px
        side = min(side, *self.size)
        left = float(np.clip(x - side / 2, 0, self.size[0] - side))
        top = float(np.clip(y - 0.52 * side, 0, self.size[1] - side))
        right, bottom = max(int(left + side), int(left) + 1), max(int(top + side), int(top) + 1)
        cut = self.photo[int(top) : bottom, int(left) : right]
        return np.asarray(cv2.resize(cut, (size_px, size_px), interpolation=cv2.INTER_AREA), np.uint8)

    def tensors(self) -> dict[str, NDArray[Any]]:
        """The arrays to keep on disk."""
        right, left = self.eyes
        parts = {"layers": self.layers, "eye_right": right, "eye_left": left, "mouth": self.mouth}
        tensors: dict[str, NDArray[Any]] = {"photo": self.photo, "points": self.points}
        for part, value in parts.items():
            tensors |= {f"{part}.{name}": np.asarray(array) for name, array in vars(value).items()}
        return tensors

    def metadata(self) -> dict[str, Any]:
        """The plain values to keep beside them."""
        return {"name": self.name}

    @classmethod
    def from_tensors(cls, tensors: dict[str, NDArray[Any]], metadata: dict[str, Any]) -> Avatar:
        """The avatar that `tensors` and `metadata` describe.

        Raises:
            AvatarFileError: something is missing or has the wrong shape.
        """
        parts: dict[str, dict[str, Any]] = {"": {}}
        for key, array in tensors.items():
            part, _, name = key.rpartition(".")
            parts.setdefault(part, {})[name] = array
        try:
            mouth = {**parts["mouth"], "width": float(parts["mouth"]["width"])}
            avatar = cls(
                name=str(metadata["name"]),
                photo=parts[""]["photo"],
                points=parts[""]["points"],
                layers=Layers(**parts["layers"]),
                eyes=(EyeTexture(**parts["eye_right"]), EyeTexture(**parts["eye_left"])),
                mouth=MouthTexture(**mouth),
            )
        except (KeyError, ValueError, TypeError, IndexError) as error:
            raise AvatarFileError(f"the avatar's texture is incomplete ({error}): rebuild it") from error
        shape, layers = avatar.photo.shape[:2], avatar.layers
        found = (layers.foreground.shape, layers.cutout.shape, layers.background.shape)
        if found != ((*shape, 4), (*shape, 4), (*shape, 3)):
            raise AvatarFileError("the avatar's layers don't fit its photo: rebuild it")
        return avatar
