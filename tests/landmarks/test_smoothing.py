"""One-Euro smoothing on the mean face: what it must leave alone, what it must take away."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vcam.errors import ConfigError
from vcam.frames import Landmarks, Points
from vcam.geometry import face_model
from vcam.geometry.pose import rotation_from_angles
from vcam.landmarks.smoothing import DETAIL, RIGID, LandmarkSmoother, OneEuroFilter, SmoothingConfig

FPS = 30.0
HEIGHT_PX = 300.0


def landmarks(own: Points, *, yaw: float = 0.0, scale: float = 1.0, shift: float = 0.0) -> Landmarks:
    """A face given in face heights, as seen in a picture of 1000 * scale pixels."""
    points = (own @ rotation_from_angles(yaw, 0, 0).T * HEIGHT_PX + 450 + shift) * scale
    size = round(1000 * scale)
    return Landmarks(points=points.astype(np.float32), image_size=(size, size))


def smooth_all(faces: list[Landmarks], config: SmoothingConfig | None = None, fps: float = FPS) -> np.ndarray:
    smoother = LandmarkSmoother(config)
    return np.stack([smoother.smooth(face, index / fps).points for index, face in enumerate(faces)])


def noisy(count: int, *, seed: int = 0, scale: float = 1.0) -> list[Landmarks]:
    generator = np.random.default_rng(seed)
    mean = face_model.mean_face()
    return [landmarks(mean + generator.normal(0, 0.004, mean.shape), scale=scale) for _ in range(count)]


def lid_gap(points: np.ndarray) -> np.ndarray:
    return points[..., 145, 1] - points[..., 159, 1]


def blink(time_s: float) -> Points:
    """A natural blink: 80 ms down, 30 ms closed, 120 ms up."""
    closed = np.interp(time_s, [0.50, 0.58, 0.61, 0.73], [0, 1, 1, 0])
    face = face_model.mean_face().copy()
    for upper, lower in (
        (face_model.RIGHT_UPPER_LID, face_model.RIGHT_LOWER_LID),
        (face_model.LEFT_UPPER_LID, face_model.LEFT_LOWER_LID),
    ):
        face[upper, 1] += closed * (face[lower, 1] - face[upper, 1])
    return face


@given(yaw=st.floats(-40, 40), scale=st.floats(0.2, 4), fps=st.floats(5, 60))
@settings(max_examples=15, deadline=None)
def test_a_still_face_is_unchanged(yaw: float, scale: float, fps: float) -> None:
    face = landmarks(face_model.mean_face(), yaw=yaw, scale=scale)
    smoothed = smooth_all([face] * 12, fps=fps)
    assert np.abs(smoothed - face.points).max() < 2e-3 * scale


def test_the_first_face_passes_unchanged() -> None:
    (face,) = noisy(1)
    assert np.abs(LandmarkSmoother().smooth(face, 5.0).points - face.points).max() < 1e-3


def test_noise_at_rest_is_reduced() -> None:
    faces = noisy(120)
    raw = np.stack([face.points for face in faces])[30:]
    smoothed = smooth_all(faces)[30:]
    for group, most in ((RIGID, 0.45), (DETAIL, 0.7)):
        assert np.diff(smoothed[:, group], axis=0).std() < most * np.diff(raw[:, group], axis=0).std()
        assert smoothed[:, group].std(0).mean() < 0.8 * raw[:, group].std(0).mean()


def test_lower_cutoff_is_steadier() -> None:
    faces = noisy(90)
    calm = smooth_all(faces, SmoothingConfig(min_cutoff_hz=0.5, beta=1))[30:].std(0).mean()
    quick = smooth_all(faces, SmoothingConfig(min_cutoff_hz=6, beta=1))[30:].std(0).mean()
    assert calm < 0.6 * quick


@pytest.mark.parametrize("scale", [0.25, 3.0])
def test_the_picture_size_makes_no_difference(scale: float) -> None:
    normal, scaled = smooth_all(noisy(40)), smooth_all(noisy(40, scale=scale))
    assert np.abs(scaled / scale - normal).max() < 5e-3


def test_a_blink_is_not_lost() -> None:
    times = np.arange(30) / FPS
    faces = [landmarks(blink(time_s)) for time_s in times]
    gaps = lid_gap(smooth_all(faces))
    open_gap, closed = gaps[0], np.flatnonzero((times > 0.57) & (times < 0.62))
    assert gaps.min() < 0.06 * open_gap
    assert gaps[closed].mean() < 0.15 * open_gap
    assert gaps[-1] > 0.95 * open_gap


def test_speech_keeps_its_strength() -> None:
    mean = face_model.mean_face()
    faces = []
    for index in range(60):
        face = mean.copy()
        face[face_model.LOWER_LIP_INNER, 1] += 0.02 * (1 - np.cos(2 * np.pi * 4 * index / FPS))
        faces.append(landmarks(face))
    opening = smooth_all(faces)[15:, 14, 1] - smooth_all(faces)[15:, 13, 1]
    true = np.array([face.points[14, 1] - face.points[13, 1] for face in faces[15:]])
    assert np.ptp(opening) > 0.85 * np.ptp(true)


def test_a_head_turn_lags_little_and_never_shears() -> None:
    mean = face_model.mean_face()
    yaws = np.clip(np.arange(45) / FPS * 60 - 30, -30, 30)
    faces = [landmarks(mean, yaw=yaw, shift=2 * yaw) for yaw in yaws]
    smoothed, raw = smooth_all(faces), np.stack([face.points for face in faces])
    moving = slice(15, 28)
    speed = np.gradient(raw[:, 1, 0]) * FPS
    lag_s = ((raw - smoothed)[moving, 1, 0] / speed[moving]).mean()
    assert abs(lag_s) < 0.015
    lengths = np.linalg.norm(smoothed[:, 33] - smoothed[:, 10], axis=1)
    assert np.ptp(lengths) < 1e-3 * lengths[0]


def test_gaze_jumps_quickly() -> None:
    mean = face_model.mean_face()
    looking = mean.copy()
    looking[468:478, 0] += 0.03
    smoothed = smooth_all([landmarks(mean)] * 10 + [landmarks(looking)] * 3)
    step = 0.03 * HEIGHT_PX
    assert smoothed[11, 468, 0] - smoothed[9, 468, 0] > 0.9 * step


def test_switched_off_it_passes_everything() -> None:
    faces = noisy(5)
    smoothed = smooth_all(faces, SmoothingConfig(enabled=False))
    assert all((a == b.points).all() for a, b in zip(smoothed, faces, strict=True))


def test_the_configuration_may_change_at_any_moment() -> None:
    smoother = LandmarkSmoother(SmoothingConfig(min_cutoff_hz=0.3))
    faces = noisy(6)
    for index, face in enumerate(faces[:3]):
        smoother.smooth(face, index / FPS)
    smoother.config = replace(smoother.config, enabled=False)
    assert smoother.smooth(faces[3], 3 / FPS) is faces[3]
    smoother.config = SmoothingConfig()
    assert np.abs(smoother.smooth(faces[4], 4 / FPS).points - faces[4].points).max() < 1e-3


@pytest.mark.parametrize(
    ("face", "time_s"),
    [
        pytest.param(landmarks(face_model.mean_face(), yaw=10), 5.0, id="gap"),
        pytest.param(landmarks(face_model.mean_face(), yaw=10), 0.0, id="clock runs backwards"),
        pytest.param(landmarks(face_model.mean_face(), shift=250), 1 / FPS + 0.033, id="jump"),
        pytest.param(landmarks(face_model.mean_face() * 1.8), 1 / FPS + 0.033, id="another size"),
        pytest.param(landmarks(face_model.mean_face(), yaw=10, scale=2), 1 / FPS + 0.033, id="other picture"),
    ],
)
def test_it_starts_anew_after(face: Landmarks, time_s: float) -> None:
    smoother = LandmarkSmoother(SmoothingConfig(min_cutoff_hz=0.1, beta=0))
    smoother.smooth(landmarks(face_model.mean_face()), 1 / FPS)
    assert np.abs(smoother.smooth(face, time_s).points - face.points).max() < 2e-3


def test_reset_forgets() -> None:
    smoother = LandmarkSmoother(SmoothingConfig(min_cutoff_hz=0.1, beta=0))
    smoother.smooth(landmarks(face_model.mean_face()), 0.0)
    smoother.reset()
    face = landmarks(face_model.mean_face(), yaw=10)
    assert np.abs(smoother.smooth(face, 0.03).points - face.points).max() < 1e-3


def test_the_same_moment_gives_the_same_answer() -> None:
    smoother = LandmarkSmoother()
    first, second = noisy(2)
    smoother.smooth(first, 0.0)
    answer = smoother.smooth(second, 0.033)
    assert smoother.smooth(second, 0.033) is answer


def test_size_and_score_are_kept() -> None:
    face = replace(landmarks(face_model.mean_face()), score=0.7)
    smoothed = LandmarkSmoother().smooth(face, 0.0)
    assert (smoothed.score, smoothed.image_size) == (0.7, (1000, 1000))
    assert smoothed.points.dtype == np.float32


def test_a_collapsed_face_is_no_trouble() -> None:
    collapsed = Landmarks(points=np.zeros((478, 3), np.float32), image_size=(10, 10))
    smoothed = smooth_all([collapsed, landmarks(face_model.mean_face()), collapsed, collapsed])
    assert np.isfinite(smoothed).all()


def test_the_filter_follows_a_step() -> None:
    euro, config = OneEuroFilter(), SmoothingConfig(min_cutoff_hz=2, beta=0)
    euro.update(np.zeros((1, 1)), 0.1, config)
    values = [euro.update(np.ones((1, 1)), 0.1, config)[0, 0] for _ in range(5)]
    share = 2 * np.pi * 0.1 * 2 / (2 * np.pi * 0.1 * 2 + 1)
    assert values == pytest.approx([1 - (1 - share) ** n for n in range(1, 6)])


@pytest.mark.parametrize(
    "wrong",
    [
        {"min_cutoff_hz": 0.0},
        {"min_cutoff_hz": float("nan")},
        {"beta": -1.0},
        {"beta": float("inf")},
        {"derivative_cutoff_hz": -2.0},
        {"detail": 0.0},
        {"max_gap_s": 0.0},
    ],
)
def test_wrong_parameters_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ConfigError, match=next(iter(wrong))):
        SmoothingConfig(**wrong)


def test_what_is_seen_between_the_lips_is_smoothed_too() -> None:
    smoother, face = LandmarkSmoother(), landmarks(face_model.mean_face())
    dark, light = (np.full((3, 3, 3), value, np.float32) for value in (0.2, 1.0))
    first = smoother.smooth(replace(face, inner_mouth=dark), 0.0)
    np.testing.assert_array_equal(first.inner_mouth, dark)
    second = smoother.smooth(replace(face, inner_mouth=light), 1 / 30)
    assert second.inner_mouth is not None
    assert 0.2 < second.inner_mouth.min() < 1.0
    closed = smoother.smooth(replace(face, inner_mouth=None), 2 / 30)
    assert closed.inner_mouth is second.inner_mouth
    elsewhere = replace(landmarks(face_model.mean_face() + 3), inner_mouth=None)
    assert smoother.smooth(elsewhere, 3 / 30).inner_mouth is None
