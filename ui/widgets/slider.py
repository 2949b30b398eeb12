"""A slider whose bar grows from its default value; a double click goes back there."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QVBoxLayout, QWidget

from ui.theme import colour
from ui.translation import tr
from vcam.geometry.editing import EditRange, value_text

_STEPS = 1000
_HANDLE_PX = 7.0


class BarSlider(QSlider):
    """The bar itself, in steps from 0 to 1000.

    Signals:
        reset: double-clicked.
    """

    reset = Signal()

    def __init__(self, origin: float, parent: QWidget | None = None) -> None:
        """Make a slider; `origin` (0 to 1) is where the filled part starts."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._origin = origin
        self.setRange(0, _STEPS)
        self.setSingleStep(_STEPS // 100)
        self.setPageStep(_STEPS // 10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(20)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Wide enough to be set finely."""
        return QSize(160, 20)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the panel around: scrolling past must not change a value."""
        event.ignore()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Report a wish to go back to the default."""
        self.reset.emit()
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Jump to where the bar was pressed."""
        self.setSliderDown(True)
        if event.button() == Qt.MouseButton.LeftButton and self._far_from_handle(event.position().x()):
            self.setValue(self._value_at(event.position().x()))
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the mouse."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.setValue(self._value_at(event.position().x()))
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Let go."""
        self.setSliderDown(False)
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the track, the filled part and the handle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, here = self.height() / 2, self._x(self.value() / _STEPS)
        # A bar that fills from its end fills it from the very edge.
        origin = self._x(self._origin) if self._origin > 0 else 0.0
        painter.setBrush(colour("raised"))
        painter.drawRoundedRect(QRectF(0, middle - 2, self.width(), 4), 2, 2)
        active = self.isEnabled()
        moved = abs(here - self._x(self._origin)) > 0.5
        if moved:
            painter.setBrush(colour("accent" if active else "faint"))
            painter.drawRoundedRect(QRectF(min(here, origin), middle - 2, abs(here - origin), 4), 2, 2)
        if 0 < self._origin < 1:
            painter.setBrush(colour("accent" if moved and active else "faint"))
            painter.drawRoundedRect(QRectF(origin - 1, middle - 5, 2, 10), 1, 1)
        if self.hasFocus() and active:
            painter.setBrush(colour("accent", 70))
            painter.drawEllipse(QPointF(here, middle), _HANDLE_PX + 3, _HANDLE_PX + 3)
        lively = self.underMouse() or self.isSliderDown()
        painter.setBrush(colour(("text" if lively else "muted") if active else "faint"))
        painter.drawEllipse(QPointF(here, middle), _HANDLE_PX, _HANDLE_PX)

    def _x(self, fraction: float) -> float:
        margin = _HANDLE_PX + 3
        return margin + fraction * (self.width() - 2 * margin)

    def _value_at(self, x: float) -> int:
        margin = _HANDLE_PX + 3
        return round(min(1.0, max(0.0, (x - margin) / max(1.0, self.width() - 2 * margin))) * _STEPS)

    def _far_from_handle(self, x: float) -> bool:
        return abs(x - self._x(self.value() / _STEPS)) > _HANDLE_PX


class EditSlider(QWidget):
    """A labelled slider for one number with a range, a default and a readable value.

    Signals:
        changed(name, value): the user moved it.
        held(bool): the user's mouse holds it, or lets go.
    """

    changed = Signal(str, float)
    held = Signal(bool)

    def __init__(self, name: str, limits: EditRange, parent: QWidget | None = None) -> None:
        """Make a slider that stands on the default."""
        super().__init__(parent)
        self._name = name
        self._limits = limits
        self._slider = BarSlider(self._fraction(limits.default))
        self._label = QLabel(tr(limits.label))
        self._value_label = QLabel()
        self._value_label.setProperty("role", "value")
        self._value_label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self._label, 1)
        top.addWidget(self._value_label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._slider)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setToolTip("\n".join(filter(None, (limits.help and tr(limits.help), _range_text(limits)))))
        self._slider.setAccessibleName(tr(limits.label))
        self._slider.valueChanged.connect(self._moved)
        self._slider.reset.connect(self.reset)
        self._slider.sliderPressed.connect(self._press)
        self._slider.sliderReleased.connect(self._let_go)
        self.set_value(limits.default)

    @property
    def value(self) -> float:
        """The number that the slider stands on."""
        steps = self._slider.value() / _STEPS
        value = self._limits.low + steps * (self._limits.high - self._limits.low)
        half_step = (self._limits.high - self._limits.low) / (2 * _STEPS)
        return self._limits.default if abs(value - self._limits.default) <= half_step else value

    @property
    def bar(self) -> BarSlider:
        """The slider without its labels."""
        return self._slider

    def set_value(self, value: float) -> None:
        """Show a value without reporting it as the user's."""
        self._slider.blockSignals(True)
        self._slider.setValue(round(self._fraction(value) * _STEPS))
        self._slider.blockSignals(False)
        self._slider.update()
        self._show_value()

    def reset(self) -> None:
        """Back to the default, reported as a change."""
        self._slider.setValue(round(self._fraction(self._limits.default) * _STEPS))
        self._slider.setSliderDown(False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """A double click on the labels resets, too."""
        self.reset()
        event.accept()

    def _press(self) -> None:
        self.held.emit(True)

    def _let_go(self) -> None:
        self.held.emit(False)

    def _moved(self) -> None:
        self._show_value()
        self.changed.emit(self._name, self.value)

    def _fraction(self, value: float) -> float:
        return (value - self._limits.low) / (self._limits.high - self._limits.low)

    def _show_value(self) -> None:
        self._value_label.setText(value_text(self._limits, self.value))


def _range_text(limits: EditRange) -> str:
    low, high = value_text(limits, limits.low), value_text(limits, limits.high)
    return tr("From {low} to {high}. Double-click to reset").format(low=low, high=high)
