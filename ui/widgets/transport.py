"""Play, pause and wind: a button, a slider and the time."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ui.theme import icon
from ui.translation import key_text, tr
from ui.view_models.playback import clock_text
from ui.widgets.slider import BarSlider
from vcam.capture.playback import Playback


class Transport(QWidget):
    """The controls of a video or motion.

    Signals:
        play: the button was pressed.
        sought(float): the slider was moved there, from 0 to 1.
    """

    play = Signal()
    sought = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make it hidden: there is nothing to play yet."""
        super().__init__(parent)
        self.button = QToolButton()
        self.button.setIconSize(QSize(18, 18))
        self.button.clicked.connect(self.play)
        self.slider = BarSlider(0.0)
        self.slider.setAccessibleName(tr("Position in the video or motion"))
        self.slider.setToolTip(tr("Where it stands (Ctrl+Left, Ctrl+Right). Double-click for the beginning"))
        self.slider.valueChanged.connect(self._moved)
        self.slider.reset.connect(self._rewind)
        self.time = QLabel()
        self.time.setProperty("role", "value")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.slider, 1)
        row.addWidget(self.time)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        self._show_button(playing=False)
        self.hide()

    def show_playback(self, now: Playback | None) -> None:
        """Show where the source stands; None hides the controls."""
        self.setVisible(now is not None)
        if now is None:
            return
        self._show_button(playing=now.playing)
        self.time.setText(f"{clock_text(now.position_s)} / {clock_text(now.duration_s)}")
        if not self.slider.isSliderDown():
            self.slider.blockSignals(True)
            self.slider.setValue(round(now.position_s / now.duration_s * self.slider.maximum()))
            self.slider.blockSignals(False)
            self.slider.update()

    def _show_button(self, *, playing: bool) -> None:
        name = tr("Pause the video or motion") if playing else tr("Play the video or motion")
        if self.button.accessibleName() != name:
            self.button.setIcon(icon("pause" if playing else "play"))
            self.button.setToolTip(tr("{action} ({key})").format(action=name, key=key_text("Ctrl+Space")))
            self.button.setAccessibleName(name)

    def _moved(self, step: int) -> None:
        self.sought.emit(step / self.slider.maximum())

    def _rewind(self) -> None:
        self.slider.setSliderDown(False)
        self.sought.emit(0.0)
