"""Where photos come from: files, and pictures that were pasted or dropped without a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage

from ui.translation import tr
from vcam.avatar.crop import photo_from_pixels
from vcam.avatar.photo import Photo, decode_photo, load_photo

PhotoSource = Path | bytes | QImage
"""A file, the content of one, or pixels."""

SHOWN_PX = 1200
"""Longest side of the picture that is shown of a photo."""
_FILE_FORMATS = ("image/png", "image/jpeg", "image/webp", "image/bmp", "image/tiff")


def local_files(data: QMimeData) -> list[Path]:
    """The files of a drag or of the clipboard."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def pictures_in(data: QMimeData) -> list[PhotoSource]:
    """The picture of a drag or of the clipboard that is no file; none if there is none."""
    for name in _FILE_FORMATS:
        # As it was sent, not decoded yet: that is for another thread.
        if content := data.data(name).data():
            return [bytes(content)]
    image = data.imageData() if data.hasImage() else None
    return [image] if isinstance(image, QImage) and not image.isNull() else []


def holds_picture(data: QMimeData) -> bool:
    """Whether `pictures_in` would find one, told without taking it."""
    return data.hasImage() or any(data.hasFormat(name) for name in _FILE_FORMATS)


def read_source(source: PhotoSource) -> Photo:
    """The photo of a source; takes its time.

    Raises:
        PhotoRejected: it is no picture, damaged, too large or too small.
    """
    if isinstance(source, Path):
        return load_photo(source)
    name = tr("Pasted photo")
    if isinstance(source, bytes):
        return decode_photo(source, name=name)
    image = source.convertToFormat(QImage.Format.Format_RGBA8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    pixels = rows[:, : 4 * image.width()].reshape(image.height(), image.width(), 4)
    return photo_from_pixels(pixels.copy(), name)


def shown_image(photo: Photo) -> QImage:
    """The picture of a photo for the screen."""
    width, height = photo.size
    image = QImage(photo.rgb.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    if max(width, height) <= SHOWN_PX:
        return image.copy()
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    return image.scaled(SHOWN_PX, SHOWN_PX, keep, smooth)
