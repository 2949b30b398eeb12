"""A colour that no avatar has, to mark what must not get out."""

from __future__ import annotations

from vcam.frames import Image


def marked_pixels(image: Image) -> int:
    """How many pixels only the driver can have: full red and blue with half a face's green."""
    red, green, blue = (image[..., channel].astype(int) for channel in range(3))
    return int(((red > 190) & (blue > 190) & (green < 150) & (red + blue - 2 * green > 160)).sum())
