"""Adding photos as a person does: dropped, pasted, looked at, cut, named, agreed to, one after another."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fake_engine import FakeEngine
from PySide6.QtCore import QByteArray, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.bridge import Cancelled, Progress
from ui.main_window import MainWindow
from ui.view_models.photo_findings import finding_text
from ui.view_models.photo_sources import holds_picture, pictures_in, read_source, shown_image
from ui.view_models.session_controller import State
from ui.widgets.add_photo_dialog import AddPhotoDialog
from vcam.avatar.photo_check import Finding, PhotoReport
from vcam.avatar.record import CONSENT


def picture(folder: Path, name: str, width: int = 200, height: int = 100) -> Path:
    """A photo file, red on its left half."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFF406080)
    for x in range(width // 2):
        for y in range(height):
            image.setPixel(x, y, 0xFFC03030)
    path = folder / name
    assert image.save(str(path))
    return path


def drop(window: MainWindow, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    drop_data(window, data)


def drop_data(window: MainWindow, data: QMimeData) -> None:
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    assert window.gallery._drop_hint.isVisible()
    window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, left, none))


def click(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def asked(qtbot: QtBot, window: MainWindow) -> AddPhotoDialog:
    """The dialog, once the present photo is judged."""
    wiring = window.avatar_wiring
    qtbot.waitUntil(lambda: wiring.dialog.isVisible() and not wiring.photos.checking)
    return wiring.dialog


def own(window: MainWindow) -> list[str]:
    return [item.name for item in window.avatars.items if not item.shipped]


def test_a_dropped_photo_is_added_after_consent_alone(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path
) -> None:
    drop(window, picture(tmp_path, "anna_maria.png"))
    dialog = asked(qtbot, window)
    assert dialog.name.text() == "Anna maria"
    assert dialog.findings.shown == [("good", "This photo works well.")]
    assert not dialog.add.isEnabled()
    click(qtbot, dialog.add)
    click(qtbot, dialog.consent)
    assert dialog.consent.box.isChecked()
    click(qtbot, dialog.add)
    qtbot.waitUntil(lambda: window.controller.avatar.name == "Anna maria")
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: window.avatar_wiring.photos.findChildren(Progress) == [])
    assert window.gallery.view.current == "Anna maria"
    assert engine.store.consents == ["Anna maria"]
    assert engine.store.added[0].original_bytes == (tmp_path / "anna_maria.png").read_bytes()


def test_a_photo_added_while_live_waits_for_the_users_word(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path
) -> None:
    window.controller.start()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE)
    drop(window, picture(tmp_path, "anna.png"))
    dialog = asked(qtbot, window)
    assert dialog.consent.box.accessibleName() == CONSENT
    click(qtbot, dialog.consent.box)
    click(qtbot, dialog.add)
    qtbot.waitUntil(lambda: "Anna" in own(window))
    assert window.controller.avatar.wanted == "astronaut"
    banner = window.banners.banners[0]
    assert banner.message.sentence == "Anna is added."
    assert banner.message.action is not None
    banner.message.action.run()
    qtbot.waitUntil(lambda: engine.session.avatars[-1].name == "Anna")


def test_the_frame_cuts_what_is_checked_and_kept(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path
) -> None:
    drop(window, picture(tmp_path, "anna.png"))
    dialog = asked(qtbot, window)
    assert not dialog.whole.isEnabled()
    place = dialog.crop.picture_place()
    left_edge, middle = place.left(), place.center()
    qtbot.mousePress(dialog.crop, Qt.MouseButton.LeftButton, pos=QPoint(int(left_edge), int(middle.y())))
    qtbot.mouseMove(dialog.crop, middle.toPoint())
    qtbot.mouseRelease(dialog.crop, Qt.MouseButton.LeftButton, pos=middle.toPoint())
    assert dialog.crop.box == pytest.approx((0.5, 0, 1, 1), abs=0.01)
    dialog = asked(qtbot, window)
    assert engine.store.checked[-1] == pytest.approx((100, 100), abs=2)
    click(qtbot, dialog.consent.box)
    click(qtbot, dialog.add)
    qtbot.waitUntil(lambda: bool(engine.store.added))
    kept = engine.store.added[0]
    assert kept.size == engine.store.checked[-1]
    assert (np.abs(kept.rgb[:, 4:].astype(int) - (0x40, 0x60, 0x80)) < 3).all()


def test_the_frame_moves_by_keys_and_back_to_the_whole_photo(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    drop(window, picture(tmp_path, "anna.png"))
    crop = asked(qtbot, window).crop
    qtbot.keyClick(crop, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(crop, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert crop.box == pytest.approx((0, 0, 0.99, 0.99))
    qtbot.keyClick(crop, Qt.Key.Key_Right)
    assert crop.box == pytest.approx((0.01, 0, 1, 0.99))
    click(qtbot, window.avatar_wiring.dialog.whole)
    assert crop.box == (0, 0, 1, 1)
    assert window.avatar_wiring.photos.box == (0, 0, 1, 1)


def test_a_photo_without_a_face_says_so_and_cannot_be_added(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path
) -> None:
    drop(window, picture(tmp_path, "bad.png"))
    dialog = asked(qtbot, window)
    click(qtbot, dialog.consent.box)
    assert [kind for kind, _ in dialog.findings.shown] == ["error"]
    assert "no face" in dialog.findings.shown[0][1]
    assert not dialog.add.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert engine.store.added == []


def test_a_file_that_is_no_picture_is_told_and_passed_over(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    text = tmp_path / "text.png"
    text.write_text("not a picture")
    drop(window, text, picture(tmp_path, "anna.png"))
    dialog = asked(qtbot, window)
    assert dialog.name.text() == "Anna"
    assert "'text.png' is not a picture" in window.banners.banners[0].message.sentence
    click(qtbot, dialog.cancel)
    assert own(window) == []


def test_several_photos_are_asked_about_one_after_another(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path
) -> None:
    drop(window, *(picture(tmp_path, f"{name}.png") for name in ("anna", "bea", "cleo", "dora")))
    dialog = asked(qtbot, window)
    assert dialog._count.text() == "Photo 1 of 4"
    click(qtbot, dialog.consent.box)
    click(qtbot, dialog.add)
    qtbot.waitUntil(lambda: asked(qtbot, window).name.text() == "Bea")
    assert not dialog.consent.box.isChecked()
    click(qtbot, dialog.skip)
    qtbot.waitUntil(lambda: asked(qtbot, window).name.text() == "Cleo")
    assert dialog._count.text() == "Photo 3 of 4"
    click(qtbot, dialog.cancel)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: own(window) == ["Anna"])
    assert engine.store.consents == ["Anna"]


def test_names_are_checked_while_they_are_typed(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    drop(window, picture(tmp_path, "astronaut.png"))
    dialog = asked(qtbot, window)
    assert dialog.name.text() == "Astronaut 2"
    click(qtbot, dialog.consent.box)
    for name, problem in (("CHARACTER", "already"), ("  ", "Give the avatar a name"), ("Zoe", "")):
        dialog.name.clear()
        qtbot.keyClicks(dialog.name, name)
        assert problem in dialog._name_problem.text()
        assert dialog._name_problem.isVisible() == bool(problem)
        assert dialog.add.isEnabled() == (not problem)


def test_an_addition_shows_progress_and_can_be_cancelled(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path
) -> None:
    engine.store.gate = gate = threading.Event()
    drop(window, picture(tmp_path, "anna.png"))
    dialog = asked(qtbot, window)
    click(qtbot, dialog.consent.box)
    click(qtbot, dialog.add)
    qtbot.waitUntil(lambda: dialog._bar.isVisible() and dialog._bar.value() == 500)
    assert not dialog.add.isEnabled()
    assert not dialog.crop.isEnabled()
    click(qtbot, dialog.cancel)
    gate.set()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert own(window) == []
    assert window.banners.banners == ()


def test_an_addition_that_ended_before_the_wish_is_taken_back(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path
) -> None:
    drop(window, picture(tmp_path, "anna.png"))
    dialog = asked(qtbot, window)
    add = engine.store.add

    def cancelled_too_late(*arguments: Any, **options: Any) -> Any:
        entry = add(*arguments, **options)
        window.avatar_wiring.photos.cancel()
        return entry

    engine.store.add = cancelled_too_late  # type: ignore[method-assign]
    click(qtbot, dialog.consent.box)
    click(qtbot, dialog.add)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert engine.store.removed == ["Anna"]
    assert own(window) == []


def test_an_addition_that_fails_can_be_tried_again(
    qtbot: QtBot, window: MainWindow, engine: FakeEngine, tmp_path: Path
) -> None:
    engine.store.names["Anna"] = False  # another program has added it, the window doesn't know yet
    drop(window, picture(tmp_path, "anna.png"))
    dialog = asked(qtbot, window)
    click(qtbot, dialog.consent.box)
    click(qtbot, dialog.add)
    qtbot.waitUntil(lambda: [kind for kind, _ in dialog.findings.shown] == ["error"])
    assert dialog.isVisible()
    dialog.name.clear()
    qtbot.keyClicks(dialog.name, "Other")
    click(qtbot, dialog.add)
    qtbot.waitUntil(lambda: window.controller.avatar.name == "Other")


@pytest.mark.parametrize("kind", ["file", "png", "pixels"])
def test_pasting(qtbot: QtBot, window: MainWindow, tmp_path: Path, kind: str) -> None:
    path, data = picture(tmp_path, "anna.png"), QMimeData()
    if kind == "file":
        data.setUrls([QUrl.fromLocalFile(str(path))])
    elif kind == "png":
        data.setData("image/png", QByteArray(path.read_bytes()))
    else:
        data.setImageData(QImage(str(path)))
    QGuiApplication.clipboard().setMimeData(data)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = asked(qtbot, window)
    assert dialog.name.text() == ("Anna" if kind == "file" else "Pasted photo")
    assert dialog.crop._image.pixelColor(10, 10).name() == "#c03030"
    click(qtbot, dialog.cancel)


def test_pasting_text_does_nothing(qtbot: QtBot, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("hello")
    window.avatar_wiring.paste()
    assert not window.avatar_wiring.dialog.isVisible()


def test_a_picture_without_a_file_can_be_dropped(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setImageData(QImage(str(picture(tmp_path, "x.png"))))
    drop_data(window, data)
    click(qtbot, asked(qtbot, window).cancel)


def test_pixels_come_over_exactly(qapp: object) -> None:
    image = QImage(37, 33, QImage.Format.Format_ARGB32)
    image.fill(0x80102030)
    data = QMimeData()
    assert not holds_picture(data)
    assert pictures_in(data) == []
    data.setImageData(image)
    assert holds_picture(data)
    photo = read_source(pictures_in(data)[0])
    assert photo.size == (37, 33)
    assert photo.alpha is not None
    assert int(photo.alpha[5, 5]) == 0x80
    assert shown_image(photo).size() == image.size()


def test_every_finding_has_a_sentence_of_its_own() -> None:
    report = PhotoReport(photo="x", width=9, height=9, faces=3, face_height_px=71.6, roll_deg=-50.0)
    codes = {
        "no_face": "No face", "face_too_small": "72 px", "face_small": "72 px", "turned_away": "60 degrees",
        "turned": "turned aside", "tilted": "50 degrees", "several_faces": "3 faces",
        "face_cut_off": "outside", "eyes_closed": "eye is closed", "mouth_open": "wide open",
        "glare": "reflection",
    }  # fmt: skip
    for code, part in codes.items():
        assert part in finding_text(Finding(code=code, severity="warning", sentence="new"), report)
    assert finding_text(Finding(code="odd", severity="error", sentence="it is odd"), report) == "It is odd."


def test_cancelled_progress_ends_the_work_at_its_next_step(qtbot: QtBot) -> None:
    progress = Progress()
    with qtbot.waitSignal(progress.advanced) as advanced:
        progress.step(0.3)
    assert advanced.args == [0.3]
    progress.cancel()
    with pytest.raises(Cancelled):
        progress.step(0.4)
