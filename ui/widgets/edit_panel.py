"""Sliders for the live edits, built from their table, in groups that fold; and the looks that keep them."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QVBoxLayout, QWidget

from ui.theme import icon
from ui.translation import tr
from ui.widgets.section import Section
from ui.widgets.slider import EditSlider
from vcam.geometry.editing import EDIT_GROUPS, EDIT_RANGES, Edits, edits_of


class EditPanel(QWidget):
    """All sliders, below the buttons for looks.

    Signals:
        edited(name, value): the user moved one.
        reset_wanted(names): these edits back to their defaults.
        held(bool): the user's mouse holds a slider, or lets go.
        look_wanted(name): take the edits from one of the looks at hand.
        load_wanted, save_wanted: take the edits from a look in a file, or keep them as one.
        folder_wanted: show where the looks at hand are.
        folded: a group was folded or unfolded.
    """

    edited = Signal(str, float)
    reset_wanted = Signal(object)
    held = Signal(bool)
    look_wanted = Signal(str)
    load_wanted = Signal()
    folder_wanted = Signal()
    save_wanted = Signal()
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
        column.addLayout(self._make_look_row())
        for group, title in EDIT_GROUPS.items():
            column.addWidget(self._make_section(title, edits_of(group)))
        self.show_edits(Edits())

    def show_edits(self, edits: Edits) -> None:
        """Put the sliders where these edits are."""
        for name, slider in self.sliders.items():
            if abs(slider.value - getattr(edits, name)) > 1e-9:
                slider.set_value(getattr(edits, name))
        changed = edits.changed()
        for title, names in self._members.items():
            self._resets[title].setEnabled(any(name in changed for name in names))
        self.reset_all.setEnabled(bool(changed))
        self.save_button.setEnabled(bool(changed))

    def show_looks(self, names: Collection[str]) -> None:
        """Offer these looks."""
        menu = self.looks_menu
        menu.clear()
        for name in names:
            # Ampersands would become keys.
            menu.addAction(name.replace("&", "&&")).setData(name)
        if names:
            menu.addSeparator()
        menu.addAction(tr("Open a look ...")).triggered.connect(self.load_wanted)
        menu.addAction(tr("Show the folder")).triggered.connect(self.folder_wanted)

    def _choose_look(self, action: QAction) -> None:
        if action.data():
            self.look_wanted.emit(action.data())

    def _make_look_row(self) -> QHBoxLayout:
        """The heading of all groups, with what concerns them together."""
        heading = QLabel(tr("Edits"))
        heading.setProperty("role", "heading")
        self.looks_button, self.save_button = QPushButton(tr("Looks")), QPushButton(tr("Save"))
        self.looks_button.setAccessibleName(tr("Load a look"))
        self.save_button.setAccessibleName(tr("Save a look"))
        self.looks_menu = QMenu(self.looks_button)
        self.looks_menu.triggered.connect(self._choose_look)
        self.looks_button.setMenu(self.looks_menu)
        self.show_looks(())
        self.looks_button.setToolTip(tr("Take the edits from a look, a file saved here or by vcam edit"))
        self.save_button.setToolTip(tr("Keep the edits as a look, for any avatar"))
        self.reset_all = QToolButton()
        self.reset_all.setIcon(icon("reset", "muted", "raised"))
        self.reset_all.setToolTip(tr("Reset all edits"))
        self.reset_all.setAccessibleName(tr("Reset all edits"))
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 0, 4)
        row.setSpacing(6)
        row.addWidget(heading, 1)
        for button in (self.looks_button, self.save_button):
            button.setProperty("kind", "quiet")
            row.addWidget(button)
        self.save_button.clicked.connect(self.save_wanted)
        self.reset_all.clicked.connect(self._reset_all)
        row.addWidget(self.reset_all)
        return row

    def _make_section(self, title: str, names: Collection[str]) -> Section:
        section = Section(title)
        self._resets[title] = section.add_reset()
        section.reset.connect(self._reset)
        for name in names:
            slider = EditSlider(name, EDIT_RANGES[name])
            slider.changed.connect(self.edited)
            slider.held.connect(self.held)
            section.add(slider)
            self.sliders[name] = slider
        section.toggled.connect(self.folded)
        self.sections.append(section)
        self._members[title] = tuple(names)
        return section

    def _reset(self, title: str) -> None:
        self.reset_wanted.emit(self._members[title])

    def _reset_all(self) -> None:
        self.reset_wanted.emit(tuple(self.sliders))
