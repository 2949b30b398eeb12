"""What moves the avatar: camera, shipped motion or a file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton

from ui.theme import icon
from ui.translation import tr
from ui.view_models.sources import SourceChoice
from ui.widgets.choice import DropDown
from ui.widgets.section import Section


class SourcePanel(Section):
    """The source list.

    Signals:
        chosen(SourceChoice): the user took one.
        file_wanted: the user wants to pick a file.
        refresh_wanted: list the devices again.
    """

    chosen = Signal(object)
    file_wanted = Signal()
    refresh_wanted = Signal()

    def __init__(self) -> None:
        """Make an empty list."""
        super().__init__(tr("Driven by"))
        self._choices: dict[str, SourceChoice] = {}
        self.list = DropDown(tr("What drives the avatar"))
        self.list.chosen.connect(self._chosen)
        self.refresh = QToolButton()
        self.refresh.setIcon(icon("refresh", "muted"))
        self.refresh.setIconSize(QSize(18, 18))
        self.refresh.setToolTip(tr("Look for cameras again"))
        self.refresh.setAccessibleName(tr("Look for cameras again"))
        self.refresh.clicked.connect(self.refresh_wanted)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.list, 1)
        row.addWidget(self.refresh)
        self.rows.addLayout(row)
        self.file_button = QPushButton(icon("folder", "muted"), tr("Open a video or motion file"))
        self.file_button.setProperty("kind", "quiet")
        self.file_button.clicked.connect(self.file_wanted)
        self.add(self.file_button)
        self._note = QLabel()
        self._note.setProperty("role", "faint")
        self._note.setWordWrap(True)
        self._note.hide()
        self.add(self._note)

    def show_sources(
        self, choices: Sequence[SourceChoice], current: SourceChoice | None, listed: bool
    ) -> None:
        """Fill the list; before the first listing it says that it is looking."""
        self._choices = {choice.key: choice for choice in choices}
        if not choices:
            self.list.set_entries(
                [("", tr("Nothing found") if listed else tr("Looking for cameras ..."))], ""
            )
            self.list.setEnabled(False)
            self.set_note(tr("No camera is connected. Plug one in, or open a video.") if listed else "")
            return
        self.list.setEnabled(True)
        entries = [(choice.key, choice.label) for choice in choices]
        away = [choice.key for choice in choices if not choice.available]
        self.list.set_entries(entries, current.key if current is not None else "", away)
        no_camera = listed and not any(choice.kind == "camera" for choice in choices)
        self.set_note(
            tr("No camera is connected. The sample motion shows what vcam does.") if no_camera else ""
        )

    def set_note(self, text: str) -> None:
        """One line below the list; empty hides it."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def set_busy(self, busy: bool) -> None:
        """Whether a listing is under way."""
        self.refresh.setEnabled(not busy)

    def _chosen(self, key: str) -> None:
        if key in self._choices:
            self.chosen.emit(self._choices[key])
