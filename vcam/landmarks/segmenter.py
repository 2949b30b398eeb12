"""Person mask by the selfie segmentation network."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from vcam.frames import Image, check_image
from vcam.landmarks.onnx import open_session
from vcam.landmarks.regions import Region

SIZE = 256


class PersonSegmenter:
    """Tells the person from the background."""

    def __init__(self) -> None:
        """Load the network."""
        self._session = open_session("selfie")

    def mask(self, image: Image) -> NDArray[np.float32]:
        """(H, W) float32 probability that a pixel of (H, W, 3) uint8 RGB belongs to a person.

        The network sees the whole picture at 256 x 256, so edges are about H / 256 pixels soft.

        Raises:
            ShapeError: the picture has another shape or type.
        """
        check_image(image, "a picture for the person mask")
        height, width = image.shape[:2]
        whole = Region(x=width / 2, y=height / 2, width=width, height=height)
        crop = whole.crop(image, (SIZE, SIZE), cv2.BORDER_CONSTANT)
        (mask,) = self._session.run(None, {"image": crop[None]})
        # Pixel (i, j) lies at index u = i * 256 / W of the mask: the crop has no half-pixel shift.
        scale = np.array([[SIZE / width, 0, 0], [0, SIZE / height, 0]])
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        full = cv2.warpAffine(mask, scale, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return np.clip(full, 0, 1)
