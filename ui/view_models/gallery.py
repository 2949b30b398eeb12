"""The avatar gallery: what is in it and in which order, renaming, and removing with a way back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from ui.bridge import TaskRunner
from ui.services import Avatars
from ui.translation import tr

from .gallery_item import GalleryItem, item_of_entry
from .messages import Action, Message, message_from_error

UNDO_S = 7.0
LANE = "avatars"
ROW_FORMAT = "application/x-vcam-avatar"
"""Format of a drag that holds the name of an avatar."""
NUMBERED = 9
"""So many avatars have a number, which is their key."""

_Index = QModelIndex | QPersistentModelIndex


class _UndoTimer(QTimer):
    """Tells when the time to undo a removal is over."""

    over = Signal(str)

    def __init__(self, name: str, parent: QObject) -> None:
        super().__init__(parent)
        self._name = name
        self.setSingleShot(True)
        self.timeout.connect(self._ring)

    def end(self) -> None:
        """It is not needed any more."""
        self.stop()
        self.deleteLater()

    def _ring(self) -> None:
        self.over.emit(self._name)


class GalleryModel(QAbstractListModel):
    """The avatars as a Qt list; all file work happens in a lane of the task runner.

    Signals:
        listed: the list is fresh.
        added(name): a photo became an avatar.
        renamed(name, new_name): an avatar is called something else.
        message(Message): something to tell the user.
    """

    ItemRole = Qt.ItemDataRole.UserRole + 1

    listed = Signal()
    added = Signal(str)
    renamed = Signal(str, str)
    message = Signal(object)

    def __init__(self, store: Avatars, runner: TaskRunner, parent: QObject | None = None) -> None:
        """Start empty; `refresh` fills it."""
        super().__init__(parent)
        self._store = store
        self._runner = runner
        self._stored: list[GalleryItem] = []
        self._removing: dict[str, _UndoTimer] = {}
        self._shown: list[GalleryItem] = []

    # --- Qt's side

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802 (Qt's signature)
        """Number of pictures shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Label, name or the whole item of one row."""
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        item = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return item.label
        if role == Qt.ItemDataRole.EditRole:
            return item.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index.row(), item)
        return item if role == self.ItemRole else None

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: N802
        """Rename by typing."""
        item = self.data(index, self.ItemRole)
        if role != Qt.ItemDataRole.EditRole or item is None:
            return False
        self.rename(item.name, str(value))
        return True

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """All can be dragged, the user's own be renamed."""
        item = self.data(index, self.ItemRole)
        flags = super().flags(index)
        if item is not None:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
            flags |= Qt.ItemFlag.NoItemFlags if item.shipped else Qt.ItemFlag.ItemIsEditable
        return flags

    def mimeTypes(self) -> list[str]:  # noqa: N802
        """What a drag of a card holds."""
        return [ROW_FORMAT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802
        """A drag of a card."""
        data = QMimeData()
        for index in indexes:
            data.setData(ROW_FORMAT, self._shown[index.row()].name.encode())
        return data

    # --- state

    @property
    def items(self) -> tuple[GalleryItem, ...]:
        """What is shown, in order."""
        return tuple(self._shown)

    def row_of(self, name: str) -> int:
        """Row of an avatar, -1 when it is not shown."""
        return next((row for row, item in enumerate(self._shown) if item.name == name), -1)

    def beside(self, name: str, step: int) -> str:
        """Name of the avatar `step` places after this one, going round at the ends; empty without any."""
        if not self._shown:
            return ""
        row = self.row_of(name)
        first = 0 if step > 0 else -1
        return self._shown[(row + step) % len(self._shown) if row >= 0 else first].name

    # --- actions

    def refresh(self) -> None:
        """Read the store again, in the background."""
        self._runner.run(LANE, partial(_read_items, self._store), self._take_items, self._listing_failed)

    def take(self, item: GalleryItem) -> None:
        """A photo became an avatar: show it, and tell."""
        self._stored = [old for old in self._stored if old.name != item.name] + [item]
        self._show()
        self.refresh()
        self.added.emit(item.name)

    def rename(self, name: str, new_name: str) -> None:
        """Call an avatar of the user's something else."""
        new_name = new_name.strip()
        if new_name and new_name != name:
            work = partial(self._store.rename, name, new_name)
            self._runner.run(LANE, work, partial(self._renamed, name), partial(self._refused, name))

    def move(self, name: str, place: int) -> None:
        """Put an avatar at another place, 0 for the first; shown at once, kept in the background."""
        row = self.row_of(name)
        place = min(max(place, 0), len(self._shown) - 1)
        if row < 0 or place == row:
            return
        item, others = self._shown[row], [other for other in self._stored if other.name != name]
        # Those that wait for their removal keep their places.
        shown = [other for other in self._shown if other is not item]
        place = others.index(shown[place]) if place < len(shown) else len(others)
        others.insert(place, item)
        self._stored = others
        self._show()
        work = partial(self._store.move, name, place)
        self._runner.run(LANE, work, failed=partial(self._refused, name))

    def remove(self, name: str) -> None:
        """Take an avatar out of the gallery; its files go when the time for 'Undo' is over."""
        item = next((item for item in self._stored if item.name == name), None)
        if item is None or item.shipped or name in self._removing:
            return
        self._removing[name] = timer = _UndoTimer(name, self)
        timer.over.connect(self._remove_now)
        timer.start(int(UNDO_S * 1000))
        self._show()
        undo = Action(label=tr("Undo"), run=partial(self.undo_remove, name))
        sentence = tr("{name} is removed.").format(name=item.label)
        self.message.emit(
            Message(kind="info", sentence=sentence, action=undo, topic="removed", lasts_s=UNDO_S)
        )

    def undo_remove(self, name: str) -> None:
        """Bring back an avatar whose files are still there."""
        timer = self._removing.pop(name, None)
        if timer is not None:
            timer.end()
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
        self._forget_removal(name)
        self.refresh()

    def _remove_failed(self, name: str, error: BaseException) -> None:
        self._forget_removal(name)
        self._refused(name, error)

    def _forget_removal(self, name: str) -> None:
        timer = self._removing.pop(name, None)
        if timer is not None:
            timer.end()

    def _renamed(self, name: str, entry: Any) -> None:
        stored = self._stored
        self._stored = [replace(old, name=entry.name) if old.name == name else old for old in stored]
        # First, so that nobody misses the avatar in use under its old name.
        self.renamed.emit(name, entry.name)
        self._show()
        self.refresh()

    def _refused(self, name: str, error: BaseException) -> None:
        self.message.emit(message_from_error(error, doing=tr("changing {name}").format(name=name)))
        self.refresh()

    def _take_items(self, items: list[GalleryItem]) -> None:
        self._stored = items
        self._show()
        self.listed.emit()

    def _listing_failed(self, error: BaseException) -> None:
        self.message.emit(message_from_error(error, doing=tr("reading the avatars")))
        self.listed.emit()

    def _show(self) -> None:
        self.beginResetModel()
        self._shown = [item for item in self._stored if item.name not in self._removing]
        self.endResetModel()

    def _tip(self, row: int, item: GalleryItem) -> str:
        if row < NUMBERED:
            return tr("{name}: press {number} to switch to it").format(name=item.label, number=row + 1)
        return item.label


def _read_items(store: Avatars) -> list[GalleryItem]:
    return [item_of_entry(entry) for entry in store.list()]
