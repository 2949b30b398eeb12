"""Adding, failing, removing and undoing in the avatar gallery."""

from __future__ import annotations

import threading
from pathlib import Path

from fake_engine import FakeStore
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.bridge import TaskRunner
from ui.view_models import gallery
from ui.view_models.gallery import GalleryModel
from ui.view_models.messages import Message


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


def test_a_photo_shows_busy_and_becomes_an_avatar(qtbot: QtBot, runner: TaskRunner) -> None:
    store = FakeStore()
    store.gate = threading.Event()
    model, messages = listed(qtbot, runner, store)
    model.add([Path("anna_maria.jpg")])
    assert model.items[-1].busy
    assert model.row_of("anna_maria") == -1
    with qtbot.waitSignal(model.added) as added:
        store.gate.set()
    assert added.args == ["anna_maria"]
    qtbot.waitUntil(lambda: names(model) == ["anna_maria", "astronaut", "character"])
    assert not any(item.busy for item in model.items)
    assert model.items[0].label == "Anna maria"
    assert messages == []


def test_warnings_of_the_photo_check_are_told(qtbot: QtBot, runner: TaskRunner) -> None:
    store = FakeStore()
    store.warning = "The eyes are closed."
    model, messages = listed(qtbot, runner, store)
    with qtbot.waitSignal(model.added):
        model.add([Path("anna.jpg")])
    assert [(message.kind, message.sentence) for message in messages] == [("warning", "The eyes are closed.")]


def test_a_bad_photo_is_one_sentence_and_leaves_nothing(qtbot: QtBot, runner: TaskRunner) -> None:
    model, messages = listed(qtbot, runner, FakeStore())
    model.add([Path("bad.jpg"), Path("good.jpg")])
    qtbot.waitUntil(lambda: "good" in names(model) and not any(item.busy for item in model.items))
    assert "bad" not in names(model)
    assert [message.kind for message in messages] == ["error"]
    assert messages[0].sentence == "There is no face in bad.jpg: choose a photo that shows one."
    assert "PhotoRejected" in messages[0].details


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
    assert thumbnail.width() == gallery.THUMBNAIL_PX


def test_an_unreadable_store_is_told(qtbot: QtBot, runner: TaskRunner) -> None:
    store = FakeStore()

    def fail() -> list[object]:
        raise PermissionError("no")

    store.list = fail  # type: ignore[method-assign]
    model, messages = listed(qtbot, runner, store)
    assert model.items == ()
    assert messages[0].kind == "error"
