"""What is seen between the lips travels in motion files, old and new."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vcam.capture.motion import MotionRecorder, MotionTrack, load_motion, save_motion
from vcam.engine.motion_conversion import on_plain_head
from vcam.errors import CaptureError
from vcam.frames import InnerMouth, Landmarks, TrackedFrame
from vcam.geometry.expression_modes import neutral_face

FPS, SIZE = 25.0, (640, 480)


def _mouth(level: float) -> InnerMouth:
    return np.full((3, 3, 3), level, np.float32)


def _recorded(mouths: list[InnerMouth | None]) -> MotionTrack:
    points = (neutral_face() * 200 + 240).astype(np.float32)
    recorder = MotionRecorder(FPS)
    for k, mouth in enumerate(mouths):
        face = Landmarks(points=points.copy(), image_size=SIZE, inner_mouth=mouth)
        recorder.add(TrackedFrame(landmarks=face, index=k, captured_at_s=k / FPS))
    return recorder.track()


@pytest.mark.parametrize("name", ["m.safetensors", "m.npz"])
@pytest.mark.parametrize("convert", [False, True])
def test_it_is_kept_row_by_row(tmp_path: Path, name: str, convert: bool) -> None:
    track = _recorded([_mouth(0.2), None, _mouth(0.8)])
    save_motion(on_plain_head(track) if convert else track, tmp_path / name)
    read = load_motion(tmp_path / name)
    found = [read.landmarks(row) for row in range(3)]
    levels = [face and face.inner_mouth is not None and float(face.inner_mouth.mean()) for face in found]
    assert levels == [pytest.approx(0.2), False, pytest.approx(0.8)]


def test_a_motion_without_any_has_none(tmp_path: Path) -> None:
    track = _recorded([None, None])
    assert track.inner_mouth is None
    save_motion(on_plain_head(track), tmp_path / "m.safetensors")
    assert load_motion(tmp_path / "m.safetensors").inner_mouth is None


def test_a_wrong_shape_is_refused() -> None:
    track = _recorded([None, None])
    with pytest.raises(CaptureError, match="mouths have shape"):
        MotionTrack(
            points=track.points, fps=FPS, image_size=SIZE, inner_mouth=np.zeros((2, 3, 3), np.float32)
        )
