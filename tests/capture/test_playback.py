"""Pausing and winding of videos and motions, with a clock that tests turn."""

from __future__ import annotations

from pathlib import Path

import clips
import numpy as np
import pytest

from vcam.capture import base, motion_source, video
from vcam.capture.motion import MotionTrack
from vcam.capture.motion_source import MotionSource
from vcam.capture.playback import Steerable
from vcam.capture.still import ImageSource
from vcam.capture.video import VideoSource
from vcam.frames import DrivingFrame, TrackedFrame

FRAMES, FPS = 20, 10.0


class FakeClock:
    """Stands in for `time` in the modules under test."""

    now_s = 100.0

    def monotonic(self) -> float:
        return self.now_s


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    made = FakeClock()
    for module in (base, motion_source, video):
        monkeypatch.setattr(module, "time", made)
    return made


def open_motion(_folder: Path, **options: bool) -> MotionSource:
    points = np.stack([np.full((478, 3), row, np.float32) for row in range(FRAMES)])
    return MotionSource(MotionTrack(points=points, fps=FPS, image_size=(64, 48)), **options)


def open_video(folder: Path, **options: bool) -> VideoSource:
    return VideoSource(clips.write_clip(folder / "clip.mp4", frames=FRAMES, fps=FPS), **options)


def place(frame: DrivingFrame | TrackedFrame | None) -> int:
    """Which frame of the file it is, from 0."""
    assert frame is not None
    if isinstance(frame, TrackedFrame):
        assert frame.landmarks is not None
        return int(frame.landmarks.points[0, 0])
    return round((clips.grey_level(frame.image) - 10) / 10)


def play(source: VideoSource | MotionSource, clock: FakeClock, count: int) -> list[int]:
    """The places of the next frames, each a frame's time later than the one before."""
    found = []
    for _ in range(count):
        found.append(place(source.read(0.5)))
        clock.now_s += 1 / FPS
    return found


both = pytest.mark.parametrize("opened", [open_motion, open_video])


@both
def test_it_tells_where_it_stands(tmp_path: Path, clock: FakeClock, opened: type) -> None:
    with opened(tmp_path, loop=True, realtime=True) as source:
        assert isinstance(source, Steerable)
        play(source, clock, 5)
        stand = source.playback
    assert stand is not None
    assert stand.position_s == pytest.approx(0.4, abs=0.01)
    assert stand.duration_s == pytest.approx(FRAMES / FPS)
    assert stand.playing


@both
def test_paused_it_gives_the_same_frame_again_and_time_goes_on(
    tmp_path: Path, clock: FakeClock, opened: type
) -> None:
    with opened(tmp_path, loop=True, realtime=True) as source:
        assert play(source, clock, 5)[-1] == 4
        source.set_playing(False)
        frames = []
        for _ in range(3):
            frames.append(source.read(0.5))
            clock.now_s += 1 / FPS
        assert [place(frame) for frame in frames] == [4, 4, 4]
        assert [frame.index for frame in frames] == [5, 6, 7]
        assert np.diff([frame.captured_at_s for frame in frames]) == pytest.approx([0.1, 0.1])
        assert not source.playback.playing
        source.set_playing(True)
        assert play(source, clock, 3) == [5, 6, 7]


@both
def test_winding_forth_and_back(tmp_path: Path, clock: FakeClock, opened: type) -> None:
    with opened(tmp_path, loop=True, realtime=True) as source:
        play(source, clock, 3)
        source.seek(1.5)
        assert play(source, clock, 2) == [15, 16]
        source.seek(0.2)
        assert play(source, clock, 3) == [2, 3, 4]
        assert source.playback.position_s == pytest.approx(0.4, abs=0.01)


@both
def test_winding_while_paused_shows_that_frame_and_stays(
    tmp_path: Path, clock: FakeClock, opened: type
) -> None:
    with opened(tmp_path, loop=True, realtime=True) as source:
        play(source, clock, 2)
        source.set_playing(False)
        source.seek(0.9)
        assert play(source, clock, 3) == [9, 9, 9]
        source.seek(0.3)
        assert play(source, clock, 2) == [3, 3]


def test_slow_winding_passes_over_nothing(
    tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_video(tmp_path, loop=True, realtime=True) as source:
        play(source, clock, 2)
        grab = source._grab

        def slowly() -> bool:
            clock.now_s += 0.45
            return grab()

        monkeypatch.setattr(source, "_grab", slowly)
        source.seek(1.2)
        assert place(source.read(0.5)) == 12
        monkeypatch.setattr(source, "_grab", grab)
        clock.now_s += 1 / FPS
        assert play(source, clock, 2) == [13, 14]


@both
def test_beyond_the_ends_is_the_end_and_a_loop_goes_on(
    tmp_path: Path, clock: FakeClock, opened: type
) -> None:
    with opened(tmp_path, loop=True, realtime=True) as source:
        play(source, clock, 2)
        source.seek(99.0)
        assert play(source, clock, 3) == [19, 0, 1]
        source.seek(-5.0)
        assert play(source, clock, 2) == [0, 1]


@both
def test_without_a_loop_it_ends_after_winding_as_well(
    tmp_path: Path, clock: FakeClock, opened: type, caplog: pytest.LogCaptureFixture
) -> None:
    with opened(tmp_path) as source:
        source.read()
        source.seek(1.7)
        assert [place(frame) for frame in iter(source.read, None)] == [17, 18, 19]
    assert "damaged" not in caplog.text


def test_a_video_in_reordered_frames_is_wound_to_the_frame(tmp_path: Path, clock: FakeClock) -> None:
    """H.264 with a key frame only at the start, as phones and editors make them."""
    import av

    path = tmp_path / "long.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10, options={"g": "300", "bf": "2", "crf": "10"})
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for index in range(FRAMES):
            picture = np.full((48, 64, 3), clips.grey_of(index), np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode(None))
    with VideoSource(path, loop=True, realtime=True) as source:
        play(source, clock, 2)
        source.seek(1.3)
        assert play(source, clock, 2) == [13, 14]
        source.seek(0.5)
        assert play(source, clock, 2) == [5, 6]


def test_a_picture_is_nothing_to_wind(tmp_path: Path) -> None:
    from PIL import Image as Pillow

    Pillow.new("RGB", (32, 32)).save(tmp_path / "a.png")
    with ImageSource(tmp_path / "a.png", realtime=True) as source:
        assert not isinstance(source, Steerable)
