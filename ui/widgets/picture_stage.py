"""Keeps the preview as large as it fits, with the controls right below it, in the middle of the room."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.preview import Preview

_GAP = 16


class PictureStage(QWidget):
    """Preview and controls as one block."""

    def __init__(self, preview: Preview, controls: QWidget, parent: QWidget | None = None) -> None:
        """Take both in."""
        super().__init__(parent)
        self._preview = preview
        self._controls = controls
        preview.setParent(self)
        controls.setParent(self)
        preview.aspect_changed.connect(self._place)

    def minimumSizeHint(self) -> QSize:
        """Room for all buttons and a picture above them."""
        bar, picture = self._controls.minimumSizeHint(), self._preview.minimumSize()
        return QSize(max(bar.width(), picture.width()), bar.height() + _GAP + picture.height())

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Place both anew."""
        self._place()

    def _place(self) -> None:
        bar = self._controls.sizeHint().height()
        height = min(round(self.width() / self._preview.aspect), self.height() - bar - _GAP)
        top = max(0, (self.height() - height - _GAP - bar) // 2)
        self._preview.setGeometry(QRect(0, top, self.width(), height))
        self._controls.setGeometry(QRect(0, top + height + _GAP, self.width(), bar))
