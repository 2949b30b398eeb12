"""One avatar as the gallery shows it."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

log = logging.getLogger(__name__)

THUMBNAIL_PX = 256


@dataclass(frozen=True, kw_only=True)
class GalleryItem:
    """One picture in the gallery.

    Args:
        name: the stored avatar's name.
        thumbnail: small picture, or None when there is none yet.
        shipped: came with vcam and can be neither renamed nor removed.
    """

    name: str
    thumbnail: QImage | None = None
    shipped: bool = False

    @property
    def label(self) -> str:
        """The name as the gallery shows it."""
        return readable(self.name) if self.shipped else self.name


def readable(name: str) -> str:
    """The name of a file or a shipped avatar as a person would write it."""
    text = " ".join(name.replace("_", " ").replace("-", " ").split())
    return text[:1].upper() + text[1:]


def item_of_entry(entry: Any) -> GalleryItem:
    """The item of an `AvatarEntry`, with its thumbnail read; not for the window's thread."""
    image = QImage(str(entry.thumbnail)) if entry.thumbnail is not None else QImage()
    if image.isNull():
        log.info("no thumbnail for %s", entry.name)
        return GalleryItem(name=entry.name, shipped=entry.shipped)
    if max(image.width(), image.height()) > THUMBNAIL_PX:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        image = image.scaled(THUMBNAIL_PX, THUMBNAIL_PX, keep, smooth)
    return GalleryItem(name=entry.name, thumbnail=image, shipped=entry.shipped)
