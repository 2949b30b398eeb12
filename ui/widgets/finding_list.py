"""What the photo check found: a line each, with a sign for how bad it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.theme import pixmap

_SIGNS = {
    "good": ("check-circle", "live"),
    "warning": ("warning", "warning"),
    "error": ("error", "record"),
    "busy": ("info", "muted"),
}


class FindingList(QFrame):
    """The lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Without any."""
        super().__init__(parent)
        self.setObjectName("findings")
        self._lines: list[QWidget] = []
        self._shown: list[tuple[str, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(8)

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Kind and sentence of each line."""
        return list(self._shown)

    def show_findings(self, findings: Sequence[tuple[str, str]]) -> None:
        """Show these lines.

        Args:
            findings: kind, `good`, `warning`, `error` or `busy`, and sentence.
        """
        if list(findings) == self._shown:
            return
        self._shown = list(findings)
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._line(*finding) for finding in findings]
        for line in self._lines:
            self._column.addWidget(line)
        self.setAccessibleName(" ".join(sentence for _, sentence in findings))

    def _line(self, kind: str, sentence: str) -> QWidget:
        line, sign, text = QWidget(), QLabel(), QLabel(sentence)
        sign.setPixmap(pixmap(*_SIGNS[kind], 18, self.devicePixelRatioF()))
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 1)
        return line
