"""A group that folds: a heading to click and a body below it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme import icon
from ui.translation import tr


class Section(QWidget):
    """A foldable group.

    Signals:
        toggled(bool): unfolded or folded by the user.
        reset(title): the user wants the defaults back; see `add_reset`.
    """

    toggled = Signal(bool)
    reset = Signal(str)

    def __init__(self, title: str, *, opened: bool = True, parent: QWidget | None = None) -> None:
        """Make a group.

        Args:
            title: its English name, `marked` for translation; stays its name in `title` and `reset`.
        """
        super().__init__(parent)
        self.title = title
        self._header = QPushButton(tr(title))
        self._header.setObjectName("sectionHeader")
        self._header.setCheckable(True)
        self._header.setChecked(opened)
        self._header.setIconSize(QSize(16, 16))
        self._header.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._header.toggled.connect(self._fold)
        self._tools = QHBoxLayout()
        self._tools.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._header, 1)
        row.addLayout(self._tools)
        self._body = QWidget()
        self.rows = QVBoxLayout(self._body)
        self.rows.setContentsMargins(8, 4, 8, 12)
        self.rows.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._body)
        self._show(opened)

    @property
    def opened(self) -> bool:
        """Whether the body is shown."""
        return self._header.isChecked()

    def set_opened(self, opened: bool) -> None:
        """Unfold or fold."""
        self._header.setChecked(opened)

    def add_tool(self, widget: QWidget) -> None:
        """Put a small control at the right end of the heading."""
        self._tools.addWidget(widget)

    def add_reset(self) -> QToolButton:
        """Put a reset button at the right end of the heading."""
        button = QToolButton()
        button.setIcon(icon("reset", "muted", "raised"))
        button.setIconSize(QSize(16, 16))
        button.setToolTip(tr("Reset this group"))
        button.setAccessibleName(tr("Reset {group}").format(group=tr(self.title)))
        button.clicked.connect(self._reset)
        self.add_tool(button)
        return button

    def _reset(self) -> None:
        self.reset.emit(self.title)

    def add(self, widget: QWidget) -> None:
        """Add a row to the body."""
        self.rows.addWidget(widget)

    def add_labelled(self, label: str, widget: QWidget) -> QLabel:
        """Add a row with a small label above it; returns the label."""
        text = QLabel(label)
        text.setProperty("role", "muted")
        text.setBuddy(widget)
        widget.setAccessibleName(label)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(text)
        column.addWidget(widget)
        self.rows.addLayout(column)
        return text

    def _fold(self, opened: bool) -> None:
        self._show(opened)
        self.toggled.emit(opened)

    def _show(self, opened: bool) -> None:
        self._body.setVisible(opened)
        self._header.setIcon(icon("chevron-down" if opened else "chevron-right", "muted"))


def rule(parent: QWidget | None = None) -> QFrame:
    """A thin line between groups."""
    line = QFrame(parent)
    line.setObjectName("rule")
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return line
