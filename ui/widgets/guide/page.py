"""The guide: one page over the whole window, its steps on the left, the present one on the right."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.theme import colour
from ui.translation import tr
from ui.view_models.gallery import GalleryModel
from ui.view_models.guide import Step
from ui.widgets.banner import BannerArea
from ui.widgets.guide.apps_panel import AppsPanel
from ui.widgets.guide.camera_panel import CameraPanel
from ui.widgets.guide.face_panel import FacePanel
from ui.widgets.guide.neutral_panel import NeutralPanel
from ui.widgets.guide.panel import StepPanel, button, set_kind
from ui.widgets.guide.rail import Rail
from ui.widgets.guide.virtual_panel import VirtualPanel

_WIDTH_PX, _HEIGHT_PX, _MARGIN_PX = 980, 620, 20


class GuidePage(QWidget):
    """Covers its parent while it is shown; keys and clicks stay in it.

    Signals:
        step_wanted(Step): the user wants to see a step.
        back_wanted, next_wanted: one step.
        skip_wanted, done_wanted, live_wanted: out of the guide.
        away: nobody sees the page any more: it, or the window, is hidden.
    """

    step_wanted = Signal(object)
    back_wanted = Signal()
    next_wanted = Signal()
    skip_wanted = Signal()
    done_wanted = Signal()
    live_wanted = Signal()
    away = Signal()

    def __init__(self, avatars: GalleryModel, parent: QWidget) -> None:
        """Make it over `parent`, hidden."""
        super().__init__(parent)
        self._parent = parent
        self.hide()
        self.setAccessibleName(tr("Set up vcam"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.face, self.camera, self.neutral = FacePanel(avatars), CameraPanel(), NeutralPanel()
        self.virtual, self.apps = VirtualPanel(), AppsPanel()
        self.panels: dict[Step, StepPanel] = {
            Step.FACE: self.face,
            Step.CAMERA: self.camera,
            Step.NEUTRAL: self.neutral,
            Step.VIRTUAL: self.virtual,
            Step.APPS: self.apps,
        }
        names = [tr("Your face"), tr("Camera"), tr("At rest"), tr("Virtual camera"), tr("Call app")]
        self.rail = Rail(names)
        self.rail.chosen.connect(self._step_chosen)
        self.rail.skipped.connect(self.skip_wanted)
        self.banners = BannerArea()
        self._stack = QStackedWidget()
        for panel in self.panels.values():
            self._stack.addWidget(panel)
        self._sheet = QFrame(self)
        self._sheet.setObjectName("guideSheet")
        row = QHBoxLayout(self._sheet)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        row.addWidget(self.rail, 1)
        row.addLayout(self._right(), 3)
        parent.installEventFilter(self)

    def open(self) -> None:
        """Cover the parent."""
        self._cover()
        self.show()
        self.raise_()
        self.setFocus()

    def show_step(self, step: Step, done: dict[Step, bool]) -> None:
        """Show a step, and what is done of all.

        Args:
            step: the present one.
            done: for each step whether nothing is left to do in it.
        """
        self._stack.setCurrentWidget(self.panels[step])
        self.rail.show_steps(step, [done[each] for each in Step])
        self.back.setVisible(step is not Step.FACE)
        last = step is Step.APPS
        self.next.setVisible(not last)
        # What is to be done stands out: the step's own button first, then the way on.
        set_kind(self.next, "primary" if done[step] else "")
        self.done.setVisible(last)
        self.live.setVisible(last)

    def _right(self) -> QVBoxLayout:
        self.back = button(tr("Back"), "", "quiet")
        self.back.clicked.connect(self.back_wanted)
        self.next = button(tr("Next"), "", "primary")
        self.next.clicked.connect(self.next_wanted)
        self.done = button(tr("Close the guide"))
        self.done.clicked.connect(self.done_wanted)
        self.live = button(tr("Go live"), "play", "primary")
        self.live.clicked.connect(self.live_wanted)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.back)
        foot.addStretch(1)
        for each in (self.done, self.live, self.next):
            each.setMinimumHeight(40)
            foot.addWidget(each)
        self.next.setMinimumWidth(128)
        column = QVBoxLayout()
        column.setContentsMargins(32, 28, 32, 22)
        column.setSpacing(14)
        column.addWidget(self.banners)
        column.addWidget(self._stack, 1)
        column.addLayout(foot)
        return column

    def _step_chosen(self, number: int) -> None:
        self.step_wanted.emit(Step(number))

    def _cover(self) -> None:
        around = self._parent.rect()
        self.setGeometry(around)
        width = min(_WIDTH_PX, around.width() - 2 * _MARGIN_PX)
        height = min(_HEIGHT_PX, around.height() - 2 * _MARGIN_PX)
        sheet = QRect(0, 0, width, height)
        sheet.moveCenter(around.center())
        self._sheet.setGeometry(sheet)

    # --- Qt's side

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the parent's size."""
        if event.type() == QEvent.Type.Resize and watched is self._parent:
            self._cover()
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round within the page: what it covers can't be reached."""
        here = self.focusWidget() or self
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        widget = _neighbour(here, forward)
        while widget is not None and widget is not here:
            takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes_tab and self.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled():
                widget.setFocus(reason)
                break
            widget = _neighbour(widget, forward)
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell it."""
        super().hideEvent(event)
        self.away.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Nothing below the page is clicked."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim what is below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("window", 225))


def _neighbour(widget: QWidget, forward: bool) -> QWidget | None:
    return widget.nextInFocusChain() if forward else widget.previousInFocusChain()
