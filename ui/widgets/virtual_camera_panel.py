"""Where call apps find the avatar: the virtual camera, on or off, and help when there is none."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton

from ui.theme import colour, icon
from ui.translation import tr
from ui.view_models.messages import as_sentence
from ui.widgets.choice import DropDown
from ui.widgets.section import Section
from ui.widgets.switch import Switch


class VirtualCameraPanel(Section):
    """Switch, device list and help.

    Signals:
        switched(bool): on or off by the user.
        chosen(device): another device.
        refresh_wanted: look again.
    """

    switched = Signal(bool)
    chosen = Signal(object)
    refresh_wanted = Signal()

    def __init__(self) -> None:
        """Make it without devices."""
        super().__init__(tr("Virtual camera"))
        self.switch = Switch(tr("Send to the virtual camera"))
        self.switch.setToolTip(tr("Send the picture to call apps"))
        self.switch.clicked.connect(self.switched)
        self.add_tool(self.switch)
        self.list = DropDown(tr("Virtual camera"))
        self.list.chosen.connect(self.chosen)
        self.add(self.list)
        self.note = QLabel()
        self.note.setProperty("role", "muted")
        self.note.setWordWrap(True)
        self.add(self.note)
        self.help = QLabel()
        self.help.setProperty("role", "help")
        self.help.setWordWrap(True)
        self.help.setTextFormat(Qt.TextFormat.RichText)
        self.help.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add(self.help)
        self.again = QPushButton(icon("refresh", "muted"), tr("Check again"))
        self.again.setProperty("kind", "quiet")
        self.again.clicked.connect(self.refresh_wanted)
        self.add(self.again)
        self.show_devices((), current="", on=False, listed=False, help_text="")

    def show_devices(
        self, devices: Sequence[Any], *, current: str, on: bool, listed: bool, help_text: str
    ) -> None:
        """Show what there is.

        Args:
            devices: `VirtualCameraInfo`s.
            current: the device that would be used.
            on: whether the user wants to send.
            listed: False before the first listing.
            help_text: what to do when there is none.
        """
        missing = listed and not devices
        self.switch.setEnabled(bool(devices))
        self.switch.setChecked(on and bool(devices))
        self.list.setVisible(bool(devices))
        self.list.set_entries([(device.device, _label(device)) for device in devices], current)
        names = [device.name for device in devices if device.device == current]
        self.note.setVisible(not missing)
        if not listed:
            self.note.setText(tr("Looking for virtual cameras ..."))
        elif names:
            text = tr("In your call app, choose the camera “{name}”.")
            self.note.setText(text.format(name=names[0]))
        self.help.setVisible(missing)
        self.help.setText(
            help_html(tr("There is no virtual camera yet. {help}").format(help=as_sentence(help_text)))
            if missing
            else ""
        )
        self.again.setVisible(missing)


def help_html(text: str) -> str:
    """A help text as HTML, with what stands between back ticks as code to copy."""
    parts = html.escape(text, quote=False).split("`")
    code = f"<span style=\"font-family:'DejaVu Sans Mono',monospace; color:{colour('text').name()}\">"
    return "".join(f"{code}{part}</span>" if number % 2 else part for number, part in enumerate(parts))


def _label(device: Any) -> str:
    name = device.name if device.name == device.device else f"{device.name} ({device.device})"
    return name if device.free else tr("{name}, in use").format(name=name)
