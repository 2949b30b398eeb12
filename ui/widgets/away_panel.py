"""What others see while nobody sits in front of the camera, and at the start."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.translation import marked, tr
from ui.view_models.preferences import DEFAULT_IDLE, Preferences
from ui.widgets.choice import Segments
from ui.widgets.section import Section
from ui.widgets.slider import EditSlider
from ui.widgets.switch import Switch
from vcam.geometry.editing import EditRange

IDLE_RANGE = EditRange(
    label=marked("Idle motion"),
    low=0,
    high=1,
    default=DEFAULT_IDLE,
    help=marked("The avatar breathes, sways and blinks by itself."),
)


class AwayPanel(Section):
    """The group.

    Signals:
        changed(field, value): a field of `Preferences` that the user changed.
    """

    changed = Signal(str, object)

    def __init__(self) -> None:
        """Make the controls; `show_preferences` puts them where they belong."""
        super().__init__(marked("When you are away"))
        self.face_lost = Segments(
            (
                ("ease", tr("Rest"), tr("The avatar eases to the photo's own pose")),
                ("hold", tr("Hold"), tr("The avatar keeps its last pose")),
                ("card", tr("Card"), tr("A still card says that you will be back soon")),
            )
        )
        self.face_lost.chosen.connect(self._face_lost_chosen)
        self.add_labelled(tr("When your face is lost"), self.face_lost)
        self.idle = EditSlider("idle", IDLE_RANGE)
        self.idle.changed.connect(self._idle_changed)
        self.add(self.idle)
        self.always = self._switch(tr("Idle motion while you are there, too"))
        self.always.clicked.connect(self._always_chosen)
        self.start_paused = self._switch(tr("Start with the still card"))
        self.start_paused.clicked.connect(self._start_paused_chosen)

    def show_preferences(self, preferences: Preferences) -> None:
        """Show these choices without reporting them."""
        self.face_lost.set_value(preferences.face_lost)
        if abs(self.idle.value - preferences.idle) > 1e-9:
            self.idle.set_value(preferences.idle)
        self.always.setChecked(preferences.idle_always)
        self.always.setEnabled(preferences.idle > 0)
        self.start_paused.setChecked(preferences.start_paused)

    def _face_lost_chosen(self, value: str) -> None:
        self.changed.emit("face_lost", value)

    def _idle_changed(self, field: str, value: float) -> None:
        self.changed.emit(field, value)

    def _always_chosen(self, on: bool) -> None:
        self.changed.emit("idle_always", on)

    def _start_paused_chosen(self, on: bool) -> None:
        self.changed.emit("start_paused", on)

    def _switch(self, label: str) -> Switch:
        switch = Switch(label)
        text = QLabel(label)
        text.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(text, 1)
        row.addWidget(switch, 0, Qt.AlignmentFlag.AlignVCenter)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.add(holder)
        return switch
