"""The morphable head: read as it is, refused when it is something else; where keypoints lie on it."""

from pathlib import Path

import numpy as np
import pytest

from vcam.errors import ConfigError
from vcam.geometry import face_model as face
from vcam.geometry.pose import fit_head
from vcam.models.skeleton_layout import KEYPOINTS, PARTS
from vcam.synthetic.correspondence import Correspondence, find_correspondence
from vcam.synthetic.facekit import FaceKit, load_facekit
from vcam.synthetic.heads import DetectorErrors
from vcam.synthetic.keypoints import KeypointMap
from vcam.synthetic.make import reduce_heads


@pytest.fixture(scope="module")
def facekit(shared_dir: Path) -> FaceKit:
    return load_facekit(shared_dir / "facekit")


@pytest.fixture(scope="module")
def correspondence(facekit: FaceKit) -> Correspondence:
    """Found with the detector on the mean head, from the front."""
    from vcam.landmarks.face_mesh import FaceMeshTracker

    tracker = FaceMeshTracker()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vcam.synthetic.correspondence.VIEWS", ((0, 0), (20, 0), (-20, 0)))
        return find_correspondence(facekit, np.zeros((1, 100), np.float32), tracker.track)


def test_another_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"facekit\.npz"):
        load_facekit(tmp_path)
    (tmp_path / "facekit.npz").write_bytes(b"no archive")
    with pytest.raises(ConfigError, match=r"facekit\.npz"):
        load_facekit(tmp_path)


def test_points_lie_where_their_names_say(facekit: FaceKit, correspondence: Correspondence) -> None:
    points = correspondence.points(facekit.neutral)
    assert points[face.CHIN, 1] > points[face.LOWER_LIP_INNER, 1].max() > points[face.NOSE_TIP, 1]
    assert points[face.RIGHT_IRIS, 0].max() < -1 < 1 < points[face.LEFT_IRIS, 0].min()
    nose = facekit.neutral[facekit.landmarks68[30]]
    assert np.linalg.norm(points[face.NOSE_TIP] - nose) < 1.2
    corners = facekit.neutral[facekit.landmarks68[[36, 45]]]
    assert np.linalg.norm(points[[33, 263]] - corners, axis=1).max() < 0.5
    mirrored = points[face.mirror_order()] * [-1, 1, 1]
    assert np.linalg.norm(points - mirrored, axis=1).max() < 0.3


def test_opening_jaw_and_glance_move_what_they_should(
    facekit: FaceKit, correspondence: Correspondence
) -> None:
    keypoints = KeypointMap(facekit, correspondence)
    rest = keypoints.points(facekit.neutral)
    assert rest.shape == (KEYPOINTS, 3)

    def movement(unit: str) -> np.ndarray:
        return keypoints.points(facekit.expression[facekit.units.index(unit)])

    opened = np.linalg.norm(movement("jawOpen"), axis=1)
    assert opened[PARTS["teeth_lower"]].min() > 1.5
    assert opened[PARTS["teeth_upper"]].max() < 0.01
    assert opened[PARTS["tongue"]].min() > 0.5
    assert opened[PARTS["scalp"]].max() < 0.3
    glance = movement("eyeLookOut_L")[PARTS["irises"]]
    left = rest[PARTS["irises"], 0] > 0
    assert (glance[left, 0] > 0.3).all()
    assert not glance[~left].any()


def test_every_part_is_symmetric_and_spread_out(facekit: FaceKit, correspondence: Correspondence) -> None:
    points = KeypointMap(facekit, correspondence).points(facekit.neutral)
    for name, part in list(PARTS.items())[1:]:
        pairs = points[part][: (part.stop - part.start) // 2 * 2].reshape(-1, 2, 3)
        assert np.linalg.norm(pairs[:, 0] - pairs[:, 1] * [-1, 1, 1], axis=1).max() < 0.5, name
        assert len(np.unique(points[part], axis=0)) == part.stop - part.start, name


def test_reduced_heads_are_in_vcams_own_frame(facekit: FaceKit, correspondence: Correspondence) -> None:
    nothing = np.zeros((1, 478, 3), np.float32)
    errors = DetectorErrors(
        bias=nothing, modes=nothing, spread=nothing[0], jitter_modes=nothing, jitter_spread=nothing[0]
    )
    heads = reduce_heads(facekit, correspondence, errors)
    pose = fit_head(heads.neutral[:478])
    np.testing.assert_allclose(pose.rotation, np.eye(3), atol=1e-4)
    assert pose.scale == pytest.approx(1, abs=1e-4)
    assert np.linalg.norm(heads.neutral[:478] - face.mean_face(), axis=1).mean() < 0.06
    assert 15 < heads.face_height_cm < 22
