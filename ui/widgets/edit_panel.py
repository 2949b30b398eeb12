"""Sliders for the live edits, built from their ranges, in groups that fold."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from ui.widgets.section import Section
from ui.widgets.slider import EditSlider
from vcam.geometry.editing import EDIT_RANGES, EditRange, Edits

_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Pose", ("yaw", "pitch", "roll")),
    ("Position", ("x", "y", "zoom")),
    ("Expression", ("motion", "expression", "mouth", "eyes", "brows", "gaze")),
)


def edit_groups(ranges: Mapping[str, EditRange]) -> list[tuple[str, tuple[str, ...]]]:
    """(title, edit names) of each group; edits that belong to none of the known groups come under 'More'."""
    grouped = {name for _, names in _GROUPS for name in names}
    rest = tuple(name for name in ranges if name not in grouped)
    known = [(title, tuple(name for name in names if name in ranges)) for title, names in _GROUPS]
    return [(title, names) for title, names in [*known, ("More", rest)] if names]


class EditPanel(QWidget):
    """All sliders.

    Signals:
        edited(name, value): the user moved one.
        folded: a group was folded or unfolded.
    """

    edited = Signal(str, float)
    folded = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a slider for every edit there is."""
        super().__init__(parent)
        self.sliders: dict[str, EditSlider] = {}
        self.sections: list[Section] = []
        self._resets: dict[str, QToolButton] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for title, names in edit_groups(EDIT_RANGES):
            column.addWidget(self._make_section(title, names))
        self.show_edits(Edits())

    def show_edits(self, edits: Edits) -> None:
        """Put the sliders where these edits are."""
        for name, slider in self.sliders.items():
            if abs(slider.value - getattr(edits, name)) > 1e-9:
                slider.set_value(getattr(edits, name))
        for title, names in self._members.items():
            changed = any(getattr(edits, name) != EDIT_RANGES[name].default for name in names)
            self._resets[title].setEnabled(changed)

    def _make_section(self, title: str, names: Collection[str]) -> Section:
        section = Section(title)
        self._resets[title] = section.add_reset()
        section.reset.connect(self._reset)
        for name in names:
            slider = EditSlider(name, EDIT_RANGES[name])
            slider.changed.connect(self.edited)
            section.add(slider)
            self.sliders[name] = slider
        section.toggled.connect(self.folded)
        self.sections.append(section)
        self._members[title] = tuple(names)
        return section

    def _reset(self, title: str) -> None:
        for name in self._members[title]:
            self.sliders[name].reset()
