"""What vcam does while its window is out of the way, and how its pictures are marked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.translation import tr
from ui.view_models.preferences import Preferences
from ui.widgets.choice import Segments
from ui.widgets.switch import Switch

from .page import Page


class BackgroundPage(Page):
    """Closing, starting, sleeping, and the badge.

    Signals:
        changed(field, value): a field of `Preferences` that the user changed.
    """

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the controls."""
        super().__init__(tr("Behaviour"), parent)
        self.when_closed = Segments(
            (
                ("ask", tr("Ask"), tr("Ask when the window is closed")),
                (
                    "stay",
                    tr("Keep running"),
                    tr("Others keep seeing the avatar; the tray brings the window back"),
                ),
                ("quit", tr("Quit"), tr("Closing the window ends vcam")),
            )
        )
        self.when_closed.chosen.connect(self._close_chosen)
        self.add_row(tr("Closing the window"), self.when_closed)
        self.no_tray = self.add_note(tr("This desktop has no tray, so that closing the window ends vcam."))
        self.start_minimised = self._add_switch(tr("Start out of the way"))
        self.start_minimised.clicked.connect(self._start_switched)
        self.sleep_unread = self._add_switch(tr("Rest while nobody watches"))
        self.sleep_unread.clicked.connect(self._sleep_switched)
        self.add_note(
            tr(
                "While the window is hidden and no program uses the virtual camera, the webcam is off and "
                "nothing is drawn. A program that opens the camera wakes vcam. Only Linux tells who watches; "
                "elsewhere vcam keeps going."
            )
        )
        self.badge = self._add_switch(tr("Badge “Synthetic avatar”"))
        self.badge.clicked.connect(self._badge_switched)
        self.add_note(
            tr(
                "The badge stands in the lower left corner of the picture that others see. Recordings and "
                "pictures always say in their metadata that they are synthetic."
            )
        )
        self.rows.addStretch(1)

    def show_preferences(self, now: Preferences, *, tray: bool) -> None:
        """Show what is chosen.

        Args:
            tray: the system has a tray to stay in.
        """
        self.when_closed.set_value(now.when_closed if tray else "quit")
        self.when_closed.setEnabled(tray)
        self.no_tray.setVisible(not tray)
        self.start_minimised.setChecked(now.start_minimised)
        self.sleep_unread.setChecked(now.sleep_unread)
        self.badge.setChecked(now.badge)

    def _add_switch(self, name: str) -> Switch:
        switch = Switch(name)
        self.add_row(name, switch)
        return switch

    def _close_chosen(self, value: str) -> None:
        self.changed.emit("when_closed", value)

    def _start_switched(self, on: bool) -> None:
        self.changed.emit("start_minimised", on)

    def _sleep_switched(self, on: bool) -> None:
        self.changed.emit("sleep_unread", on)

    def _badge_switched(self, on: bool) -> None:
        self.changed.emit("badge", on)
