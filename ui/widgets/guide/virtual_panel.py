"""The guide's fourth step: the virtual camera, whether it works, and what to do when it does not."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout

from ui.theme import pixmap
from ui.translation import tr
from ui.view_models.virtual_check import CheckState
from ui.widgets.guide.panel import CopyLine, StepPanel, button, muted, set_kind

_SIGNS = {
    CheckState.LOOKING: ("refresh", "muted"),
    CheckState.TRYING: ("broadcast", "accent"),
    CheckState.MISSING: ("warning", "warning"),
    CheckState.BUSY: ("warning", "warning"),
    CheckState.FAILED: ("error", "record"),
    CheckState.FOUND: ("info", "accent"),
    CheckState.WORKS: ("check-circle", "live"),
}


class VirtualPanel(StepPanel):
    """State, help and a real test.

    Signals:
        test_wanted: look again and send test pictures.
    """

    test_wanted = Signal()

    def __init__(self) -> None:
        """Make it without a device."""
        super().__init__(
            tr("The camera that others see"),
            tr("A small driver makes the avatar a camera for other programs. It is installed once."),
        )
        self._sign = QLabel()
        self._sign.setFixedSize(QSize(32, 32))
        self.sentence = QLabel()
        self.sentence.setProperty("role", "title")
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        card = QFrame()
        card.setObjectName("guideCard")
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.sentence, 1)
        self.steps = muted()
        self.fix = CopyLine(tr("What to run or open"))
        self.test = button("", "refresh")
        self.test.clicked.connect(self.test_wanted)
        rows = QVBoxLayout(card)
        rows.setContentsMargins(20, 20, 20, 20)
        rows.setSpacing(14)
        rows.addLayout(head)
        rows.addWidget(self.steps)
        rows.addWidget(self.fix)
        rows.addWidget(self.test, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def show_check(self, state: CheckState, *, sentence: str, steps: str, fix: str) -> None:
        """Show what was found.

        Args:
            state: how far the check is.
            sentence: what was found.
            steps: what to do, empty for nothing.
            fix: commands or an address to copy, empty for none.
        """
        symbol, tint = _SIGNS[state]
        self._sign.setPixmap(pixmap(symbol, tint, 32, self.devicePixelRatioF()))
        self.sentence.setText(sentence)
        self.steps.setText(steps)
        self.steps.setVisible(bool(steps))
        self.fix.show_text(fix)
        self.test.setEnabled(state not in (CheckState.TRYING, CheckState.LOOKING))
        set_kind(self.test, "" if state is CheckState.WORKS else "primary", "refresh")
        self.test.setText(tr("Send test pictures") if state is CheckState.FOUND else tr("Test again"))
