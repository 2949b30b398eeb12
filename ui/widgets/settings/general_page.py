"""How the window speaks and looks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.theme import Appearance
from ui.translation import LANGUAGES, tr
from ui.widgets.choice import DropDown, Segments

from .page import Page


class GeneralPage(Page):
    """Language and appearance.

    Signals:
        language(str): a key of `LANGUAGES`, empty for the system's.
        appearance(str): dark, light or system.
        restart_wanted: so that another language is used.
    """

    language = Signal(object)
    appearance = Signal(object)
    restart_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the controls."""
        super().__init__(tr("General"), parent)
        self.languages = DropDown(tr("Language"))
        self.languages.setMinimumWidth(260)
        self.languages.chosen.connect(self.language)
        self.add_row(tr("Language"), self.languages)
        self.looks = Segments(
            [
                ("system", tr("As the system"), tr("Dark or light, as the system is")),
                ("light", tr("Light"), tr("Always light")),
                ("dark", tr("Dark"), tr("Always dark")),
            ]
        )
        self.looks.chosen.connect(self.appearance)
        self.add_row(tr("Appearance"), self.looks)
        self.restart_note = self.add_note(tr("The new language is used from the next start."))
        self.restart = QPushButton(tr("Restart now"))
        self.restart.clicked.connect(self.restart_wanted)
        self.rows.addWidget(self.restart, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.addStretch(1)

    def show_choices(self, language: str, system: str, appearance: Appearance, *, other: bool) -> None:
        """Show what is chosen.

        Args:
            language: a key of `LANGUAGES`, or empty for the system's.
            system: key of the system's language.
            appearance: as chosen.
            other: the chosen language is not the one that the window speaks.
        """
        automatic = tr("As the system ({language})").format(language=LANGUAGES[system])
        self.languages.set_entries([("", automatic), *LANGUAGES.items()], language)
        self.looks.set_value(appearance)
        self.restart_note.setVisible(other)
        self.restart.setVisible(other)
