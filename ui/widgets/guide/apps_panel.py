"""The guide's last step: what to choose in the call app."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel

from ui.translation import tr
from ui.widgets.guide.panel import CopyLine, StepPanel, muted


class AppsPanel(StepPanel):
    """Where each app has its choice of cameras, and the name to choose."""

    def __init__(self) -> None:
        """Make it without a name."""
        super().__init__(
            tr("Choose it in your call app"),
            tr("Start vcam first, then open the call app and choose this camera."),
        )
        self.name = CopyLine(tr("Name of the camera"))
        card = QFrame()
        card.setObjectName("guideCard")
        grid = QGridLayout(card)
        grid.setContentsMargins(20, 18, 20, 18)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(1, 1)
        self._ways: list[tuple[QLabel, str]] = []
        for row, (app, way) in enumerate(_ways()):
            head = QLabel(app)
            head.setProperty("role", "title")
            text = muted()
            self._ways.append((text, way))
            grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)
        self.note = muted(
            tr("Call apps mirror only what you see of yourself. The others see you the right way round.")
        )
        self.column.addWidget(self.name)
        self.column.addSpacing(4)
        self.column.addWidget(card)
        self.column.addWidget(self.note)
        self.column.addStretch(1)

    def show_name(self, name: str) -> None:
        """Show the virtual camera's name; empty when there is none yet."""
        self.name.show_text(name)
        for text, way in self._ways:
            text.setText(way.format(name=name or tr("the virtual camera")))


def _ways() -> tuple[tuple[str, str], ...]:
    return (
        ("Zoom", tr("Settings > Video > Camera: choose “{name}”.")),
        ("Teams", tr("Settings > Devices > Camera: choose “{name}”.")),
        ("Meet", tr("Three dots > Settings > Video > Camera: choose “{name}”.")),
        (
            "OBS",
            tr(
                "Sources > + > Video Capture Device: choose “{name}”. Leave OBS's own virtual camera "
                "stopped, because vcam uses it."
            ),
        ),
    )
