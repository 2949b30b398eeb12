"""The window on the real engine: shipped avatar, a recorded motion, real threads, real recorder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.real_services import real_services
from ui.view_models.session_controller import State
from vcam.capture.motion import MotionTrack, save_motion
from vcam.geometry.face_model import mean_face


@pytest.fixture
def motion(tmp_path: Path) -> Path:
    """Two seconds of a head that swings from side to side."""
    face = mean_face() * 200
    frames = []
    for turn in np.sin(np.linspace(0, 2 * np.pi, 60, endpoint=False)) * 0.35:
        rotation = np.array([[np.cos(turn), 0, np.sin(turn)], [0, 1, 0], [-np.sin(turn), 0, np.cos(turn)]])
        frames.append(face @ rotation.T + [320, 240, 0])
    track = MotionTrack(points=np.array(frames, np.float32), fps=30.0, image_size=(640, 480))
    save_motion(track, tmp_path / "swing.safetensors")
    return tmp_path / "swing.safetensors"


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """The window as a user gets it, in the test run's own home folder."""
    made = MainWindow(real_services())
    made.choices.set(virtual_camera=False, size=(640, 480), tracking_view=True)
    made.show()
    qtbot.waitUntil(lambda: made.controller.avatar.name != "" and made.devices.listed, timeout=30_000)
    yield made
    with qtbot.waitSignal(made.closed, timeout=2000):
        made.close()
    assert made.stuck_threads == []
    shiboken6.delete(made)


def pixels(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : image.width() * 3].astype(np.int16)


def test_from_photo_to_moving_preview_and_recording(qtbot: QtBot, window: MainWindow, motion: Path) -> None:
    qtbot.waitUntil(lambda: not window.preview.shown.isNull(), timeout=30_000)
    still = pixels(window.preview.shown)
    window.devices.choose_file(motion)
    window.controller.start()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE, timeout=30_000)
    window.controller.recording.toggle()
    seen: list[np.ndarray] = []

    def moved() -> bool:
        shown = pixels(window.preview.shown)
        if shown.shape == still.shape:
            seen.append(shown)
        return len(seen) > 5 and max(np.abs(shown - seen[0]).mean() for shown in seen) > 1.0

    qtbot.waitUntil(moved, timeout=30_000)
    assert window.tracking_view._landmarks is not None
    window.controller.set_paused(True)
    qtbot.waitUntil(lambda: "Paused" in window.status_line.text)
    saved: list[Path] = []
    window.controller.recording.saved.connect(saved.append)
    qtbot.wait(300)
    window.controller.recording.toggle()
    qtbot.waitUntil(lambda: bool(saved), timeout=10_000)
    assert saved[0].stat().st_size > 1000
    assert [b.message.sentence for b in window.banners.banners if b.message.kind == "error"] == []


def test_a_photo_becomes_an_avatar_in_the_background(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    from vcam.avatar.shipped import shipped_photo

    photo = tmp_path / "someone.png"
    photo.write_bytes(shipped_photo("astronaut").read_bytes())
    text = tmp_path / "text.png"
    text.write_text("not a picture")
    window.files.take([text, photo])
    wiring = window.avatar_wiring
    qtbot.waitUntil(lambda: not wiring.photos.checking, timeout=30_000)
    # The shipped portrait shows a small face: it is taken with a warning. The text is no picture.
    assert [kind for kind, _ in wiring.dialog.findings.shown] == ["warning"]
    assert [b.message.kind for b in window.banners.banners] == ["error"]
    wiring.dialog.name.setText("")
    qtbot.keyClicks(wiring.dialog.name, "someone")
    qtbot.mouseClick(wiring.dialog.consent.box, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(wiring.dialog.add, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.controller.avatar.name == "someone", timeout=30_000)
    item = next(item for item in window.avatars.items if item.name == "someone")
    assert item.thumbnail is not None
    # Closing is not to wait for the picture of the avatar that takes over.
    with qtbot.waitSignal(window.controller.still.drawn, timeout=30_000):
        window.avatars.remove("someone")
        window.avatars.finish_removals()
        qtbot.waitUntil(lambda: window.controller.avatar.name == "astronaut", timeout=30_000)


def test_a_digit_fades_to_another_avatar_with_its_own_background(qtbot: QtBot, window: MainWindow) -> None:
    window.devices.choose(next(choice for choice in window.devices.sources if choice.kind == "motion"))
    window.controller.avatar.choose("character")
    qtbot.waitUntil(lambda: window.controller.avatar.name == "character", timeout=30_000)
    window.choices.set(background="#00ff00")
    names = [item.name for item in window.avatars.items]
    window.controller.avatar.choose("astronaut")
    qtbot.waitUntil(lambda: window.controller.avatar.name == "astronaut", timeout=30_000)
    assert window.choices.now.background == "photo"
    window.controller.start()
    qtbot.waitUntil(lambda: window.controller.state is State.LIVE, timeout=30_000)
    session, corners = window.controller.session, []
    assert session is not None

    def corner_is(expected: tuple[int, int, int]) -> bool:
        composite = session.latest_composite()
        if composite is not None:
            corners.append(composite.image[:20, :20].mean((0, 1)))
        return bool(corners) and np.abs(corners[-1] - expected).max() < 2

    qtbot.waitUntil(lambda: session.latest_composite() is not None, timeout=30_000)
    corner_is((0, 0, 0))
    before = corners[-1]
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_1 + names.index("character")))
    qtbot.waitUntil(lambda: corner_is((0, 255, 0)), timeout=30_000)
    # The old avatar never stands before the new one's background, nor anything darker, as a card, between.
    shares = [float((corner - before) @ ((0, 255, 0) - before)) for corner in corners]
    assert shares == pytest.approx(sorted(shares), abs=500)
    assert window.choices.now.background == "#00ff00"
