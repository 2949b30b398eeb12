"""The panels beside the preview and the bar below it: they show the user's choices, and change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.view_models.preferences import Preferences

if TYPE_CHECKING:
    from ui.main_window import MainWindow

_FOLDED_AT_FIRST = ("Pose", "Position", "Face shape", "Strength")


class Panels(QObject):
    """Keeps them in step with choices and devices, for as long as the window lives.

    Its slots are methods: a function that a connection owns would keep the window alive into its own end.
    """

    def __init__(self, window: MainWindow) -> None:
        """Connect and show; `window` has its body, choices, devices and controller."""
        super().__init__(window)
        self._window = window
        self._body = window.body
        self._choices, self._devices = window.choices, window.devices
        self._choices.changed.connect(self._show_choices)
        self._devices.changed.connect(self._show_devices)
        self._devices.busy.connect(window.source_panel.set_busy)
        self._connect_controls()
        self._connect_panels()
        self._connect_files()
        self._open_groups()
        self._show_choices(self._choices.now, self._choices.now)
        self._show_devices()

    def _connect_controls(self) -> None:
        controls, controller = self._window.controls, self._window.controller
        controls.start_stop.connect(controller.toggle)
        controls.pause.connect(controller.set_paused)
        controls.calibrate.connect(controller.calibration.begin)
        controls.record.connect(controller.recording.toggle)
        controls.mirror.connect(self._set_mirror)
        controls.tracking.connect(self._set_tracking_view)

    def _connect_panels(self) -> None:
        window = self._window
        source, virtual, edits = window.source_panel, window.virtual_panel, window.edit_panel
        source.chosen.connect(self._devices.choose)
        source.file_wanted.connect(window.files.ask_driver)
        source.refresh_wanted.connect(self._devices.refresh)
        virtual.switched.connect(self._set_virtual_camera)
        virtual.chosen.connect(self._set_virtual_camera_name)
        virtual.refresh_wanted.connect(self._devices.refresh)
        window.look_panel.changed.connect(self._choices.set_one)
        edits.edited.connect(self._choices.set_edit)
        edits.reset_wanted.connect(self._choices.reset_edits)
        edits.load_wanted.connect(window.files.ask_look)
        edits.save_wanted.connect(window.files.ask_look_target)

    def _connect_files(self) -> None:
        files, looks = self._window.files, self._window.looks
        files.driver.connect(self._devices.choose_file)
        files.background.connect(self._set_background)
        files.look.connect(looks.load)
        files.look_target.connect(looks.save)

    def _open_groups(self) -> None:
        """As the user left them."""
        opened = self._choices.now.open_groups
        for section in self._body.sections():
            section.toggled.connect(self._remember_groups)
        for section in self._body.sections():
            title = section.title
            section.set_opened(title not in _FOLDED_AT_FIRST if opened is None else title in opened)

    # --- showing

    def _show_choices(self, now: Preferences, _before: Preferences) -> None:
        window = self._window
        window.look_panel.show_preferences(now)
        window.edit_panel.show_edits(now.edits)
        window.controls.show_view(mirror=now.mirror, tracking=now.tracking_view)
        window.preview.set_mirror(now.mirror)
        window.preview.set_aspect(*now.size)
        self._body.show_tracking(now.tracking_view)
        self._show_virtual_camera()

    def _show_devices(self) -> None:
        devices = self._devices
        self._window.source_panel.show_sources(devices.sources, devices.chosen, devices.listed)
        self._show_virtual_camera()

    def _show_virtual_camera(self) -> None:
        now, devices = self._choices.now, self._devices
        self._window.virtual_panel.show_devices(
            devices.virtual_cameras,
            current=devices.virtual_camera_for(now.virtual_camera_name) or "",
            on=now.virtual_camera,
            listed=devices.listed,
            help_text=devices.help_text,
        )

    # --- changing

    def _set_background(self, name: str) -> None:
        self._choices.set(background=name)

    def _set_mirror(self, on: bool) -> None:
        self._choices.set(mirror=on)

    def _set_tracking_view(self, on: bool) -> None:
        self._choices.set(tracking_view=on)

    def _set_virtual_camera(self, on: bool) -> None:
        self._choices.set(virtual_camera=on)

    def _set_virtual_camera_name(self, device: str) -> None:
        self._choices.set(virtual_camera_name=device)

    def _remember_groups(self) -> None:
        self._choices.set(open_groups=tuple(s.title for s in self._body.sections() if s.opened))


def wire_panels(window: MainWindow) -> Panels:
    """Give the window its panels' life."""
    return Panels(window)
