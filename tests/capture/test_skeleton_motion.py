"""Motion as pose and expression: files, strictness, and the head that it is read on."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from vcam.capture.motion import MotionTrack, load_motion, save_motion
from vcam.capture.motion_source import MotionSource
from vcam.capture.skeleton_motion import SkeletonMotion
from vcam.errors import CaptureError
from vcam.geometry.expression_modes import expression_modes, neutral_face
from vcam.geometry.pose import rotation_from_angles

ROWS = 6


@pytest.fixture
def motion():
    """A head that turns and opens its mouth, with one row without a face."""
    strength = np.linspace(0, 0.8, ROWS, dtype=np.float32)[:, None, None]
    made = {
        "expression": strength * expression_modes()["jaw"].astype(np.float32),
        "rotation": np.stack([rotation_from_angles(4 * k, -k, 2) for k in range(ROWS)]),
        "position": np.tile(np.float32([320, 240, 0]), (ROWS, 1)),
        "scale": np.linspace(150, 160, ROWS, dtype=np.float32),
    }
    for array in made.values():
        array[3] = np.nan
    return SkeletonMotion(
        head=neutral_face().astype(np.float32),
        neutral_rotation=rotation_from_angles(0, 2, 0),
        neutral_position=np.float32([318, 244, 0]),
        neutral_scale=np.float32([152]),
        fps=25.0,
        image_size=(640, 480),
        **made,
    )


@pytest.mark.parametrize("name", ["m.safetensors", "m.npz"])
def test_a_file_gives_the_landmarks_of_its_head_and_the_neutral_face(motion, tmp_path, name):
    save_motion(motion, tmp_path / name)
    track = load_motion(tmp_path / name)
    assert (track.fps, track.image_size, len(track), motion.faces) == (25.0, (640, 480), ROWS, ROWS - 1)
    assert track.landmarks(3) is None
    np.testing.assert_allclose(track.points, motion.points(), atol=0.05)
    np.testing.assert_allclose(track.neutral.points, motion.neutral_points(), atol=1e-3)
    assert MotionSource(track).neutral is track.neutral


def test_it_takes_half_the_room_of_landmarks(motion, tmp_path):
    long = dataclasses.replace(
        motion,
        **{
            name: np.repeat(getattr(motion, name), 20, 0)
            for name in ("expression", "rotation", "position", "scale")
        },
    )
    save_motion(long, tmp_path / "new.safetensors")
    track = MotionTrack(points=long.points(), fps=25.0, image_size=(640, 480))
    save_motion(track, tmp_path / "old.safetensors")
    sizes = [(tmp_path / f"{name}.safetensors").stat().st_size for name in ("new", "old")]
    assert sizes[0] < 0.55 * sizes[1]


def test_files_of_landmarks_are_read_as_before(motion, tmp_path):
    track = MotionTrack(points=motion.points(), fps=25.0, image_size=(640, 480))
    save_motion(track, tmp_path / "old.safetensors")
    back = load_motion(tmp_path / "old.safetensors")
    np.testing.assert_array_equal(back.points, track.points)
    assert back.neutral is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"scale": None}, "it has no 'scale'"),
        ({"rotation": np.ones((ROWS, 3, 3), np.float32)}, "no rotations"),
        ({"neutral_scale": np.zeros(1, np.float32)}, "scale above 0"),
        ({"expression": np.zeros((ROWS, 468, 3), np.float16)}, "expression has shape"),
        ({"position": np.zeros((2, 3), np.float32)}, "position has shape"),
        ({"expression": np.zeros((0, 478, 3), np.float16)}, "no rows"),
    ],
)
def test_a_damaged_file_is_refused_in_a_sentence(motion, tmp_path, change, said):
    path = tmp_path / "m.safetensors"
    save_motion(motion, path)
    arrays = {name: value for name, value in (load_file(path) | change).items() if value is not None}
    keys = {"format": "vcam-motion", "version": "2", "fps": "25.0", "width": "640", "height": "480"}
    save_file(arrays, path, keys)
    with pytest.raises(CaptureError, match=said):
        load_motion(path)


def test_a_file_of_a_later_version_asks_for_an_update(motion, tmp_path):
    path = tmp_path / "m.safetensors"
    save_motion(motion, path)
    keys = {"format": "vcam-motion", "version": "3", "fps": "25.0", "width": "640", "height": "480"}
    save_file(load_file(path), path, keys)
    with pytest.raises(CaptureError, match="update vcam"):
        load_motion(path)
