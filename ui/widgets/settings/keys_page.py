"""The keys that the window knows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from ui.translation import key_text, marked, tr

from .page import Page

KEYS = (
    (marked("Start or stop"), "Ctrl+Return"),
    (marked("Panic: show the card"), "Esc"),
    (marked("End panic"), "Shift+Esc"),
    (marked("Pause"), "F9"),
    (marked("Calibrate"), "F8"),
    (marked("Record"), "F10"),
    (marked("Keep the picture as a file"), "F11"),
    (marked("First to sixth expression"), "Ctrl+1 Ctrl+6"),
    (marked("First to ninth avatar"), "1 9"),
    (marked("The next avatar"), "PgDown"),
    (marked("The avatar before"), "PgUp"),
    (marked("Add a photo from the clipboard"), "Ctrl+V"),
    (marked("Rename the avatar that has the focus"), "F2"),
    (marked("Remove it"), "Del"),
    (marked("Move it earlier or later"), "Alt+Left Alt+Right"),
    (marked("Undo"), "Ctrl+Z"),
    (marked("Redo"), "Ctrl+Y"),
    (marked("Play or pause the video or motion"), "Ctrl+Space"),
    (marked("Wind it back or forward"), "Ctrl+Left Ctrl+Right"),
    (marked("Settings"), "Ctrl+,"),
    (marked("Diagnostics"), "F1"),
)
"""What is done, and by which key, or by which from the first to the last."""


class KeysPage(Page):
    """A table to read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the table."""
        super().__init__(tr("Keys"), parent)
        table = QWidget()
        table.setObjectName("sideBody")
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for row, (deed, keys) in enumerate(KEYS):
            grid.addWidget(QLabel(tr(deed)), row, 0)
            for column, key in enumerate(keys.split(), 1):
                chip = QLabel(key_text(key))
                chip.setProperty("role", "key")
                grid.addWidget(chip, row, column, Qt.AlignmentFlag.AlignLeft)
        area = QScrollArea()
        area.setAccessibleName(tr("Keys"))
        area.setWidget(table)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.addWidget(area, 1)
