"""How the picture looks and moves: framing, size, background, motion mode and smoothing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QButtonGroup,
    QColorDialog,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme import icon
from ui.translation import marked, tr
from ui.view_models.backdrop import GREEN, background_kind
from ui.view_models.preferences import OUTPUT_SIZES, Preferences
from ui.view_models.renderers import renderer_choices
from ui.view_models.smoothing import DEFAULT_SMOOTHING
from ui.widgets.background_tiles import BackgroundTiles
from ui.widgets.choice import DropDown, Segments
from ui.widgets.section import Section
from ui.widgets.slider import EditSlider
from vcam.geometry.editing import EditRange

_SWATCHES = (
    ("#0047ff", marked("Blue screen")),
    ("#ff00ff", marked("Magenta")),
    ("#ffffff", marked("White")),
    ("#808080", marked("Grey")),
    ("#101216", marked("Black")),
    ("#5f7a8a", marked("Blue grey")),
)
_SIZE_NAMES = {(1280, 720): "720p", (1920, 1080): "1080p", (960, 540): "540p", (640, 480): "4:3"}
_SMOOTHING = EditRange(
    label=marked("Smoothing"),
    low=0,
    high=1,
    default=DEFAULT_SMOOTHING,
    help=marked("More is calmer, less follows quicker."),
)


class LookPanel(QWidget):
    """Two groups: picture and motion.

    Signals:
        changed(field, value): a field of `Preferences` that the user changed.
        picture_wanted: the user wants to pick a background picture.
    """

    changed = Signal(str, object)
    picture_wanted = Signal()

    def __init__(self) -> None:
        """Make the controls; `show_preferences` puts them where they belong."""
        super().__init__()
        self._colour = _SWATCHES[0][0]
        self._shown = Preferences()
        self._checkpoints: tuple[str, ...] = ()
        self.picture, self.motion = Section(marked("Picture")), Section(marked("Motion"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.picture)
        column.addWidget(self.motion)
        self._fill_picture()
        self._fill_motion()

    def show_preferences(self, preferences: Preferences) -> None:
        """Show these choices without reporting them."""
        self._shown = preferences
        self.framing.set_value(preferences.framing)
        sizes = [*OUTPUT_SIZES, *({preferences.size} - set(OUTPUT_SIZES))]
        self.size_list.set_entries([(size, _size_label(size)) for size in sizes], preferences.size)
        kind = background_kind(preferences.background)
        self._swatches.setVisible(kind == "colour")
        self.picture_button.setVisible(kind == "picture")
        if kind == "colour":
            self._colour = preferences.background
        self.background.set_value(kind, self._colour)
        for value, swatch in self._swatch_buttons.items():
            swatch.setChecked(value == preferences.background)
        self._show_renderers()
        self.mode.set_value(preferences.motion)
        self.skeleton.set_value(preferences.skeleton_kind)
        if abs(self.smoothing.value - preferences.smoothing) > 1e-9:
            self.smoothing.set_value(preferences.smoothing)

    def show_checkpoints(self, names: Sequence[str]) -> None:
        """Offer these checkpoints' networks."""
        self._checkpoints = tuple(names)
        self._show_renderers()

    def set_format_locked(self, locked: bool) -> None:
        """Keep framing and size as they are, as a recording needs."""
        why = tr("Framing and size stay the same during a recording") if locked else ""
        for widget in (self.framing, self.size_list):
            widget.setEnabled(not locked)
            widget.setToolTip(why)

    def _fill_picture(self) -> None:
        self.framing = Segments(
            (
                ("portrait", tr("Portrait"), tr("Head and shoulders fill the picture")),
                ("photo", tr("Whole photo"), tr("The whole photo, the head moving in its place")),
            )
        )
        self.framing.chosen.connect(self._framing_chosen)
        self.picture.add_labelled(tr("Framing"), self.framing)
        self.background = BackgroundTiles()
        self.background.chosen.connect(self._background_chosen)
        self.picture.add_labelled(tr("Background"), self.background)
        self.picture.add(self._make_swatches())
        self.picture_button = QPushButton(icon("image", "muted"), tr("Choose another image"))
        self.picture_button.setProperty("kind", "quiet")
        self.picture_button.clicked.connect(self.picture_wanted)
        self.picture.add(self.picture_button)
        self.size_list = DropDown(tr("Output size"))
        self.size_list.chosen.connect(self._size_chosen)
        self.picture.add_labelled(tr("Size"), self.size_list)
        self.renderer_list = DropDown(tr("What draws the avatar"))
        self.renderer_list.setToolTip(tr("Geometry works for every photo; networks need their checkpoint"))
        self.renderer_list.chosen.connect(self._renderer_chosen)
        self.picture.add_labelled(tr("Drawn by"), self.renderer_list)

    def _fill_motion(self) -> None:
        self.mode = Segments(
            (
                ("relative", tr("Relative"), tr("Your movement on the avatar's own face (recommended)")),
                ("absolute", tr("Absolute"), tr("Your pose and expression as they are")),
            )
        )
        self.mode.chosen.connect(self._mode_chosen)
        self.motion.add_labelled(tr("Mode"), self.mode)
        self.skeleton = Segments(
            (
                ("analytic", tr("Geometry"), tr("Your movement is added to the avatar's face")),
                (
                    "anchored",
                    tr("Network"),
                    tr("A network tells what your face looks like on the avatar's head"),
                ),
            )
        )
        self.skeleton.chosen.connect(self._skeleton_chosen)
        self.motion.add_labelled(tr("Follows by"), self.skeleton)
        self.smoothing = EditSlider("smoothing", _SMOOTHING)
        self.smoothing.changed.connect(self._smoothing_changed)
        self.motion.add(self.smoothing)

    def _make_swatches(self) -> QWidget:
        self._swatches = QWidget()
        self._swatch_buttons: dict[str, QToolButton] = {}
        group = QButtonGroup(self)
        # None is down when the colour is none of these.
        group.setExclusive(False)
        group.idClicked.connect(self._swatch_chosen)
        row = QHBoxLayout(self._swatches)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for value, name in _SWATCHES:
            swatch = QToolButton()
            swatch.setCheckable(True)
            swatch.setFixedSize(QSize(28, 28))
            swatch.setToolTip(tr(name))
            swatch.setAccessibleName(tr(name))
            swatch.setProperty("kind", "swatch")
            swatch.setStyleSheet(f"QToolButton {{ background: {value}; }}")
            group.addButton(swatch, len(self._swatch_buttons))
            row.addWidget(swatch)
            self._swatch_buttons[value] = swatch
        more = QToolButton()
        more.setIcon(icon("plus", "muted"))
        more.setToolTip(tr("Another colour"))
        more.setAccessibleName(tr("Another colour"))
        more.clicked.connect(self._open_colours)
        row.addWidget(more)
        row.addStretch(1)
        return self._swatches

    def _background_chosen(self, kind: str) -> None:
        if kind == "picture":
            if background_kind(self._shown.background) != "picture":
                self.show_preferences(self._shown)
            self.picture_wanted.emit()
        else:
            self.changed.emit("background", {"colour": self._colour, "green": GREEN}.get(kind, kind))

    def _framing_chosen(self, value: str) -> None:
        self.changed.emit("framing", value)

    def _size_chosen(self, value: tuple[int, int]) -> None:
        self.changed.emit("size", tuple(value))

    def _show_renderers(self) -> None:
        chosen = self._shown.renderer
        self.renderer_list.set_entries(renderer_choices(self._checkpoints, chosen), chosen)

    def _renderer_chosen(self, value: str) -> None:
        self.changed.emit("renderer", value)

    def _mode_chosen(self, value: str) -> None:
        self.changed.emit("motion", value)

    def _skeleton_chosen(self, value: str) -> None:
        self.changed.emit("skeleton", value)

    def _smoothing_changed(self, name: str, value: float) -> None:
        self.changed.emit(name, value)

    def _swatch_chosen(self, number: int) -> None:
        self._use_colour(_SWATCHES[number][0])

    def _colour_picked(self, picked: QColor) -> None:
        self._use_colour(picked.name())

    def _use_colour(self, value: str) -> None:
        self._colour = value
        self.changed.emit("background", value)
        self.show_preferences(self._shown)

    def _open_colours(self) -> None:
        dialog = QColorDialog(QColor(self._colour), self)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        dialog.colorSelected.connect(self._colour_picked)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _size_label(size: tuple[int, int]) -> str:
    name = _SIZE_NAMES.get(size, "")
    return f"{size[0]} × {size[1]}" + (f"  ({name})" if name else "")
