"""Lifting 68 points to 478."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from vcam.errors import CheckpointError, ShapeError
from vcam.frames import Landmarks
from vcam.geometry.editing import Edits
from vcam.geometry.face_model import mean_face
from vcam.geometry.pose import rotation_from_angles
from vcam.geometry.retargeting import retarget_absolute
from vcam.geometry.skeleton import skeleton_of
from vcam.landmarks import lifting as lifting_module
from vcam.landmarks.keypoints68 import keypoints_68
from vcam.landmarks.lifting import MESH_POINTS, Lifting
from vcam.landmarks.similarity import fit_similarity

GOLDEN = Path(__file__).parent / "golden" / "astronaut.npy"


@pytest.fixture(scope="module")
def lifting() -> Lifting:
    return Lifting.load()


def error_percent(found: np.ndarray, true: np.ndarray) -> float:
    distance = np.linalg.norm(found - true, axis=1).mean()
    return float(100 * distance / np.linalg.norm(true[468] - true[473]))


def test_a_real_face_comes_back(lifting: Lifting) -> None:
    true = np.load(GOLDEN)
    lifted = lifting.lift(true[MESH_POINTS])
    assert lifted.shape == (478, 3)
    assert lifted.dtype == np.float32
    assert error_percent(lifted, true) < 2.5


def test_the_points_themselves_come_out_as_they_came_in(lifting: Lifting) -> None:
    true = np.load(GOLDEN)
    # Another annotator's habits, which no face of the map's data has.
    given = true[MESH_POINTS] + np.random.default_rng(2).normal(0, 3.0, (68, 3))
    lifted = lifting.lift(given)
    assert lifted[MESH_POINTS] == pytest.approx(given, abs=1e-3)
    assert error_percent(lifted, true) < 10


def test_absolute_motion_brings_them_to_the_networks(lifting: Lifting) -> None:
    face = np.load(GOLDEN)
    given = 0.9 * face[MESH_POINTS] + np.random.default_rng(3).normal(20, 2.0, (68, 3))
    driver = Landmarks(points=lifting.lift(given), image_size=(512, 512))
    shown = retarget_absolute(skeleton_of(face), (512, 512), driver, Edits())
    assert keypoints_68(shown.points()) == pytest.approx(given[:, :2], abs=0.01)


def test_noise_of_the_given_points_is_not_passed_on_in_full(lifting: Lifting) -> None:
    true = np.load(GOLDEN)
    noise = np.random.default_rng(0).normal(0, 1.0, (68, 3))
    moved = lifting.lift(true[MESH_POINTS] + noise) - lifting.lift(true[MESH_POINTS])
    assert np.sqrt((moved**2).mean()) < 1.2


@pytest.mark.parametrize(("yaw", "pitch", "roll"), [(0, 0, 0), (35, 0, 0), (-20, 15, 30), (0, -20, 120)])
def test_it_follows_pose_size_and_place(lifting: Lifting, yaw: float, pitch: float, roll: float) -> None:
    face = mean_face()
    upright = lifting.lift(face[MESH_POINTS])
    rotation = rotation_from_angles(yaw, pitch, roll)
    turned = lifting.lift(250 * face[MESH_POINTS] @ rotation.T + [400, 300, -10])
    assert turned == pytest.approx(250 * upright @ rotation.T + [400, 300, -10], abs=0.05)


def test_an_open_mouth_opens_the_lifted_one(lifting: Lifting) -> None:
    face = mean_face()
    opened = face.copy()
    below = np.clip((face[:, 1] - face[13, 1]) / 0.02, 0, 1) * (np.abs(face[:, 0]) < 0.25)
    opened[:, 1] += 0.08 * below
    before, after = (lifting.lift(points[MESH_POINTS]) for points in (face, opened))
    change = (after[14, 1] - after[13, 1]) - (before[14, 1] - before[13, 1])
    assert 0.7 < change / 0.08 < 1.2


def test_other_shapes_are_refused(lifting: Lifting) -> None:
    with pytest.raises(ShapeError, match="68"):
        lifting.lift(np.zeros((67, 3)))
    with pytest.raises(ShapeError, match="encode"):
        Lifting(
            mean68=np.zeros((68, 3)),
            mean478=np.zeros((478, 3)),
            encode=np.zeros((3, 4)),
            decode=np.zeros((4, 1434)),
        )


def test_a_damaged_file_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broken = tmp_path / "lift68.safetensors"
    broken.write_bytes(b"no tensors")
    monkeypatch.setattr(lifting_module, "weights_path", lambda _name: broken)
    with pytest.raises(CheckpointError, match="can't be loaded"):
        Lifting.load()


def test_the_similarity_fit_finds_what_was_applied() -> None:
    generator = np.random.default_rng(1)
    points = generator.normal(size=(20, 3))
    rotation = rotation_from_angles(20, -10, 40).astype(np.float64)
    moved = 3.5 * points @ rotation.T + [1, 2, 3]
    fit = fit_similarity(points, moved)
    assert fit.scale == pytest.approx(3.5, rel=1e-6)
    assert fit.rotation == pytest.approx(rotation, abs=1e-6)
    assert fit.apply(points) == pytest.approx(moved, abs=1e-5)
    assert fit.invert(moved) == pytest.approx(points, abs=1e-5)
