"""What the user writes as driver, and the source it becomes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest
from PIL import Image as Pillow

from vcam.capture import cameras, factory
from vcam.capture.camera_device import CameraConfig
from vcam.capture.cameras import CameraInfo
from vcam.capture.factory import open_source, shipped_motion_path, shipped_motions
from vcam.capture.motion import MotionTrack, save_motion
from vcam.capture.motion_source import MotionSource
from vcam.capture.still import ImageSource
from vcam.capture.video import VideoSource
from vcam.errors import CameraNotFound, CaptureError

DESK = CameraInfo(id="/dev/video0", name="Desk Cam", path="/dev/video0", index=0, backend="V4L2")


@pytest.fixture(autouse=True)
def one_camera(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cameras, "_enumerate", lambda backend: [DESK])


@pytest.fixture
def motion() -> MotionTrack:
    return MotionTrack(points=np.zeros((3, 478, 3), np.float32), fps=30.0, image_size=(64, 64))


def test_files_by_their_kind(tmp_path: Path, moving_clip: Path, motion: MotionTrack) -> None:
    Pillow.new("RGB", (8, 8)).save(tmp_path / "p.jpg")
    Pillow.new("RGB", (8, 8)).save(tmp_path / "without_ending", format="png")
    shutil.copy(moving_clip, tmp_path / "video_without_ending")
    save_motion(motion, tmp_path / "m.safetensors")
    save_motion(motion, tmp_path / "M.NPZ")
    for name, kind in (
        ("p.jpg", ImageSource),
        ("without_ending", ImageSource),
        ("video_without_ending", VideoSource),
        ("m.safetensors", MotionSource),
        ("M.NPZ", MotionSource),
    ):
        with open_source(tmp_path / name) as source:
            assert isinstance(source, kind)
            assert source.read() is not None


def test_animated_gifs_play(tmp_path: Path) -> None:
    pictures = [Pillow.new("RGB", (16, 16), (level, level, level)) for level in (0, 120, 240)]
    pictures[0].save(tmp_path / "a.gif", save_all=True, append_images=pictures[1:], duration=100)
    with open_source(str(tmp_path / "a.gif")) as source:
        assert len(list(iter(source.read, None))) == 3


def test_loop_and_realtime_reach_the_source(moving_clip: Path, tmp_path: Path, motion: MotionTrack) -> None:
    Pillow.new("RGB", (8, 8)).save(tmp_path / "p.png")
    save_motion(motion, tmp_path / "m.npz")
    for path in (moving_clip, tmp_path / "p.png", tmp_path / "m.npz"):
        with open_source(path, loop=True, realtime=True) as source:
            assert source.live
            assert source.frame_count is None
        with open_source(path) as source:
            assert not source.live
            assert source.frame_count is not None


def test_shipped_motions_by_name(
    tmp_path: Path, motion: MotionTrack, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_motion(motion, tmp_path / "motions" / "nod.safetensors")
    monkeypatch.setattr(factory, "resources", lambda: tmp_path)
    assert shipped_motions() == ["nod"]
    with open_source("nod") as source:
        assert (source.name, source.frame_count) == ("nod", 3)
    with pytest.raises(CaptureError, match="there are: nod"):
        shipped_motion_path("wave")


@pytest.mark.parametrize("text", ["Desk Cam", "desk", "0", "/dev/video0", "camera:0", "camera:"])
def test_cameras_by_id_path_and_name(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    opened: list[tuple[CameraInfo, CameraConfig]] = []

    def remember(camera: CameraInfo, config: CameraConfig) -> None:
        opened.append((camera, config))

    monkeypatch.setattr(factory, "CameraSource", remember)
    open_source(text, camera_config=CameraConfig(width=640, height=480))
    assert opened == [(DESK, CameraConfig(width=640, height=480))]


def test_what_is_nothing_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> NoReturn:
        raise AssertionError("no camera should be opened")

    monkeypatch.setattr(factory, "CameraSource", never)
    for text, kind, reason in (
        ("", CaptureError, "driver is empty"),
        (str(tmp_path), CaptureError, "is a folder"),
        ("missing.mp4", CaptureError, "there is no file missing.mp4"),
        (f"{tmp_path}/missing", CaptureError, "there is no file"),
        ("7", CameraNotFound, "no camera '7'; connected: Desk Cam"),
        ("/dev/video7", CameraNotFound, "no camera '/dev/video7'"),
        ("Kitchen", CameraNotFound, "neither a file, nor a shipped motion"),
        ("camera:Kitchen", CameraNotFound, "no camera 'Kitchen'"),
    ):
        with pytest.raises(kind, match=reason) as caught:
            open_source(text)
        assert "\n" not in str(caught.value)
