"""The guide's second step: which camera, with a look through it on request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton

from ui.theme import icon
from ui.translation import tr
from ui.view_models.sources import SourceChoice
from ui.widgets.choice import DropDown
from ui.widgets.guide.own_picture import OwnPicture
from ui.widgets.guide.panel import StepPanel, button, muted
from vcam.self_view.view import Sight


class CameraPanel(StepPanel):
    """Cameras by name.

    Signals:
        chosen(SourceChoice): the user took one.
        refresh_wanted: list the cameras again.
        look_wanted(bool): show its picture, or stop to.
    """

    chosen = Signal(object)
    refresh_wanted = Signal()
    look_wanted = Signal(bool)

    def __init__(self) -> None:
        """Make an empty list."""
        super().__init__(
            tr("Which camera follows you?"),
            tr("vcam takes your movements from it. Your picture is never sent to anybody."),
        )
        self._choices: dict[str, SourceChoice] = {}
        self.list = DropDown(tr("Camera"))
        self.list.chosen.connect(self._chosen)
        self.refresh = QToolButton()
        self.refresh.setIcon(icon("refresh", "muted"))
        self.refresh.setIconSize(QSize(18, 18))
        self.refresh.setToolTip(tr("Look for cameras again"))
        self.refresh.setAccessibleName(tr("Look for cameras again"))
        self.refresh.clicked.connect(self.refresh_wanted)
        self.look = button("", "camera")
        self.look.setCheckable(True)
        self.look.clicked.connect(self.look_wanted)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.list, 1)
        row.addWidget(self.refresh)
        row.addWidget(self.look)
        self.picture = OwnPicture()
        self.note = muted()
        self.column.addLayout(row)
        self.column.addSpacing(4)
        self.column.addWidget(self.picture, 1)
        self.column.addWidget(self.note)

    def show_cameras(
        self,
        cameras: Sequence[SourceChoice],
        current: SourceChoice | None,
        *,
        looking: bool,
        live: bool,
        failure: str,
    ) -> None:
        """Show what there is.

        Args:
            cameras: to choose from.
            current: the one in use, None for none.
            looking: its picture is wanted.
            live: the session has the camera, so that it can't be looked through.
            failure: why it gives no picture, empty when it does.
        """
        self._choices = {choice.key: choice for choice in cameras}
        entries = [(choice.key, choice.label) for choice in cameras]
        if current is None:
            entries.insert(0, ("", tr("No camera") if not cameras else tr("Choose a camera")))
        self.list.setEnabled(bool(cameras))
        self.list.set_entries(entries, current.key if current is not None else "")
        self.look.setEnabled(current is not None and not live)
        self.look.setChecked(looking)
        self.look.setText(tr("Hide my picture") if looking else tr("Show my picture"))
        self.note.setText(_note(cameras, live=live, failure=failure))
        if not looking:
            self.picture.show_picture(None)
        self.picture.set_text(
            tr("Opening the camera ...") if looking else tr("Your picture is shown only if you ask for it.")
        )

    def show_sight(self, sight: Sight) -> None:
        """Show the camera's picture."""
        self.picture.show_picture(sight.picture)

    def _chosen(self, key: str) -> None:
        if key in self._choices:
            self.chosen.emit(self._choices[key])


def _note(cameras: Sequence[SourceChoice], *, live: bool, failure: str) -> str:
    if failure:
        return failure
    if not cameras:
        return tr(
            "No camera is connected. Plug one in, or skip this: a sample motion moves the avatar as well."
        )
    if live:
        return tr("vcam is live and uses the camera. Stop it to look through the camera here.")
    return tr("Only you see this, mirrored. It is drawn here and nowhere else.")
