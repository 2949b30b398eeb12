"""What to send along with a question."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ui.theme import icon
from ui.translation import tr

from .page import Page, ReadOnlyText


class DiagnosticsPage(Page):
    """The report, and a button that copies it.

    Signals:
        copy_wanted: the report into the clipboard.
        again_wanted: look at everything anew.
        log_wanted: open the log file.
    """

    copy_wanted = Signal()
    again_wanted = Signal()
    log_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it without a report."""
        super().__init__(tr("Diagnostics"), parent)
        self.add_note(
            tr(
                "Versions, devices, timings and the last problems, for a question or a bug report. "
                "There are no pictures in it and no names of your files."
            )
        )
        self.text = ReadOnlyText(tr("Diagnostics"))
        self.rows.addWidget(self.text, 1)
        self.state = self.add_note()
        self.copy = QPushButton(icon("copy", "on-accent"), tr("Copy"))
        self.copy.setProperty("kind", "primary")
        self.again = QPushButton(icon("refresh", "muted"), tr("Look again"))
        self.log = QPushButton(icon("folder", "muted"), tr("Open the log file"))
        row = QHBoxLayout()
        row.setSpacing(8)
        wishes = ((self.copy, self.copy_wanted), (self.again, self.again_wanted), (self.log, self.log_wanted))
        for button, wish in wishes:
            button.clicked.connect(wish)
            row.addWidget(button)
        row.addStretch(1)
        self.rows.addLayout(row)

    def show_report(self, text: str, *, busy: bool) -> None:
        """Show the report as far as it is made."""
        self.text.show_text(text)
        self.again.setEnabled(not busy)
        self.copy.setEnabled(not busy)
        self.state.setText(tr("Looking at everything ...") if busy else tr("Nothing is sent anywhere."))

    def show_copied(self) -> None:
        """Tell that it is in the clipboard."""
        self.state.setText(tr("Copied. Paste it into your message."))

    def show_no_log(self) -> None:
        """Tell that there is no log file yet."""
        self.state.setText(tr("There is no log file yet."))
