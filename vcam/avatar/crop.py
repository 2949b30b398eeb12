"""Cutting a photo before it becomes an avatar: what is cut is what is checked and kept."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image as Pillow

from vcam.avatar.photo import Box, Photo, decode_photo
from vcam.errors import ConfigError

WHOLE: Box = (0.0, 0.0, 1.0, 1.0)


def crop_photo(photo: Photo, box: Box) -> Photo:
    """The part of a photo inside a box, with a PNG file of its own that holds nothing else.

    Args:
        photo: the photo; cut from its file, so that a small part keeps the file's full resolution.
        box: the part; the whole gives the photo itself, with its file as it is.

    Raises:
        ConfigError: the box is empty or reaches beyond the photo.
        PhotoRejected: the part is too small.
    """
    left, top, right, bottom = box
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise ConfigError(f"a crop must lie inside the photo, from 0 to 1, but this one is {box}")
    if box == WHOLE:
        return photo
    part = decode_photo(photo.original_bytes, name=photo.name, crop=box)
    layers = part.rgb if part.alpha is None else np.dstack([part.rgb, part.alpha])
    return photo_from_pixels(layers, photo.name)


def photo_from_pixels(pixels: np.ndarray, name: str) -> Photo:
    """A photo that has no file yet, with a PNG file of its pixels.

    Args:
        pixels: (H, W, 3) or (H, W, 4) uint8, RGB or RGBA, not premultiplied.
        name: what to call it.

    Raises:
        PhotoRejected: it is too large or too small.
    """
    buffer = io.BytesIO()
    Pillow.fromarray(pixels).save(buffer, "PNG", compress_level=1)
    return decode_photo(buffer.getvalue(), name=name)
