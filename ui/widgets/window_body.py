"""What the window consists of, and where it lies: gallery left, picture in the middle, panels right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.theme import RESOURCES
from ui.translation import tr
from ui.view_models.gallery import GalleryModel
from ui.widgets.away_panel import AwayPanel
from ui.widgets.banner import BannerArea
from ui.widgets.control_bar import ControlBar
from ui.widgets.edit_panel import EditPanel
from ui.widgets.gallery import Gallery
from ui.widgets.help_menu import HelpMenu
from ui.widgets.history_bar import HistoryBar
from ui.widgets.look_panel import LookPanel
from ui.widgets.panic_button import PanicButton
from ui.widgets.picture_stage import PictureStage
from ui.widgets.preview import Preview
from ui.widgets.reaction_bar import ReactionBar
from ui.widgets.section import Section, rule
from ui.widgets.source_panel import SourcePanel
from ui.widgets.status_line import StatusLine
from ui.widgets.tracking_view import TrackingView
from ui.widgets.virtual_camera_panel import VirtualCameraPanel

_LEFT_PX, _RIGHT_PX = 272, 322


class WindowBody(QWidget):
    """All widgets of the window, by name."""

    def __init__(self, avatars: GalleryModel) -> None:
        """Make and place them."""
        super().__init__()
        self.setObjectName("window")
        # A click beside the controls, and the start, leave no button with the focus ring.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.gallery = Gallery(avatars)
        self.tracking_view = TrackingView()
        self.help_menu = HelpMenu()
        self.banners = BannerArea()
        self.preview = Preview()
        self.controls = ControlBar()
        self.source_panel = SourcePanel()
        self.virtual_panel = VirtualCameraPanel()
        self.look_panel = LookPanel()
        self.away_panel = AwayPanel()
        self.edit_panel = EditPanel()
        self.history_bar = HistoryBar()
        self.reaction_bar = ReactionBar()
        self.panic_button = PanicButton()
        self.status_line = StatusLine()
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(0)
        columns.addWidget(self._left())
        columns.addLayout(self._middle(), 1)
        columns.addWidget(self._right())
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addLayout(columns, 1)
        rows.addWidget(self.status_line)

    def sections(self) -> list[Section]:
        """All groups that fold, from top to bottom."""
        look = self.look_panel
        return [
            self.source_panel,
            self.virtual_panel,
            look.picture,
            look.motion,
            self.away_panel,
            *self.edit_panel.sections,
        ]

    def show_tracking(self, shown: bool) -> None:
        """Show or hide the view of the tracked points."""
        self.tracking_view.setVisible(shown)
        self._tracking_heading.setVisible(shown)

    def _left(self) -> QWidget:
        side = QWidget()
        side.setObjectName("side")
        side.setFixedWidth(_LEFT_PX)
        mark = QLabel()
        mark.setPixmap(QIcon(str(RESOURCES / "icons" / "app.svg")).pixmap(26, 26))
        name = QLabel("vcam")
        name.setProperty("role", "title")
        brand = QHBoxLayout()
        brand.setSpacing(10)
        brand.addWidget(mark)
        brand.addWidget(name, 1)
        brand.addWidget(self.help_menu)
        self._tracking_heading = QLabel(tr("Tracking"))
        self._tracking_heading.setProperty("role", "heading")
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 20, 12, 16)
        column.setSpacing(16)
        column.addLayout(brand)
        column.addWidget(self.gallery, 1)
        column.addWidget(self._tracking_heading)
        column.addWidget(self.tracking_view)
        return side

    def _middle(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(14)
        column.addWidget(self.banners)
        column.addWidget(PictureStage(self.preview, self._below_picture()), 1)
        return column

    def _below_picture(self) -> QWidget:
        below = QWidget()
        live = QHBoxLayout()
        live.addWidget(self.reaction_bar)
        live.addStretch(1)
        live.addWidget(self.panic_button)
        rows = QVBoxLayout(below)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        rows.addWidget(self.controls)
        rows.addLayout(live)
        return below

    def _right(self) -> QWidget:
        side = QWidget()
        side.setObjectName("side")
        side.setFixedWidth(_RIGHT_PX)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.history_bar)
        column.addWidget(self._panels(), 1)
        return side

    def _panels(self) -> QWidget:
        body = QWidget()
        body.setObjectName("sideBody")
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 6, 12, 16)
        column.setSpacing(6)
        for panel in (self.source_panel, self.virtual_panel, self.look_panel, self.away_panel):
            column.addWidget(panel)
            column.addWidget(rule())
        column.addWidget(self.edit_panel)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("side")
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroll
