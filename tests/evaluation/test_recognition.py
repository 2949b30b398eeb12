"""Likeness of faces by stand-ins for the networks that vcam does not ship."""

import sys

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from vcam.avatar.avatar import Avatar
from vcam.errors import BackendUnavailable, CheckpointError
from vcam.evaluation.instruments import Instruments, open_instruments
from vcam.evaluation.recognition import ARCFACE, DLIB, align, csim, open_recogniser
from vcam.geometry.face_model import mean_face
from vcam.geometry.pose import rotation_from_angles


def write_network(path, side=112):
    """An ONNX network whose embedding is the aligned square itself."""
    given = helper.make_tensor_value_info("face", TensorProto.FLOAT, [1, 3, side, side])
    result = helper.make_tensor_value_info("embedding", TensorProto.FLOAT, [1, 3 * side * side])
    graph = helper.make_graph([helper.make_node("Flatten", ["face"], ["embedding"])], "g", [given], [result])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, path)
    return path


def test_csim_is_a_cosine():
    assert csim(np.array([1.0, 0.0]), np.array([3.0, 0.0])) == pytest.approx(1)
    assert csim(np.array([1.0, 0.0]), np.array([0.0, 2.0])) == pytest.approx(0)
    assert csim(np.array([1.0, 1.0]), np.array([-2.0, -2.0])) == pytest.approx(-1)


@pytest.mark.parametrize("template", [ARCFACE, DLIB])
def test_a_face_is_upright_and_in_its_place_after_alignment(template):
    flat = mean_face() * [150, 150, 0] @ rotation_from_angles(0, 0, 30).T + [160, 170, 0]
    points = flat.astype(np.float32)
    image = np.zeros((320, 320, 3), np.uint8)
    for value, (x, y) in enumerate(points[template.landmarks, :2].round().astype(int)):
        image[y - 2 : y + 3, x - 2 : x + 3] = 100 + 30 * value
    square = align(image, points, template)
    assert square.shape == (template.side, template.side, 3)
    for value, (x, y) in enumerate(template.places):
        near = square[round(y) - 6 : round(y) + 7, round(x) - 6 : round(x) + 7]
        assert near.max() == pytest.approx(100 + 30 * value, abs=3)


def test_a_network_in_a_file(tmp_path, astronaut: Avatar, character: Avatar):
    recogniser = open_recogniser(write_network(tmp_path / "face.onnx"))
    assert recogniser.name == "face.onnx"
    instruments = Instruments(recogniser=recogniser)
    one, other = instruments.look(astronaut.photo), instruments.look(character.photo)
    square = align(astronaut.photo, one.points, ARCFACE)
    expected = (square.astype(np.float64).transpose(2, 0, 1).reshape(-1) - 127.5) / 127.5
    np.testing.assert_allclose(one.embedding, expected, atol=1e-6)
    assert csim(one.embedding, one.embedding) == pytest.approx(1)
    assert csim(one.embedding, other.embedding) < 0.9
    blank = instruments.look(np.zeros_like(astronaut.photo))
    assert blank.points is None
    assert blank.embedding is None


def test_a_file_of_something_else_is_told(tmp_path):
    (tmp_path / "text.onnx").write_text("no network")
    for path in (tmp_path / "text.onnx", tmp_path / "absent.onnx", write_network(tmp_path / "b.onnx", 64)):
        with pytest.raises(CheckpointError, match="112"):
            open_recogniser(path)


@pytest.fixture
def packages(monkeypatch, tmp_path):
    """A folder of importable stand-ins for packages, which are forgotten afterwards."""
    for name in ("dlib", "face_recognition_models"):
        sys.modules.pop(name, None)
    (tmp_path / "face_recognition_models").mkdir()
    # As the real one where setuptools is new.
    (tmp_path / "face_recognition_models" / "__init__.py").write_text("import pkg_resources_of_long_ago\n")
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    sys.modules.pop("dlib", None)


STAND_IN = """
class face_recognition_model_v1:
    def __init__(self, path):
        assert path.endswith("face_recognition_models/models/dlib_face_recognition_resnet_model_v1.dat")

    def compute_face_descriptor(self, square):
        return square.reshape(-1).tolist()
"""


def test_dlib_gets_the_face_in_its_square(packages, astronaut: Avatar):
    (packages / "dlib.py").write_text(STAND_IN)
    embedding = open_recogniser().embed(astronaut.photo, astronaut.points)
    assert embedding.dtype == np.float64
    np.testing.assert_array_equal(
        embedding.reshape(150, 150, 3), align(astronaut.photo, astronaut.points, DLIB)
    )


@pytest.mark.parametrize("module", ["raise RuntimeError('Unable to open')", "import a_missing_library", ""])
def test_a_dlib_that_cannot_be_loaded_is_told(packages, module):
    (packages / "dlib.py").write_text(module)
    with pytest.raises(BackendUnavailable, match="install them anew"):
        open_recogniser()


def test_the_real_dlib_tells_people_apart(astronaut: Avatar, character: Avatar):
    pytest.importorskip("dlib", reason="dlib is not installed (pip install dlib-bin face_recognition_models)")
    try:
        recogniser = open_recogniser()
    except BackendUnavailable as error:
        pytest.skip(str(error))
    brighter = np.minimum(astronaut.photo.astype(int) + 25, 255).astype(np.uint8)
    one, again = (recogniser.embed(photo, astronaut.points) for photo in (astronaut.photo, brighter))
    other = recogniser.embed(character.photo, character.points)
    assert one.shape == (128,)
    assert csim(one, again) > 0.95 > csim(one, other)


def test_what_is_not_installed_is_told_and_nothing_else_fails(monkeypatch):
    monkeypatch.setattr("vcam.evaluation.recognition.find_spec", lambda _: None)
    monkeypatch.setattr("vcam.evaluation.similarity.find_spec", lambda _: None)
    with pytest.raises(BackendUnavailable, match="pip install dlib-bin"):
        open_recogniser()
    instruments = open_instruments()
    assert set(instruments.missing) == {"lpips", "csim"}
    assert instruments.distance is None
    assert instruments.recogniser is None
