"""Control by other programs of this computer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from ui.translation import tr
from ui.widgets.switch import Switch
from vcam.remote.server import HIGHEST_PORT, LOWEST_PORT

from .page import Page, ReadOnlyText


class RemotePage(Page):
    """Switch, port, and what can be sent.

    Signals:
        switched(bool): listen or not.
        port(int): on this one.
    """

    switched = Signal(bool)
    port = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the controls."""
        super().__init__(tr("Remote control"), parent)
        self.add_note(
            tr(
                "A Stream Deck, a MIDI controller or a script on this computer can steer vcam by "
                "Open Sound Control (OSC). Other computers can't reach it."
            )
        )
        self.switch = Switch(tr("Remote control"))
        self.switch.clicked.connect(self.switched)
        self.add_row(tr("Let programs control vcam"), self.switch)
        self.number = QSpinBox()
        self.number.setAccessibleName(tr("Port"))
        self.number.setRange(LOWEST_PORT, HIGHEST_PORT)
        self.number.setMinimumWidth(120)
        self.number.lineEdit().setTextMargins(8, 0, 0, 0)
        self.number.editingFinished.connect(self._port_edited)
        self.add_row(tr("Port (UDP)"), self.number)
        self.state = self.add_note()
        self.messages = ReadOnlyText(tr("What can be sent"))
        self.messages.show_text(_messages())
        self.rows.addWidget(self.messages, 1)

    def show_choices(self, on: bool, port: int, sentence: str) -> None:
        """Show what is chosen, and how it is doing."""
        self.switch.setChecked(on)
        if not self.number.hasFocus():
            self.number.setValue(port)
        self.state.setText(sentence)

    def _port_edited(self) -> None:
        self.port.emit(self.number.value())


def _messages() -> str:
    lines = [
        ("/vcam/avatar astronaut", tr("an avatar by its name")),
        ("/vcam/avatar 2", tr("an avatar by its number")),
        ("/vcam/avatar/next", tr("the next avatar")),
        ("/vcam/avatar/previous", tr("the avatar before")),
        ("/vcam/run", tr("start or stop")),
        ("/vcam/pause 1", tr("pause; 0 ends it")),
        ("/vcam/panic 1", tr("the still card at once; 0 ends it")),
        ("/vcam/edit/yaw 10", tr("one edit")),
        ("/vcam/edits/reset", tr("all edits back")),
        ("/vcam/look tired.json", tr("the edits of a look")),
        ("/vcam/reaction/smile 1", tr("an expression; 0 ends it")),
        ("/vcam/calibrate", tr("your face now is the neutral one")),
    ]
    return "\n".join(f"{message:<24} {meaning}" for message, meaning in lines)
