"""Video files as driving sources, decoded for real."""

from __future__ import annotations

import logging
import shutil
import threading
import wave
from pathlib import Path

import clips
import pytest

from vcam.capture import base, video
from vcam.capture.video import VideoSource
from vcam.errors import CaptureError, ConfigError


def indices_by_grey(source: VideoSource, limit: int = 100) -> list[int]:
    found = []
    for _ in range(limit):
        frame = source.read()
        if frame is None:
            break
        found.append(round((clips.grey_level(frame.image) - 10) / 10))
    return found


def test_every_frame_once_in_order_with_media_time(moving_clip: Path) -> None:
    with VideoSource(moving_clip) as source:
        assert (source.fps, source.frame_count, source.live) == (10.0, 20, False)
        frames = list(iter(source.read, None))
    assert [frame.index for frame in frames] == list(range(20))
    assert [frame.captured_at_s for frame in frames] == pytest.approx([index / 10 for index in range(20)])
    greys = [clips.grey_level(frame.image) for frame in frames]
    assert greys == pytest.approx([clips.grey_of(index) for index in range(20)], abs=4)
    assert not frames[0].image.flags.writeable
    assert source.read() is None


def test_looping_goes_on_in_index_and_time(moving_clip: Path) -> None:
    with VideoSource(moving_clip, loop=True) as source:
        assert source.frame_count is None
        frames = [source.read() for _ in range(45)]
    assert frames[44] is not None
    assert frames[44].index == 44
    assert frames[44].captured_at_s == pytest.approx(4.4)
    assert clips.grey_level(frames[44].image) == pytest.approx(clips.grey_of(4), abs=4)


def test_start_in_the_middle_and_beyond_the_end(moving_clip: Path) -> None:
    with VideoSource(moving_clip, start_s=1.0) as source:
        assert indices_by_grey(source)[0] == 10
    with pytest.raises(CaptureError, match="shorter than 60 s"):
        VideoSource(moving_clip, start_s=60.0)
    with pytest.raises(ConfigError):
        VideoSource(moving_clip, start_s=-1.0)


@pytest.mark.parametrize(
    ("degrees", "corner", "size"),
    [
        (0, "top left", (160, 120)),
        (90, "top right", (120, 160)),
        (180, "bottom right", (160, 120)),
        (270, "bottom left", (120, 160)),
    ],
)
def test_phone_videos_come_upright(tmp_path: Path, degrees: int, corner: str, size: tuple[int, int]) -> None:
    path = clips.write_clip(tmp_path / "phone.mp4", frames=3)
    clips.set_rotation(path, degrees)
    with VideoSource(path) as source:
        frame = source.read()
    assert frame is not None
    assert (frame.image.shape[1], frame.image.shape[0]) == size
    assert clips.white_corner(frame.image) == corner


@pytest.mark.parametrize(("name", "fourcc"), [("a.avi", "MJPG"), ("a.mkv", "mp4v"), ("a.webm", "VP80")])
def test_other_containers_and_codecs(tmp_path: Path, name: str, fourcc: str) -> None:
    path = clips.write_clip(tmp_path / name, frames=6, fourcc=fourcc)
    with VideoSource(path) as source:
        assert indices_by_grey(source) == list(range(6))


def test_a_name_with_spaces_and_letters_of_other_scripts(tmp_path: Path, moving_clip: Path) -> None:
    path = tmp_path / "Videó 视频.mp4"
    shutil.copy(moving_clip, path)
    with VideoSource(path) as source:
        assert len(indices_by_grey(source)) == 20


class FakeClock:
    """Stands in for `time` in the modules under test."""

    now_s = 100.0

    def monotonic(self) -> float:
        return self.now_s


def test_real_time_drops_what_the_reader_is_too_late_for(
    moving_clip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FakeClock()
    monkeypatch.setattr(base, "time", clock)
    monkeypatch.setattr(video, "time", clock)
    with VideoSource(moving_clip, realtime=True) as source:
        assert source.live
        first = source.read()
        clock.now_s += 0.55
        second = source.read()
        with pytest.raises(TimeoutError):
            source.read(0.0)
        clock.now_s += 0.1
        third = source.read()
    assert first is not None
    assert second is not None
    assert third is not None
    assert [first.index, second.index, third.index] == [0, 5, 6]
    assert second.captured_at_s == pytest.approx(100.55)
    assert clips.grey_level(second.image) == pytest.approx(clips.grey_of(5), abs=4)


def test_closing_wakes_a_reader_that_waits_for_the_clock(tmp_path: Path) -> None:
    source = VideoSource(clips.write_clip(tmp_path / "slow.mp4", frames=4, fps=1.0), realtime=True)
    source.read()
    results: list[object] = []
    reader = threading.Thread(target=lambda: results.append(source.read(30.0)))
    reader.start()
    source.close()
    source.close()
    reader.join(5.0)
    assert not reader.is_alive()
    assert results == [None]


def write_sound(path: Path) -> None:
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(8000))


def test_files_that_hold_no_video_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    (tmp_path / "text.mp4").write_text("this is no video " * 100)
    write_sound(tmp_path / "sound.wav")
    for path, reason in (
        (tmp_path / "empty.mp4", "is empty"),
        (tmp_path / "text.mp4", "not a video or is damaged"),
        (tmp_path / "sound.wav", "no picture track"),
        (tmp_path / "missing.mp4", "there is no video"),
        (tmp_path, "is a folder"),
    ):
        with pytest.raises(CaptureError, match=reason) as caught:
            VideoSource(path)
        assert "\n" not in str(caught.value)


def test_a_truncated_mp4_is_refused(tmp_path: Path, moving_clip: Path) -> None:
    path = tmp_path / "cut.mp4"
    path.write_bytes(moving_clip.read_bytes()[: moving_clip.stat().st_size // 2])
    with pytest.raises(CaptureError, match="damaged"):
        VideoSource(path)


def test_a_video_damaged_on_the_way_ends_there_and_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = clips.write_clip(tmp_path / "cut.avi", frames=20, fourcc="MJPG")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with caplog.at_level(logging.WARNING, "vcam"), VideoSource(path) as source:
        found = indices_by_grey(source)
        assert source.read() is None
    assert 3 <= len(found) < 18
    assert found == list(range(len(found)))
    assert "may be damaged" in caplog.text


def test_a_shared_clip_has_all_its_frames(shared_dir: Path) -> None:
    path = sorted((shared_dir / "data" / "clips").glob("*.mp4"))[0]
    with VideoSource(path) as source:
        count = sum(1 for _ in iter(source.read, None))
        assert count == source.frame_count
