"""Adding photos: each is shown, checked, cut, named and agreed to before it becomes an avatar."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from ui.bridge import Cancelled, Progress, TaskRunner
from ui.services import Avatars
from ui.translation import tr
from vcam.avatar.crop import WHOLE, crop_photo
from vcam.avatar.names import MAX_NAME_LENGTH, checked_name, free_name, name_from_file
from vcam.avatar.photo import Box, Photo
from vcam.avatar.photo_check import PhotoReport
from vcam.errors import AvatarFileError

from .gallery_item import GalleryItem, item_of_entry, readable
from .messages import message_from_error
from .photo_findings import finding_text
from .photo_sources import PhotoSource, read_source, shown_image

CHECK_AFTER_MS = 250
LANE = "photos"
Finding = tuple[str, str]
"""Severity, `error` or `warning`, and sentence."""


class Step(Enum):
    """What happens with the present photo."""

    READING = "reading"
    ASKING = "asking"
    ADDING = "adding"


class AddPhotos(QObject):
    """The photos that wait, and the one that is asked about.

    Signals:
        opened: there is a photo to ask about.
        shown: another photo, or a new picture of it, is there; its frame and name start anew.
        changed: anything else to show has changed.
        closed: no photo is left.
        added(GalleryItem): a photo has become an avatar.
        message(Message): something to tell the user.
    """

    opened = Signal()
    shown = Signal()
    changed = Signal()
    closed = Signal()
    added = Signal(object)
    message = Signal(object)

    def __init__(
        self,
        store: Avatars,
        runner: TaskRunner,
        names: Callable[[], Iterable[str]],
        parent: QObject | None = None,
    ) -> None:
        """Add to `store`; `names` tells the names in use."""
        super().__init__(parent)
        self._store = store
        self._runner = runner
        self._names = names
        self._waiting: deque[PhotoSource] = deque()
        self._photo: Photo | None = None
        self._asked = 0
        self._round = 0
        self._progress: Progress | None = None
        self._report: PhotoReport | None = None
        self._failure = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(CHECK_AFTER_MS)
        self._timer.timeout.connect(self._check)
        self.step: Step | None = None
        self.picture = QImage()
        self.box: Box = WHOLE
        self.name = ""
        self.consent = False
        self.done = 0.0

    # --- what is shown

    @property
    def count(self) -> tuple[int, int]:
        """Which of how many photos this one is, from 1."""
        return self._asked, self._asked + len(self._waiting)

    @property
    def checking(self) -> bool:
        """Whether the check of the present crop is still to come."""
        return self.step is Step.READING or self._report is None

    @property
    def findings(self) -> list[Finding]:
        """What went wrong and what the check found, errors first; empty for a photo that is just right."""
        report = self._report
        failure = [("error", self._failure)] if self._failure else []
        if report is None:
            return failure
        return failure + [(f.severity, finding_text(f, report)) for f in report.problems]

    @property
    def name_problem(self) -> str:
        """Why the name can't be used; empty when it can."""
        try:
            name = checked_name(self.name)
        except AvatarFileError:
            if not self.name.strip():
                return tr("Give the avatar a name.")
            return tr("A name has at most {n} printable characters.").format(n=MAX_NAME_LENGTH)
        if name.casefold() in self._taken():
            return tr("There is an avatar of that name already.")
        return ""

    @property
    def can_add(self) -> bool:
        """Whether everything is as it must be."""
        accepted = self._report is not None and self._report.accepted
        return self.step is Step.ASKING and accepted and self.consent and not self.name_problem

    # --- actions

    def ask(self, sources: Sequence[PhotoSource]) -> None:
        """Ask about these photos, one after the other, after those that wait already."""
        self._waiting.extend(sources)
        if self.step is None:
            self._asked = 0
            self._next()
        else:
            self.changed.emit()

    def set_box(self, box: Box) -> None:
        """Cut the photo; it is checked again in a moment."""
        if self.step is Step.ASKING and box != self.box:
            self.box, self._report, self._failure = box, None, ""
            self._round += 1
            self._timer.start()
            self.changed.emit()

    def set_name(self, name: str) -> None:
        """Call the avatar so."""
        self.name = name
        self.changed.emit()

    def set_consent(self, given: bool) -> None:
        """The user may use the photo, he says."""
        self.consent = given
        self.changed.emit()

    def add(self) -> None:
        """Make an avatar of the present photo, in the background."""
        if not self.can_add or self._photo is None:
            return
        self.step, self.done, self._failure = Step.ADDING, 0.0, ""
        self._forget_progress()
        self._progress = progress = Progress(self)
        progress.advanced.connect(self._advance)
        work = partial(_add, self._store, self._photo, self.box, checked_name(self.name), progress)
        self._runner.run(LANE, work, self._added, self._not_added)
        self.changed.emit()

    def skip(self) -> None:
        """Leave the present photo out; what is being made of it is ended."""
        if self.step is Step.ADDING and self._progress is not None:
            self._progress.cancel()
        elif self.step is not None:
            self._next()

    def cancel(self) -> None:
        """Leave out the present photo and all that wait."""
        self._waiting.clear()
        self.skip()

    # --- one photo

    def _next(self) -> None:
        self._timer.stop()
        self._round += 1
        self._photo, self._report, self._failure = None, None, ""
        self._forget_progress()
        self.picture, self.box, self.name, self.consent = QImage(), WHOLE, "", False
        if not self._waiting:
            self.step = None
            self.closed.emit()
            return
        first = self.step is None
        self.step = Step.READING
        self._asked += 1
        source = self._waiting.popleft()
        number = self._round
        self._runner.run(
            LANE,
            partial(_read, source),
            partial(self._take, number),
            partial(self._unreadable, number, source),
        )
        if first:
            self.opened.emit()
        self.shown.emit()

    def _take(self, number: int, read: tuple[Photo, QImage]) -> None:
        if number != self._round:
            return
        self._photo, self.picture = read
        self.step = Step.ASKING
        self.name = free_name(readable(name_from_file(self._photo.name)), self._taken())
        self.shown.emit()
        self._check()

    def _unreadable(self, number: int, source: PhotoSource, error: BaseException) -> None:
        if number == self._round:
            name = source.name if isinstance(source, Path) else tr("the pasted picture")
            self.message.emit(message_from_error(error, doing=tr("reading {name}").format(name=name)))
            self._next()

    def _check(self) -> None:
        if self._photo is not None:
            number = self._round
            work = partial(_check_photo, self._store, self._photo, self.box)
            self._runner.run(LANE, work, partial(self._judged, number), partial(self._unjudged, number))

    def _judged(self, number: int, report: PhotoReport) -> None:
        if number == self._round:
            self._report = report
            self.changed.emit()

    def _unjudged(self, number: int, error: BaseException) -> None:
        if number == self._round:
            self.message.emit(message_from_error(error, topic="photo", doing=tr("checking the photo")))
            self._next()

    def _advance(self, share: float) -> None:
        self.done = share
        self.changed.emit()

    def _forget_progress(self) -> None:
        if self._progress is not None:
            self._progress.deleteLater()
            self._progress = None

    def _added(self, item: GalleryItem) -> None:
        self.added.emit(item)
        self._next()

    def _not_added(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            self._next()
        else:
            self._failure = message_from_error(error, doing=tr("making an avatar")).sentence
            self.step = Step.ASKING
            self.changed.emit()

    def _taken(self) -> set[str]:
        return {name.casefold() for name in self._names()}


def _read(source: PhotoSource) -> tuple[Photo, QImage]:
    photo = read_source(source)
    return photo, shown_image(photo)


def _check_photo(store: Avatars, photo: Photo, box: Box) -> PhotoReport:
    return store.check(crop_photo(photo, box))


def _add(store: Avatars, photo: Photo, box: Box, name: str, progress: Progress) -> GalleryItem:
    progress.step(0.0)
    cut = crop_photo(photo, box)
    entry = store.add(cut, name, consent=True, on_step=progress.step)
    try:
        progress.step(1.0)
    except Cancelled:
        # The wish came too late to end it, but the user wants none.
        store.remove(entry.name)
        raise
    return item_of_entry(entry)
