"""The page on which a photo is looked at, cut, named and agreed to before it becomes an avatar."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme import icon
from ui.translation import tr
from ui.widgets.consent_tick import ConsentTick
from ui.widgets.crop_view import CropView
from ui.widgets.finding_list import FindingList
from vcam.avatar.crop import WHOLE
from vcam.avatar.names import MAX_NAME_LENGTH
from vcam.avatar.photo import Box

_SIDE_PX = 356
_BAR_STEPS = 1000


class AddPhotoDialog(QDialog):
    """Over the window, which waits behind it; nothing in here blocks.

    Signals:
        cropped(Box), named(str), agreed(bool): the user has changed something.
        add_wanted, skip_wanted, cancel_wanted: this photo, not this one, none.
    """

    cropped = Signal(object)
    named = Signal(str)
    agreed = Signal(bool)
    add_wanted = Signal()
    skip_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it, empty and hidden."""
        super().__init__(parent)
        self.setWindowTitle(tr("Add a photo"))
        self.setModal(True)
        self.resize(920, 620)
        self.setMinimumSize(760, 520)
        self._ready = self._more = False
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 24, 24, 24)
        row.setSpacing(24)
        row.addLayout(self._picture_side(), 1)
        row.addWidget(self._question_side())

    # --- showing

    def show_photo(self, image: QImage, box: Box, name: str) -> None:
        """Show another photo, with nothing agreed to yet.

        Args:
            image: the photo; null while it is read.
            box: what of it is kept.
            name: what is suggested to call it.
        """
        self.crop.show_photo(image, box)
        self.name.setText(name)
        self.consent.box.setChecked(False)
        self._ready = not image.isNull()
        self._enable(self._ready)
        if self._ready:
            self.name.setFocus()
            self.name.selectAll()

    def show_count(self, number: int, of: int) -> None:
        """Say which of how many photos this one is."""
        self._count.setText(tr("Photo {number} of {count}").format(number=number, count=of))
        self._count.setVisible(of > 1)
        self._more = number < of

    def show_findings(self, findings: list[tuple[str, str]], *, reading: bool, checking: bool) -> None:
        """Say what the check found, or that it is under way."""
        if reading:
            findings = [("busy", tr("Reading the photo ..."))]
        elif checking:
            findings = [*findings, ("busy", tr("Checking the photo ..."))]
        elif not findings:
            findings = [("good", tr("This photo works well."))]
        self.findings.show_findings(findings)

    def show_name_problem(self, problem: str) -> None:
        """Say why the name can't be used; empty when it can."""
        self._name_problem.setText(problem)
        self._name_problem.setVisible(bool(problem))

    def show_adding(self, done: float | None, *, possible: bool) -> None:
        """Show how far the addition is, None when none is under way, and whether one can begin."""
        adding = done is not None
        self._bar.setVisible(adding)
        self._bar.setValue(round((done or 0.0) * _BAR_STEPS))
        self.add.setText(tr("Adding ...") if adding else tr("Add"))
        self.add.setEnabled(possible)
        self.skip.setVisible(self._more and not adding)
        self._enable(self._ready and not adding)

    def reject(self) -> None:
        """Escape and the window's close button."""
        self.cancel_wanted.emit()

    # --- building

    def _picture_side(self) -> QVBoxLayout:
        self.crop = CropView()
        self.crop.changed.connect(self.cropped)
        self.crop.changed.connect(self._show_whole)
        hint = QLabel(tr("Drag the frame: what is outside is cut off and not kept."))
        hint.setProperty("role", "faint")
        hint.setWordWrap(True)
        self.whole = QPushButton(icon("reset", "muted"), tr("Whole photo"))
        self.whole.setProperty("kind", "quiet")
        self.whole.setAutoDefault(False)
        self.whole.clicked.connect(self._take_whole)
        under = QHBoxLayout()
        under.addWidget(hint, 1)
        under.addWidget(self.whole)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(self.crop, 1)
        column.addLayout(under)
        return column

    def _question_side(self) -> QWidget:
        side = QWidget()
        side.setFixedWidth(_SIDE_PX)
        title = QLabel(tr("Add a photo"))
        title.setProperty("role", "title")
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        heading = QHBoxLayout()
        heading.addWidget(title, 1)
        heading.addWidget(self._count)
        self.findings = FindingList()
        self.consent = ConsentTick(
            tr("I may use this photo: it is mine, or the person agreed, or it shows no real person.")
        )
        self.consent.toggled.connect(self.agreed)
        self._bar = QProgressBar()
        self._bar.setRange(0, _BAR_STEPS)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Progress of the addition"))
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(heading)
        column.addWidget(self.findings)
        column.addLayout(self._name_field())
        column.addSpacing(4)
        column.addWidget(self.consent)
        column.addStretch(1)
        column.addWidget(_advice())
        column.addWidget(self._bar)
        column.addLayout(self._buttons())
        return side

    def _name_field(self) -> QVBoxLayout:
        label = QLabel(tr("Name"))
        label.setProperty("role", "heading")
        self.name = QLineEdit()
        self.name.setMaxLength(MAX_NAME_LENGTH)
        self.name.setAccessibleName(tr("Name of the avatar"))
        self.name.textEdited.connect(self.named)
        label.setBuddy(self.name)
        self._name_problem = QLabel()
        self._name_problem.setProperty("role", "problem")
        self._name_problem.setWordWrap(True)
        column = QVBoxLayout()
        column.setSpacing(6)
        for part in (label, self.name, self._name_problem):
            column.addWidget(part)
        return column

    def _buttons(self) -> QHBoxLayout:
        self.cancel = QPushButton(tr("Cancel"))
        self.skip = QPushButton(tr("Skip"))
        self.skip.setToolTip(tr("Leave this photo out and go on to the next one"))
        self.add = QPushButton(tr("Add"))
        self.add.setProperty("kind", "primary")
        self.add.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.cancel)
        row.addStretch(1)
        row.addWidget(self.skip)
        row.addWidget(self.add)
        for button, wish in (
            (self.cancel, self.cancel_wanted),
            (self.skip, self.skip_wanted),
            (self.add, self.add_wanted),
        ):
            button.clicked.connect(wish)
        for button in (self.cancel, self.skip):
            button.setAutoDefault(False)
        return row

    def _take_whole(self) -> None:
        self.crop.set_box(WHOLE)
        self._show_whole(WHOLE)
        self.cropped.emit(WHOLE)

    def _enable(self, on: bool) -> None:
        """Let the user change something, or not."""
        for part in (self.crop, self.name, self.consent):
            part.setEnabled(on)
        self._show_whole(self.crop.box)

    def _show_whole(self, box: Box) -> None:
        self.whole.setEnabled(box != WHOLE and self.crop.isEnabled())


def _advice() -> QLabel:
    advice = QLabel(
        tr("Best is a sharp photo from the front, in even light, with open eyes and the hair not cut off.")
    )
    advice.setProperty("role", "faint")
    advice.setWordWrap(True)
    return advice
