"""The guide's third step: the user's face at rest, from which all his movements are told."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from ui.translation import tr
from ui.view_models.advice import advice
from ui.widgets.guide.panel import StepPanel, button, muted, set_kind
from ui.widgets.guide.ring import MeasureRing
from vcam.self_view.view import Sight


class NeutralPanel(StepPanel):
    """A ring that fills, and what is wrong.

    Signals:
        measure_wanted: look for the neutral face.
    """

    measure_wanted = Signal()

    def __init__(self) -> None:
        """Make it at rest."""
        super().__init__(
            tr("Your face at rest"),
            tr("Look straight into the camera, mouth closed, for a second. vcam shows your change from it."),
        )
        self._measuring = False
        self.ring = MeasureRing()
        self.advice = QLabel()
        self.advice.setProperty("role", "title")
        self.advice.setWordWrap(True)
        self.note = muted()
        self.start = button("", "calibrate", "primary")
        self.start.clicked.connect(self.measure_wanted)
        words = QVBoxLayout()
        words.setSpacing(10)
        words.addStretch(1)
        words.addWidget(self.advice)
        words.addWidget(self.note)
        words.addSpacing(6)
        words.addWidget(self.start, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(28)
        row.addWidget(self.ring, 5)
        row.addLayout(words, 6)
        self.column.addLayout(row, 1)

    def show_state(self, *, camera: str, live: bool, measuring: bool, done: bool, failure: str) -> None:
        """Show how far it is.

        Args:
            camera: name of the camera in use, empty when there is none.
            live: the session has the camera.
            measuring: the face is being looked for.
            done: it was found.
            failure: why the camera gives nothing, empty when it does.
        """
        self.start.setVisible(not measuring)
        set_kind(self.start, "" if done else "primary", "calibrate")
        self.start.setEnabled(bool(camera) and not live)
        self.start.setText(tr("Measure again") if done else tr("Start"))
        if not measuring:
            self.ring.show_progress(1.0 if done else 0.0, None, trouble=False)
            self.advice.setText(tr("Done. Your face at rest is kept.") if done else tr("Ready when you are."))
        elif not self._measuring:
            self.ring.show_progress(0.0, None, trouble=False)
            self.advice.setText(tr("Opening the camera ..."))
        self._measuring = measuring
        self.note.setText(_note(camera, live=live, measuring=measuring, failure=failure))

    def show_sight(self, sight: Sight) -> None:
        """Show the face's points, and what is wrong."""
        self.ring.show_progress(sight.progress, sight.landmarks, trouble=bool(sight.fault))
        self.advice.setText(advice(sight.fault))


def _note(camera: str, *, live: bool, measuring: bool, failure: str) -> str:
    if failure:
        return failure
    if live:
        return tr("vcam is live: press Calibrate below the picture instead.")
    if not camera:
        return tr("This needs a camera. Without one you can go on.")
    if measuring:
        return tr("{camera} is open. You see the points that vcam follows, mirrored.").format(camera=camera)
    return tr("{camera} is opened for this and closed again.").format(camera=camera)
