"""What commands show while the driver is out of sight."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from vcam.avatar.photo import load_photo
from vcam.avatar.shipped import shipped_photo
from vcam.capture.motion import MotionTrack, save_motion
from vcam.cli.main import main
from vcam.landmarks.face_mesh import FaceMeshTracker

FPS, SEEN, LOST = 10.0, 4, 26


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A motion whose driver, aside from the middle, goes away for good."""
    image = load_photo(shipped_photo("astronaut")).rgb
    tracker = FaceMeshTracker()
    found = tracker.track(image)
    tracker.close()
    assert found is not None
    points = np.full((SEEN + LOST, *found.points.shape), np.nan, np.float32)
    points[:SEEN] = found.points
    points[SEEN - 1] += np.float32([25, 0, 0])
    path = tmp_path_factory.mktemp("motion") / "gone.safetensors"
    save_motion(MotionTrack(points=points, fps=FPS, image_size=(image.shape[1], image.shape[0])), path)
    return path


def frames(driver: Path, folder: Path, *options: str) -> list[np.ndarray]:
    command = ["render", "-a", "astronaut", "-d", str(driver), "-o", str(folder), "--size", "320x180"]
    assert main([*command, "--renderer", "prior", "--no-smoothing", *options]) == 0
    return [cv2.imread(str(path)).astype(int) for path in sorted(folder.glob("*.png"))]


def test_a_lost_face_eases_to_rest_is_held_or_becomes_a_card(driver: Path, tmp_path: Path) -> None:
    ends = {}
    for choice in ("ease", "hold", "card"):
        pictures = frames(driver, tmp_path / choice, "--face-lost", choice)
        last_seen, ends[choice] = pictures[SEEN - 1], pictures[-1]
    assert np.array_equal(ends["hold"], last_seen)
    assert np.abs(ends["ease"] - last_seen).mean() > 1
    assert ends["card"].mean() < 0.6 * last_seen.mean()


def test_idle_motion_keeps_the_picture_alive(driver: Path, tmp_path: Path) -> None:
    still, alive = frames(driver, tmp_path / "still"), frames(driver, tmp_path / "alive", "--idle", "1")
    assert np.array_equal(still[-1], still[-5])
    assert not np.array_equal(alive[-1], alive[-5])


def test_more_idle_motion_than_there_is_is_wrong_usage(driver: Path, tmp_path: Path) -> None:
    assert main(["render", "-a", "astronaut", "-d", str(driver), "-o", str(tmp_path), "--idle", "2"]) == 2
