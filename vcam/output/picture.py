"""Writes one picture as PNG or JPEG that tells people and programs that it is synthetic."""

from __future__ import annotations

from pathlib import Path

from vcam.errors import RecordingError
from vcam.frames import Image
from vcam.output.base import SYNTHETIC_NOTICE
from vcam.output.provenance import png_info, xmp_packet
from vcam.paths import write_atomically

SUFFIXES = (".png", ".jpg", ".jpeg")
JPEG_QUALITY = 92
PNG_LEVEL = 4
"""3 % larger than the smallest that zlib finds, in an eighth of its time: 0.1 s for 1280x720."""


def check_name(path: Path) -> None:
    """Refuse a name whose ending is none of `SUFFIXES`, before anything is drawn.

    Raises:
        RecordingError: it is not.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise RecordingError(f"{path.name} is no name of a picture: expected one that ends in .png or .jpg")


def write_picture(image: Image, path: Path) -> None:
    """Write an (H, W, 3) uint8 RGB picture, whole or not at all.

    Raises:
        RecordingError: its name ends in neither .png nor .jpg, or the file can't be written.
    """
    from PIL import Image as Pillow

    check_name(path)
    try:
        with write_atomically(path) as temporary:
            if path.suffix.lower() == ".png":
                Pillow.fromarray(image).save(
                    temporary, format="PNG", pnginfo=png_info(), compress_level=PNG_LEVEL
                )
            else:
                Pillow.fromarray(image).save(
                    temporary,
                    format="JPEG",
                    quality=JPEG_QUALITY,
                    comment=SYNTHETIC_NOTICE.encode("ascii"),
                    xmp=xmp_packet().encode("utf-8"),
                )
    except OSError as error:
        raise RecordingError(
            f"the picture {path} can't be written ({error.strerror or error}): check that its folder may be "
            "written and the disk has room"
        ) from error
