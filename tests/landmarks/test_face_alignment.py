"""The face-alignment backend: the library's real loading and networks, with random weights."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError

import numpy as np
import pytest

from vcam.errors import BackendUnavailable, CheckpointError, ConfigError, ShapeError
from vcam.landmarks.base import create_tracker
from vcam.landmarks.face_alignment import FaceAlignmentTracker, towards_camera_negative
from vcam.landmarks.face_mesh import FaceMeshTracker
from vcam.landmarks.following import PATIENCE
from vcam.landmarks.lifting import MESH_POINTS

torch = pytest.importorskip("torch")
pytest.importorskip("face_alignment")

GOLDEN = Path(__file__).parent / "golden" / "astronaut.npy"
DETECTOR, POINTS, DEPTH = "s3fd-619a316812.pth", "3DFAN4-7835d9f11d.pth.tar", "depth-2a464da4ea.pth.tar"


@pytest.fixture(scope="module")
def weights(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A TORCH_HOME whose networks have the right shapes and random numbers."""
    from face_alignment.detection.sfd.net_s3fd import s3fd
    from face_alignment.models import FAN, ResNetDepth

    home = tmp_path_factory.mktemp("torch_home")
    folder = home / "hub" / "checkpoints"
    folder.mkdir(parents=True)
    torch.manual_seed(0)
    torch.save(s3fd().state_dict(), folder / DETECTOR)
    torch.save(FAN(4).state_dict(), folder / POINTS)
    depth = {f"module.{name}": value for name, value in ResNetDepth().state_dict().items()}
    torch.save({"state_dict": depth}, folder / DEPTH)
    return home


@pytest.fixture(scope="module")
def loaded(weights: Path) -> Iterator[FaceAlignmentTracker]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TORCH_HOME", str(weights))
        yield FaceAlignmentTracker(device="cpu")


class FakeAligner:
    """Stands in for the library: faces where the test puts them, with the golden points."""

    def __init__(self) -> None:
        self.face_detector = self
        self.rows: list[list[float]] = []
        self.asked: list[list[float]] = []
        self.sizes: list[tuple[int, ...]] = []

    def detect_from_image(self, image: np.ndarray) -> list[list[float]]:
        self.sizes.append(image.shape)
        return self.rows

    def get_landmarks_from_image(self, image: np.ndarray, boxes: list[list[float]]) -> list[np.ndarray]:
        (box,) = boxes
        self.asked.append(box)
        points = np.load(GOLDEN)[MESH_POINTS]
        points[:, 2] *= -1
        return [points]


@pytest.fixture
def faked(monkeypatch: pytest.MonkeyPatch) -> tuple[FaceAlignmentTracker, FakeAligner]:
    aligner = FakeAligner()
    monkeypatch.setattr("vcam.landmarks.face_alignment._load_aligner", lambda _device: aligner)
    return FaceAlignmentTracker(device="cpu"), aligner


def row(x: float, side: float, score: float = 0.9) -> list[float]:
    return [x - side / 2, 100 - side / 2, x + side / 2, 100 + side / 2, score]


def test_the_real_networks_load_and_run(
    loaded: FaceAlignmentTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    aligner: Any = loaded._aligner
    # Random weights see faces everywhere; where the face is, is given.
    monkeypatch.setattr(aligner.face_detector, "detect_from_image", lambda _image: [row(100, 120)])
    picture = np.random.default_rng(0).integers(0, 256, (240, 320, 3)).astype(np.uint8)
    found = loaded.track(picture)
    assert found is not None
    assert found.points.shape == (478, 3)
    assert np.isfinite(found.points).all()
    assert found.image_size == (320, 240)
    assert found.score == pytest.approx(0.9)


def test_the_real_detector_runs(loaded: FaceAlignmentTracker, monkeypatch: pytest.MonkeyPatch) -> None:
    aligner: Any = loaded._aligner
    loaded.reset()
    # With random weights every place scores about a half; the networks run, and no score passes.
    monkeypatch.setattr(aligner.face_detector, "filter_threshold", 1.0)
    assert loaded.track(np.zeros((32, 32, 3), np.uint8)) is None


def test_a_face_is_lifted_and_turned_to_the_camera(faked: tuple[FaceAlignmentTracker, FakeAligner]) -> None:
    tracker, aligner = faked
    aligner.rows = [row(230, 150)]
    found = tracker.track(np.zeros((512, 512, 3), np.uint8))
    true = np.load(GOLDEN)
    error = np.linalg.norm(found.points - true, axis=1).mean() / np.linalg.norm(true[468] - true[473])
    assert error < 0.025
    assert found.points[1, 2] < found.points[234, 2]


def test_detection_is_bounded_and_boxes_are_scaled_back(
    faked: tuple[FaceAlignmentTracker, FakeAligner],
) -> None:
    tracker, aligner = faked
    aligner.rows = [row(115, 75)]
    tracker.track(np.zeros((720, 1280, 3), np.uint8))
    assert aligner.sizes == [(360, 640, 3)]
    assert aligner.asked[0] == pytest.approx([155, 125, 305, 275, 0.9])


def test_the_largest_face_wins_and_stays(faked: tuple[FaceAlignmentTracker, FakeAligner]) -> None:
    tracker, aligner = faked
    picture = np.zeros((300, 600, 3), np.uint8)
    aligner.rows = [row(450, 80, 0.99), row(100, 120, 0.6)]
    tracker.track(picture)
    aligner.rows = [row(450, 200), row(105, 120)]
    tracker.track(picture)
    assert [(box[0] + box[2]) / 2 for box in aligner.asked] == [100, 105]
    aligner.rows = [row(450, 200)]
    assert [tracker.track(picture) for _ in range(PATIENCE)] == [None] * PATIENCE
    assert tracker.track(picture) is not None


def test_a_closed_tracker_says_so(faked: tuple[FaceAlignmentTracker, FakeAligner]) -> None:
    tracker, _ = faked
    tracker.close()
    tracker.close()
    with pytest.raises(BackendUnavailable, match="closed"):
        tracker.track(np.zeros((10, 10, 3), np.uint8))


def test_other_arrays_are_refused(faked: tuple[FaceAlignmentTracker, FakeAligner]) -> None:
    with pytest.raises(ShapeError):
        faked[0].track(np.zeros((10, 10), np.uint8))


@pytest.mark.parametrize("sign", [1, -1])
def test_depth_is_negative_towards_the_camera(sign: int) -> None:
    points = np.load(GOLDEN)[MESH_POINTS] * [1, 1, sign]
    assert towards_camera_negative(points) == pytest.approx(points * [1, 1, sign])


def test_without_a_connection_the_message_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise URLError("Temporary failure in name resolution")

    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    monkeypatch.setattr("torch.hub.download_url_to_file", refuse)
    with pytest.raises(BackendUnavailable, match=r"can't be fetched.*mediapipe") as caught:
        FaceAlignmentTracker(device="cpu")
    assert str(tmp_path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [b"", b"not a checkpoint", pickle.dumps({"weight": 1})],
    ids=["empty", "text", "another pickle"],
)
def test_a_damaged_network_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: bytes
) -> None:
    folder = tmp_path / "hub" / "checkpoints"
    folder.mkdir(parents=True)
    (folder / DETECTOR).write_bytes(content)
    monkeypatch.setenv("TORCH_HOME", str(tmp_path))
    with pytest.raises(CheckpointError, match="delete them") as caught:
        FaceAlignmentTracker(device="cpu")
    assert "\n" not in str(caught.value)


def test_a_device_that_is_not_there_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(BackendUnavailable, match="cuda"):
        FaceAlignmentTracker(device="cuda")


def test_trackers_are_made_by_name(
    monkeypatch: pytest.MonkeyPatch, faked: tuple[FaceAlignmentTracker, FakeAligner]
) -> None:
    assert isinstance(create_tracker(), FaceMeshTracker)
    tracker = create_tracker("face-alignment", device="cpu")
    assert isinstance(tracker, FaceAlignmentTracker)
    assert tracker.device == "CPU"
    for each in (tracker, create_tracker("mediapipe")):
        assert each.device_reason.endswith(".")
    with pytest.raises(ConfigError, match="backend 'dlib'"):
        create_tracker("dlib")  # type: ignore[arg-type]
    with pytest.raises(ConfigError, match="device 'tpu'"):
        create_tracker("mediapipe", device="tpu")  # type: ignore[arg-type]


@pytest.mark.gpu
def test_a_gpu_is_taken_by_itself(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not torch.cuda.is_available():
        pytest.skip("no CUDA GPU")
    monkeypatch.setenv("TORCH_HOME", str(weights))
    tracker = FaceAlignmentTracker()
    assert tracker.device == "CUDA"
    aligner: Any = tracker._aligner
    monkeypatch.setattr(aligner.face_detector, "detect_from_image", lambda _image: [row(100, 120)])
    assert tracker.track(np.zeros((240, 320, 3), np.uint8)) is not None
