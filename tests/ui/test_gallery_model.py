"""Listing, renaming, arranging, removing and undoing in the avatar gallery."""

from __future__ import annotations

from pathlib import Path

from fake_engine import FakeStore
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.bridge import TaskRunner
from ui.view_models import gallery
from ui.view_models.gallery import GalleryModel
from ui.view_models.gallery_item import THUMBNAIL_PX, GalleryItem
from ui.view_models.messages import Message
from vcam.errors import AvatarFileError


def listed(qtbot: QtBot, runner: TaskRunner, store: FakeStore) -> tuple[GalleryModel, list[Message]]:
    model, messages = GalleryModel(store, runner), []
    model.message.connect(messages.append)
    with qtbot.waitSignal(model.listed):
        model.refresh()
    return model, messages


def names(model: GalleryModel) -> list[str]:
    return [item.name for item in model.items]


def test_lists_the_store(qtbot: QtBot, runner: TaskRunner) -> None:
    model, _ = listed(qtbot, runner, FakeStore())
    assert names(model) == ["astronaut", "character"]
    assert model.rowCount() == 2
    assert model.data(model.index(0, 0)) == "Astronaut"
    assert model.row_of("character") == 1
    assert model.row_of("nobody") == -1


def test_an_avatar_that_was_made_appears_and_is_told(qtbot: QtBot, runner: TaskRunner) -> None:
    store = FakeStore()
    model, messages = listed(qtbot, runner, store)
    store.names["anna_maria"] = False
    with qtbot.waitSignals([model.added, model.listed]):
        model.take(GalleryItem(name="anna_maria"))
    assert names(model) == ["anna_maria", "astronaut", "character"]
    assert [item.label for item in model.items] == ["anna_maria", "Astronaut", "Character"]
    assert messages == []


def test_renaming_follows_the_store(qtbot: QtBot, runner: TaskRunner) -> None:
    store = FakeStore()
    store.names["anna"] = False
    model, messages = listed(qtbot, runner, store)
    anna, shipped = model.index(0, 0), model.index(1, 0)
    assert model.data(anna, Qt.ItemDataRole.EditRole) == "anna"
    assert model.flags(anna) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(shipped) & Qt.ItemFlag.ItemIsEditable
    told: list[tuple[str, str]] = []
    model.renamed.connect(lambda *names: told.append(names))
    with qtbot.waitSignal(model.listed):
        model.setData(anna, "  Bea ")
    assert told == [("anna", "Bea")]
    assert names(model) == ["Bea", "astronaut", "character"]
    model.rename("Bea", "  ")
    with qtbot.waitSignal(model.message):
        model.rename("Bea", "character")
    assert names(model)[0] == "Bea"
    assert "already" in messages[-1].sentence


def test_moving_shows_at_once_and_is_kept(qtbot: QtBot, runner: TaskRunner) -> None:
    store = FakeStore()
    store.names |= {"anna": False, "bea": False}
    model, _ = listed(qtbot, runner, store)
    model.move("character", 0)
    assert names(model) == ["character", "anna", "bea", "astronaut"]
    model.remove("anna")
    model.move("character", 1)
    assert names(model) == ["bea", "character", "astronaut"]
    model.undo_remove("anna")
    model.move("bea", 99)
    assert names(model) == ["anna", "character", "astronaut", "bea"]
    with qtbot.waitSignal(model.listed):
        model.refresh()
    assert names(model) == ["anna", "character", "astronaut", "bea"]


def test_a_move_that_fails_goes_back(qtbot: QtBot, runner: TaskRunner) -> None:
    store = FakeStore()

    def fail(*_: object) -> None:
        raise AvatarFileError("the order can't be saved")

    store.move = fail  # type: ignore[method-assign, assignment]
    model, messages = listed(qtbot, runner, store)
    with qtbot.waitSignal(model.listed):
        model.move("character", 0)
    assert names(model) == ["astronaut", "character"]
    assert messages[-1].sentence == "The order can't be saved."


def test_who_comes_before_and_after(qtbot: QtBot, runner: TaskRunner) -> None:
    model, _ = listed(qtbot, runner, FakeStore())
    assert model.beside("astronaut", 1) == "character"
    assert model.beside("character", 1) == "astronaut"
    assert model.beside("astronaut", -1) == "character"
    assert (model.beside("nobody", 1), model.beside("nobody", -1)) == ("astronaut", "character")
    assert GalleryModel(FakeStore(), runner).beside("astronaut", 1) == ""


def test_removing_can_be_undone(qtbot: QtBot, runner: TaskRunner) -> None:
    store = FakeStore()
    store.names["anna"] = False
    model, messages = listed(qtbot, runner, store)
    model.remove("anna")
    assert "anna" not in names(model)
    action = messages[-1].action
    assert action is not None
    action.run()
    assert "anna" in names(model)
    assert store.removed == []


def test_removing_deletes_when_the_time_is_over(
    qtbot: QtBot, runner: TaskRunner, monkeypatch: object
) -> None:
    monkeypatch.setattr(gallery, "UNDO_S", 0.02)
    store = FakeStore()
    store.names["anna"] = False
    model, _ = listed(qtbot, runner, store)
    model.remove("anna")
    qtbot.waitUntil(lambda: store.removed == ["anna"])
    qtbot.waitUntil(lambda: model.findChildren(QTimer) == [])


def test_closing_finishes_removals(qtbot: QtBot, runner: TaskRunner) -> None:
    store = FakeStore()
    store.names["anna"] = False
    model, _ = listed(qtbot, runner, store)
    model.remove("anna")
    model.finish_removals()
    qtbot.waitUntil(lambda: store.removed == ["anna"])


def test_shipped_avatars_stay(qtbot: QtBot, runner: TaskRunner) -> None:
    store = FakeStore()
    model, messages = listed(qtbot, runner, store)
    model.remove("astronaut")
    assert "astronaut" in names(model)
    assert messages == []


def test_thumbnails_are_read_and_bounded(qtbot: QtBot, runner: TaskRunner, tmp_path: Path) -> None:
    path = tmp_path / "thumbnail.png"
    large = QImage(600, 600, QImage.Format.Format_RGB32)
    large.fill(0x336699)
    large.save(str(path))
    store = FakeStore()
    entry = store.list()[0]
    entry.thumbnail = path
    store.list = lambda: [entry]  # type: ignore[method-assign]
    model, _ = listed(qtbot, runner, store)
    thumbnail = model.items[0].thumbnail
    assert thumbnail is not None
    assert thumbnail.width() == THUMBNAIL_PX


def test_an_unreadable_store_is_told(qtbot: QtBot, runner: TaskRunner) -> None:
    store = FakeStore()

    def fail() -> list[object]:
        raise PermissionError("no")

    store.list = fail  # type: ignore[method-assign]
    model, messages = listed(qtbot, runner, store)
    assert model.items == ()
    assert messages[0].kind == "error"
