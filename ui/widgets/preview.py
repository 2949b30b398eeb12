"""The large picture: what call apps get, mirrored for the user's eye alone."""

# ruff: noqa: N802 (Qt names its events)
from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, pixmap, scheme
from ui.translation import tr
from ui.view_models.preview_feed import Fit
from ui.widgets.preview_layer import PreviewLayer
from ui.widgets.preview_notes import LOW_PX, RADIUS, TOP_PX, Notes, draw_notes
from vcam.frames import Composite, Image


class Preview(QWidget):
    """Shows composites, fitted into the widget with round corners, and notes on top of them.

    Signals:
        aspect_changed: the picture has another shape.
    """

    aspect_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._source: Image | None = None
        self._picture = QImage()
        self._aspect = 16 / 9
        self._readable = False
        self._live = self._paused = False
        self._trouble = ""
        self._layer = PreviewLayer()
        self.notes = Notes(mirrored=True)
        self.setMinimumSize(QSize(320, 180))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Preview of what the others see"))

    # --- what to show

    @property
    def aspect(self) -> float:
        """Width over height of what is shown."""
        return self._aspect

    @property
    def shown(self) -> QImage:
        """The picture as drawn, in screen pixels, mirrored if mirroring is on."""
        return self._picture

    def fit_of(self, composite: Composite) -> Fit:
        """How this composite is to be made ready for `show_fitted`."""
        image = composite.image
        self._set_aspect(image.shape[1] / image.shape[0])
        return self._fit(image, self._paused and composite.index < 0)

    def show_fitted(self, fit: Fit, picture: QImage) -> None:
        """Show a composite that was made ready."""
        self._source, self._readable, self._picture = fit.image, fit.readable, picture
        self.update()

    def show_picture(self, image: Image | None, *, readable: bool = False) -> None:
        """Fit and show (H, W, 3) uint8 RGB, here and now; None shows the empty stage.

        Args:
            readable: it is a card with words on it, which is never mirrored.
        """
        if image is not self._source or readable != self._readable:
            self._source, self._readable = image, readable
            if image is not None:
                self._set_aspect(image.shape[1] / image.shape[0])
            self._refit()

    def set_aspect(self, width: int, height: int) -> None:
        """Give the empty stage the output's shape."""
        if self._source is None:
            self._set_aspect(width / height)
            self.update()

    def set_mirror(self, mirror: bool) -> None:
        """Show the picture as a mirror does, or as others see it."""
        if mirror != self.notes.mirrored:
            self._note(mirrored=mirror)
            self._refit_soon()

    def set_live(self, live: bool, paused: bool) -> None:
        """Say whether the picture is going out, or a card in its place."""
        self._live, self._paused = live, paused
        self._show_state()

    def set_trouble(self, sentence: str) -> None:
        """Say large why the avatar does not follow its driver; empty while it does."""
        if sentence != self._trouble:
            self._trouble = sentence
            self._show_state()

    def set_hint(self, text: str) -> None:
        """One line in the lower middle, for example what to do next; empty for none."""
        self._note(hint=text)

    def set_countdown(self, seconds: int) -> None:
        """Show the calibration countdown; 0 hides it."""
        self._note(countdown=seconds)

    def set_calibration(self, progress: float | None, note: str) -> None:
        """Show how far the search for the neutral face is, 0 to 1; None hides it."""
        self._note(progress=progress, advice=note)

    def _show_state(self) -> None:
        if not self._live:
            self._note(state="", warning="")
        elif self._paused:
            warning = tr("Paused: the others see a still card")
            self._note(state=tr("Paused"), tint="on-picture-warning", warning=warning)
        elif self._trouble:
            self._note(state=tr("Live, no face"), tint="on-picture-warning", warning=self._trouble)
        else:
            self._note(state=tr("Live"), tint="on-picture-live", warning="")

    def _note(self, **changes: object) -> None:
        changed = replace(self.notes, **changes)  # type: ignore[arg-type]
        if changed != self.notes:
            self.notes = changed
            self.setAccessibleDescription(changed.warning or changed.state or changed.hint)
            self.update()

    # --- drawing

    def frame_rect(self) -> QRectF:
        """Where the picture lies in the widget: on whole pixels of the screen, so that it is only copied."""
        ratio = self.devicePixelRatioF()
        width = min(float(self.width()), self.height() * self._aspect)
        left, top = (self.width() - width) / 2, (self.height() - width / self._aspect) / 2
        sides = (left, top, width, width / self._aspect)
        return QRectF(*(round(side * ratio) / ratio for side in sides))

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Fit the picture anew."""
        self._refit_soon()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw picture, corners and notes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = self.frame_rect()
        if self._picture.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("stage"))
            painter.drawRoundedRect(frame, RADIUS, RADIUS)
            side = 72
            painter.setOpacity(0.5)
            place = frame.center() - QPointF(side / 2, side / 2 + 16)
            painter.drawPixmap(place, pixmap("landmarks", "faint", side, self.devicePixelRatioF()))
            painter.setOpacity(1.0)
            self._draw_over(painter, frame)
        else:
            painter.drawImage(frame, self._picture)
            if self.notes.countdown:
                self._draw_over(painter, frame)
            else:
                key = (self.notes, self._readable, self._live, scheme())
                over = partial(self._draw_over, frame=frame)
                ratio = self.devicePixelRatioF()
                self._layer.draw(painter, frame, ratio, (TOP_PX, LOW_PX), key, over)

    def _draw_over(self, painter: QPainter, frame: QRectF) -> None:
        """Corners, outline and notes."""
        empty = self._picture.isNull()
        if not empty:
            self._round_corners(painter, frame)
        self._draw_outline(painter, frame)
        notes = replace(self.notes, mirrored=False) if self._readable else self.notes
        draw_notes(painter, frame, notes, self.devicePixelRatioF(), empty=empty)

    def _set_aspect(self, aspect: float) -> None:
        if abs(aspect - self._aspect) > 1e-6:
            self._aspect = aspect
            self.aspect_changed.emit()

    def _fit(self, image: Image, readable: bool) -> Fit:
        ratio, frame = self.devicePixelRatioF(), self.frame_rect()
        size = max(1, round(frame.width() * ratio)), max(1, round(frame.height() * ratio))
        return Fit(image=image, size=size, mirror=self.notes.mirrored, readable=readable)

    def _refit_soon(self) -> None:
        """Fit what is shown anew; while live the next picture is, beside the window's thread."""
        if self._live and not self._picture.isNull():
            self.update()
        else:
            self._refit()

    def _refit(self) -> None:
        """Scale and mirror once per picture, not once per paint, into memory of our own."""
        source = self._source
        self._picture = QImage() if source is None else self._fit(source, self._readable).picture()
        self.update()

    def _round_corners(self, painter: QPainter, frame: QRectF) -> None:
        # Painting the corners over is far cheaper than clipping the picture.
        corners = QPainterPath()
        corners.addRect(frame.adjusted(-1, -1, 1, 1))
        inner = QPainterPath()
        inner.addRoundedRect(frame, RADIUS, RADIUS)
        painter.fillPath(corners.subtracted(inner), colour("window"))

    def _draw_outline(self, painter: QPainter, frame: QRectF) -> None:
        tint = colour(self.notes.tint, 150) if self._live else QColor(255, 255, 255, 18)
        width = (3.0 if self.notes.warning else 1.5) if self._live else 1.0
        inset = width / 2
        painter.setPen(QPen(tint, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
