"""The avatar gallery: what is in it, adding photos in the background, removing with a way back."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from ui.bridge import TaskRunner
from ui.services import Avatars

from .messages import Action, Message, as_sentence, message_from_error

log = logging.getLogger(__name__)

UNDO_S = 7.0
THUMBNAIL_PX = 256
LANE = "avatars"

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, kw_only=True)
class GalleryItem:
    """One picture in the gallery.

    Args:
        name: the stored avatar's name; for a photo being added, its file name.
        thumbnail: small picture, or None when there is none yet.
        shipped: came with vcam and can't be removed.
        busy: is being made from a photo.
    """

    name: str
    thumbnail: QImage | None = None
    shipped: bool = False
    busy: bool = False

    @property
    def label(self) -> str:
        """The name as the gallery shows it."""
        text = self.name.replace("_", " ").replace("-", " ").strip()
        return text[:1].upper() + text[1:]


class _UndoTimer(QTimer):
    """Tells when the time to undo a removal is over."""

    over = Signal(str)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._name = name
        self.setSingleShot(True)
        self.timeout.connect(self._ring)

    def _ring(self) -> None:
        self.over.emit(self._name)


class GalleryModel(QAbstractListModel):
    """The avatars as a Qt list; all file work happens in a lane of the task runner.

    Signals:
        listed: the list is fresh.
        added(name): a photo became an avatar.
        message(Message): something to tell the user.
    """

    ItemRole = Qt.ItemDataRole.UserRole + 1

    listed = Signal()
    added = Signal(str)
    message = Signal(object)

    def __init__(self, store: Avatars, runner: TaskRunner, parent: QObject | None = None) -> None:
        """Start empty; `refresh` fills it."""
        super().__init__(parent)
        self._store = store
        self._runner = runner
        self._stored: list[GalleryItem] = []
        self._adding: list[GalleryItem] = []
        self._removing: dict[str, _UndoTimer] = {}
        self._shown: list[GalleryItem] = []

    # --- Qt's side

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's signature)
        """Number of pictures shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Label, thumbnail or the whole item of one row."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        item = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.label
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{item.label} (being made)" if item.busy else item.label
        return item if role == self.ItemRole else None

    # --- state

    @property
    def items(self) -> tuple[GalleryItem, ...]:
        """What is shown, in order: stored and shipped avatars, then photos being added."""
        return tuple(self._shown)

    def row_of(self, name: str) -> int:
        """Row of a finished avatar, -1 when it is not shown."""
        rows = (row for row, item in enumerate(self._shown) if item.name == name and not item.busy)
        return next(rows, -1)

    # --- actions

    def refresh(self) -> None:
        """Read the store again, in the background."""
        self._runner.run(LANE, partial(_read_items, self._store), self._take_items, self._listing_failed)

    def add(self, paths: Sequence[Path]) -> None:
        """Make avatars from photos, one after the other, in the background."""
        for path in paths:
            item = GalleryItem(name=path.stem or path.name, busy=True)
            self._adding.append(item)
            self._runner.run(
                LANE,
                partial(_add, self._store, path),
                partial(self._photo_added, item),
                partial(self._photo_failed, item, path),
            )
        self._show()

    def remove(self, name: str) -> None:
        """Take an avatar out of the gallery; its files go when the time for 'Undo' is over."""
        item = next((item for item in self._stored if item.name == name), None)
        if item is None or item.shipped or name in self._removing:
            return
        self._removing[name] = timer = _UndoTimer(name, self)
        timer.over.connect(self._remove_now)
        timer.start(int(UNDO_S * 1000))
        self._show()
        undo = Action(label="Undo", run=partial(self.undo_remove, name))
        sentence = f"{item.label} is removed."
        self.message.emit(
            Message(kind="info", sentence=sentence, action=undo, topic="removed", lasts_s=UNDO_S)
        )

    def undo_remove(self, name: str) -> None:
        """Bring back an avatar whose files are still there."""
        timer = self._removing.pop(name, None)
        if timer is not None:
            timer.stop()
            timer.deleteLater()
            self._show()

    def finish_removals(self) -> None:
        """Remove at once what waits for its undo time to pass (the window is closing)."""
        for name in list(self._removing):
            self._remove_now(name)

    # --- results

    def _remove_now(self, name: str) -> None:
        timer = self._removing.get(name)
        if timer is not None:
            timer.stop()
        failed = partial(self._remove_failed, name)
        self._runner.run(LANE, partial(self._store.remove, name), lambda _: self._removed(name), failed)

    def _removed(self, name: str) -> None:
        self._removing.pop(name, None)
        self.refresh()

    def _remove_failed(self, name: str, error: BaseException) -> None:
        self._removing.pop(name, None)
        self.message.emit(message_from_error(error, doing=f"removing {name}"))
        self.refresh()

    def _take_items(self, items: list[GalleryItem]) -> None:
        self._stored = items
        self._show()
        self.listed.emit()

    def _listing_failed(self, error: BaseException) -> None:
        self.message.emit(message_from_error(error, doing="reading the avatars"))
        self.listed.emit()

    def _photo_added(self, item: GalleryItem, result: tuple[GalleryItem, str]) -> None:
        new, warning = result
        self._drop_busy(item)
        self._stored = [old for old in self._stored if old.name != new.name] + [new]
        self._show()
        self.refresh()
        if warning:
            self.message.emit(
                Message(kind="warning", sentence=warning, topic=f"photo {new.name}", lasts_s=15.0)
            )
        self.added.emit(new.name)

    def _photo_failed(self, item: GalleryItem, path: Path, error: BaseException) -> None:
        self._drop_busy(item)
        self._show()
        self.message.emit(message_from_error(error, doing=f"making an avatar from {path.name}"))

    def _drop_busy(self, item: GalleryItem) -> None:
        self._adding = [other for other in self._adding if other is not item]

    def _show(self) -> None:
        kept = [item for item in self._stored if item.name not in self._removing]
        self.beginResetModel()
        self._shown = kept + self._adding
        self.endResetModel()


def _read_items(store: Avatars) -> list[GalleryItem]:
    return [_item(entry) for entry in store.list()]


def _item(entry: Any) -> GalleryItem:
    image = QImage(str(entry.thumbnail)) if entry.thumbnail is not None else QImage()
    if image.isNull():
        log.info("no thumbnail for %s", entry.name)
        return GalleryItem(name=entry.name, shipped=entry.shipped)
    if max(image.width(), image.height()) > THUMBNAIL_PX:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        image = image.scaled(THUMBNAIL_PX, THUMBNAIL_PX, keep, smooth)
    return GalleryItem(name=entry.name, thumbnail=image, shipped=entry.shipped)


def _add(store: Avatars, path: Path) -> tuple[GalleryItem, str]:
    entry = store.add(path)
    problems = store.check(path).problems
    warnings = [as_sentence(problem.sentence) for problem in problems if problem.severity == "warning"]
    return _item(entry), " ".join(warnings)
