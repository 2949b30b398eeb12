from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import av
import pytest
from engine_fakes import FakeStage, FakeTracker, MemoryOutput, ScriptedSource, driving, face, tracked

from vcam.engine.offline import RenderSummary, render_clip
from vcam.engine.settings import OutputFormat, Settings
from vcam.errors import CaptureError, FaceNotFound, RecordingError
from vcam.output.frame_folder import FrameFolder
from vcam.output.recorder import Recorder

FORMAT = OutputFormat(width=64, height=48, fps=30)


def clip(count: int) -> ScriptedSource:
    return ScriptedSource([driving(index, at_s=index / 25) for index in range(count)], fps=25)


def stage() -> FakeStage:
    return FakeStage(50, FORMAT, Settings())


def render(source: Any, outputs: list[Any], tracker: Any = None, **options: Any) -> RenderSummary:
    return render_clip(source, tracker or FakeTracker(), stage(), outputs, **options)


def test_every_driving_frame_gives_one_composite_in_every_output(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    source = clip(12)
    source.frame_count = 12
    outputs = [Recorder(tmp_path / "a.mp4"), FrameFolder(tmp_path / "frames")]
    summary = render(source, outputs, progress=lambda done, total: told.append((done, total)))
    assert (summary.frames, summary.faces, summary.width, summary.height, summary.fps) == (12, 12, 64, 48, 25)
    assert told == [(done, 12) for done in range(1, 13)]
    assert len(os.listdir(tmp_path / "frames")) == 12
    with av.open(str(tmp_path / "a.mp4")) as container:
        assert container.streams.video[0].frames == 12
        assert container.streams.video[0].average_rate == 25
    assert sorted(os.listdir(tmp_path)) == ["a.mp4", "frames"]


def test_the_stage_runs_on_the_frames_own_clock() -> None:
    seen: list[float] = []

    class Watching(FakeStage):
        def draw(self, tracked: Any, now_s: float) -> Any:
            seen.append(now_s)
            return super().draw(tracked, now_s)

    render_clip(clip(3), FakeTracker(), Watching(1, FORMAT, Settings()), [MemoryOutput()], fps=10)
    assert seen == [0.0, 0.04, 0.08]


def test_recorded_motion_needs_no_tracker() -> None:
    rows = [tracked(index, face() if index else None, index / 25) for index in range(4)]
    summary = render(ScriptedSource(rows), [MemoryOutput()], FakeTracker(lambda image: ValueError("asked")))
    assert (summary.frames, summary.faces) == (4, 3)


def test_a_clip_without_frames() -> None:
    output = MemoryOutput()
    with pytest.raises(CaptureError, match="script has no frames"):
        render(clip(0), [output])
    assert output.log == ["discard"]


def test_a_clip_without_a_face_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"older")
    with pytest.raises(FaceNotFound, match="no face was found in any of the 5 frames of script"):
        render(clip(5), [Recorder(path)], FakeTracker(lambda image: None))
    assert path.read_bytes() == b"older"
    assert os.listdir(tmp_path) == ["a.mp4"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), CaptureError("damaged"), RuntimeError("bug")])
def test_whatever_happens_nothing_half_done_is_left(tmp_path: Path, error: BaseException) -> None:
    def progress(done: int, total: int | None) -> None:
        if done == 3:
            raise error

    with pytest.raises(type(error)):
        render(clip(9), [Recorder(tmp_path / "a.mp4"), FrameFolder(tmp_path / "frames")], progress=progress)
    assert os.listdir(tmp_path) == []


def test_an_output_that_fails_discards_the_others(tmp_path: Path) -> None:
    bad = MemoryOutput(close_trouble=RecordingError("the disk is full"))
    with pytest.raises(RecordingError, match="the disk is full"):
        render(clip(3), [bad, FrameFolder(tmp_path / "frames")])
    assert os.listdir(tmp_path) == []


def test_stopping_on_request_keeps_what_is_there(tmp_path: Path) -> None:
    done: list[int] = []
    summary = render(
        clip(50),
        [FrameFolder(tmp_path / "frames")],
        progress=lambda count, total: done.append(count),
        should_stop=lambda: len(done) >= 4,
    )
    assert summary.frames == len(os.listdir(tmp_path / "frames")) == 4


def test_a_slow_source_is_waited_for() -> None:
    source = ScriptedSource([None, driving(0), None, driving(1)])
    assert render(source, [MemoryOutput()]).frames == 2


def test_a_silent_source_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vcam.engine.offline._SILENCE_S", 0.1)
    with pytest.raises(CaptureError, match=r"gave no frame for 0\.1 s"):
        render(ScriptedSource(iter([None] * 100)), [MemoryOutput()])
