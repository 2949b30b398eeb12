"""Motion tracks: files, resampling, playing."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vcam.capture import base, motion_source
from vcam.capture.motion import MotionRecorder, MotionTrack, load_motion, save_motion
from vcam.capture.motion_source import MotionSource
from vcam.errors import CaptureError
from vcam.frames import Landmarks, Points, TrackedFrame

SIZE = (640, 480)


def face(value: float) -> Points:
    return np.full((478, 3), value, np.float32)


def track(frames: int = 6, fps: float = 25.0) -> MotionTrack:
    points = np.stack([face(index) for index in range(frames)])
    points[2] = np.nan
    return MotionTrack(points=points, fps=fps, image_size=SIZE)


def tracked(index: int, time_s: float, value: float | None) -> TrackedFrame:
    landmarks = None if value is None else Landmarks(points=face(value), image_size=SIZE)
    return TrackedFrame(landmarks=landmarks, index=index, captured_at_s=time_s)


@pytest.mark.parametrize("name", ["m.safetensors", "m.npz"])
def test_a_saved_motion_comes_back_exactly(tmp_path: Path, name: str) -> None:
    save_motion(track(), tmp_path / name)
    back = load_motion(tmp_path / name)
    np.testing.assert_array_equal(back.points, track().points)
    assert (back.fps, back.image_size) == (25.0, SIZE)
    assert [entry.name for entry in tmp_path.iterdir()] == [name]


def test_a_motion_written_by_hand_as_npz_is_read(tmp_path: Path) -> None:
    np.savez(tmp_path / "m.npz", points=track().points.astype(np.float64), fps=30, image_size=(640, 480))
    assert load_motion(tmp_path / "m.npz").points.dtype == np.float32


@pytest.mark.parametrize("name", ["m.safetensors", "m.npz"])
def test_a_damaged_motion_is_one_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    save_motion(track(), path)
    for content in (b"", b"not a motion at all", path.read_bytes()[:-400]):
        path.write_bytes(content)
        with pytest.raises(CaptureError, match="vcam motion record"):
            load_motion(path)


def test_an_npz_without_points_says_what_is_missing(tmp_path: Path) -> None:
    np.savez(tmp_path / "m.npz", fps=30, image_size=(640, 480))
    with pytest.raises(CaptureError, match="points"):
        load_motion(tmp_path / "m.npz")


def test_an_npz_with_pickled_objects_is_refused(tmp_path: Path) -> None:
    np.savez(tmp_path / "m.npz", points=np.array([{"a": 1}], object), fps=30, image_size=(640, 480))
    with pytest.raises(CaptureError, match="not a motion"):
        load_motion(tmp_path / "m.npz")


def test_other_safetensors_are_no_motion(tmp_path: Path) -> None:
    from safetensors.numpy import save_file

    save_file({"points": track().points.copy()}, tmp_path / "m.safetensors")
    with pytest.raises(CaptureError, match="format"):
        load_motion(tmp_path / "m.safetensors")


def test_missing_file_and_wrong_ending(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="no motion file"):
        load_motion(tmp_path / "m.npz")
    with pytest.raises(CaptureError, match=r"\.safetensors or \.npz"):
        save_motion(track(), tmp_path / "m.json")


def test_a_motion_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a file where a folder should be")
    with pytest.raises(CaptureError, match="can't be written"):
        save_motion(track(), tmp_path / "file" / "m.npz")


@pytest.mark.parametrize(
    ("points", "fps", "size"),
    [
        (np.zeros((0, 478, 3), np.float32), 30.0, SIZE),
        (np.zeros((4, 68, 3), np.float32), 30.0, SIZE),
        (np.zeros((4, 478, 3), np.float32), 0.0, SIZE),
        (np.zeros((4, 478, 3), np.float32), float("nan"), SIZE),
        (np.zeros((4, 478, 3), np.float32), 30.0, (0, 480)),
    ],
)
def test_impossible_tracks_are_refused(points: Points, fps: float, size: tuple[int, int]) -> None:
    with pytest.raises(CaptureError, match="expected"):
        MotionTrack(points=points, fps=fps, image_size=size)


def test_playing_gives_every_row_in_media_time() -> None:
    with MotionSource(track()) as source:
        frames = list(iter(source.read, None))
    assert [frame.index for frame in frames] == list(range(6))
    assert [frame.captured_at_s for frame in frames] == pytest.approx([index / 25 for index in range(6)])
    assert frames[2].landmarks is None
    assert frames[3].landmarks is not None
    assert frames[3].landmarks.points[0, 0] == 3
    assert source.read() is None


def test_looping_goes_on_in_index_and_time() -> None:
    source = MotionSource(track(), loop=True)
    frames = [source.read() for _ in range(14)]
    assert source.frame_count is None
    assert frames[13] is not None
    assert frames[13].index == 13
    assert frames[13].captured_at_s == pytest.approx(13 / 25)
    assert frames[13].landmarks is not None
    assert frames[13].landmarks.points[0, 0] == 1
    source.close()
    source.close()
    assert source.read() is None


def test_real_time_waits_for_the_next_row() -> None:
    source = MotionSource(track(fps=2.0), realtime=True)
    assert source.live
    assert source.read(0.0) is not None
    with pytest.raises(TimeoutError):
        source.read(0.01)


def test_real_time_passes_over_rows_that_the_reader_is_too_late_for(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SimpleNamespace(now_s=100.0)
    clock.monotonic = lambda: clock.now_s
    monkeypatch.setattr(base, "time", clock)
    monkeypatch.setattr(motion_source, "time", clock)
    source = MotionSource(track(fps=10.0), realtime=True)
    indices = []
    for step_s in (0.0, 0.35, 0.1, 0.9):
        clock.now_s += step_s
        frame = source.read(0.0)
        assert frame is not None
        indices.append(frame.index)
    assert indices == [0, 3, 4, 5]
    assert source.read(0.0) is None


@settings(max_examples=25, deadline=None)
@given(frames=st.integers(1, 40), fps=st.sampled_from([8.0, 12.5, 25.0, 29.97, 30.0, 60.0]))
def test_evenly_timed_frames_are_recorded_as_they_are(frames: int, fps: float) -> None:
    recorder = MotionRecorder(fps)
    for index in range(frames):
        recorder.add(tracked(index, 3.0 + index / fps, None if index % 7 == 5 else float(index)))
    made = recorder.track()
    assert len(made) == frames
    for index in range(frames):
        row = made.landmarks(index)
        assert (row is None) == (index % 7 == 5)
        if row is not None:
            assert row.points[0, 0] == pytest.approx(index, abs=1e-3)


def test_dropped_frames_are_filled_in_and_long_holes_are_lost_faces() -> None:
    recorder = MotionRecorder(10.0)
    for index, time_s in enumerate([0.0, 0.1, 0.3, 0.4, 2.4, 2.5]):
        recorder.add(tracked(index, time_s, 10 * time_s))
    made = recorder.track()
    assert len(made) == 26
    second = made.landmarks(2)
    assert second is not None
    assert second.points[0, 0] == pytest.approx(2.0, abs=1e-4)
    assert made.landmarks(14) is None
    assert made.landmarks(24) is not None


def test_recording_refuses_no_face_stale_frames_and_changing_size() -> None:
    recorder = MotionRecorder(30.0)
    recorder.add(tracked(0, 1.0, None))
    with pytest.raises(CaptureError, match="no face"):
        recorder.track()
    with pytest.raises(CaptureError, match="later"):
        recorder.add(tracked(1, 1.0, 1.0))
    recorder.add(tracked(1, 1.1, 1.0))
    assert recorder.faces == 1
    with pytest.raises(CaptureError, match="one size"):
        recorder.add(
            TrackedFrame(
                landmarks=Landmarks(points=face(0), image_size=(320, 240)), index=2, captured_at_s=1.2
            )
        )
