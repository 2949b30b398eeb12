"""The line at the bottom: state, frame rate, delay, device and what the driver is doing."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from ui.theme import colour
from ui.view_models.status import StatusPart


class StatusLine(QFrame):
    """Shows `StatusPart`s from left to right; what does not fit is cut off at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self.setObjectName("statusLine")
        self.setFixedHeight(38)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 0, 18, 0)
        self._row.setSpacing(22)
        self._row.addStretch(1)
        self._labels: list[QLabel] = []

    @property
    def text(self) -> str:
        """All parts, for tests and screen readers."""
        return "  ".join(label.property("plain") for label in self._labels if not label.isHidden())

    def show_parts(self, parts: tuple[StatusPart, ...]) -> None:
        """Show these parts."""
        while len(self._labels) < len(parts):
            label = QLabel()
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setMinimumWidth(1)
            self._row.insertWidget(len(self._labels), label)
            self._labels.append(label)
        for label, part in zip(self._labels, parts, strict=False):
            dot = f'<span style="color:{colour(part.dot).name()}">&#9679;</span>&nbsp; ' if part.dot else ""
            value = f'<span style="color:{colour("text").name()}">{_escaped(part.value)}</span>'
            rest = (
                f' <span style="color:{colour("muted").name()}">{_escaped(part.label)}</span>'
                if part.label
                else ""
            )
            html = dot + value + rest
            if label.text() != html:
                label.setText(html)
                label.setProperty("plain", f"{part.value} {part.label}".strip())
            label.setToolTip(part.tip)
            label.show()
        for label in self._labels[len(parts) :]:
            label.hide()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
