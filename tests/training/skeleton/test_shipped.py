"""The shipped graph of the skeleton's network: it says sensible things about a plain face."""

from __future__ import annotations

import numpy as np
import onnxruntime as ort
import pytest

from vcam.geometry import face_model as face
from vcam.models.skeleton_layout import KEYPOINTS, PARTS
from vcam.weights import read_manifest, weights_path


@pytest.fixture(scope="module")
def session() -> ort.InferenceSession:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return ort.InferenceSession(
        str(weights_path("skeleton_anchor")), options, providers=["CPUExecutionProvider"]
    )


def run(session: ort.InferenceSession, driver: np.ndarray, calibrated: float = 1.0) -> dict[str, np.ndarray]:
    """What the network says when the mean face is the photo and at rest the driver's too."""
    mean = face.mean_face()[None]
    inputs = {
        "photo": mean,
        "driver": driver[None].astype(np.float32),
        "neutral": mean,
        "views": np.tile(np.array([0, 0, 1], np.float32), (1, 3, 1)),
        "visible": np.ones((1, 2, 478), np.float32),
        "calibrated": np.full((1, 1), calibrated, np.float32),
    }
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(None, inputs), strict=True))


def test_a_resting_face_is_shown_at_rest(session: ort.InferenceSession) -> None:
    found = run(session, face.mean_face())
    assert found["shape"].shape == (1, KEYPOINTS, 3)
    head = found["shape"][0]
    assert np.linalg.norm(head[:478] - face.mean_face(), axis=1).mean() < 0.05
    assert np.linalg.norm(found["expression"] - found["photo_expression"], axis=2).mean() < 0.01
    scalp, neck = head[PARTS["scalp"], 1].min(), head[PARTS["neck"], 1].mean()
    assert scalp < head[face.FOREHEAD_TOP, 1] < head[face.CHIN, 1] < neck


def test_the_avatar_opens_its_mouth_with_the_driver(session: ort.InferenceSession) -> None:
    opened = face.mean_face().copy()
    lower = opened[:, 1] > opened[face.UPPER_LIP_INNER, 1].mean() + 1e-3
    lower[face.UPPER_LIP] = False
    opened[lower, 1] += 0.08
    rest, shown = (run(session, points)["expression"][0] for points in (face.mean_face(), opened))
    moved = shown - rest
    assert moved[face.LOWER_LIP_INNER[1:-1], 1].mean() > 0.03
    assert moved[PARTS["teeth_lower"], 1].mean() > 0.008
    assert np.abs(moved[PARTS["teeth_upper"]]).max() < 0.01


def test_the_manifest_holds_it_better_than_the_analytic_way() -> None:
    figures = read_manifest().entry("skeleton_anchor").figures
    for trial in ("exact_points", "detectors_errors", "poor_calibration", "no_calibration"):
        ours = figures[f"{trial}_picture_percent_of_eye_corners"]
        assert ours < figures[f"{trial}_analytic_picture_percent_of_eye_corners"]
    assert figures["jitter_network_percent_of_eye_corners"] < (
        0.7 * figures["jitter_detector_percent_of_eye_corners"]
    )
