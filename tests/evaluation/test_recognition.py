"""Likeness of faces by stand-ins for the networks that vcam does not ship."""

import sys

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper

from vcam.avatar.avatar import Avatar
from vcam.errors import BackendUnavailable, CheckpointError
from vcam.evaluation.instruments import Instruments, open_instruments
from vcam.evaluation.recognition import ALIGNED, TEMPLATE, align, csim, open_recogniser
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


def test_a_face_is_upright_and_in_its_place_after_alignment():
    flat = mean_face() * [150, 150, 0] @ rotation_from_angles(0, 0, 30).T + [160, 170, 0]
    points = flat.astype(np.float32)
    image = np.zeros((320, 320, 3), np.uint8)
    for value, (x, y) in enumerate(points[ALIGNED, :2].round().astype(int)):
        image[y - 2 : y + 3, x - 2 : x + 3] = 100 + 30 * value
    square = align(image, points)
    assert square.shape == (112, 112, 3)
    for value, (x, y) in enumerate(TEMPLATE):
        near = square[round(y) - 4 : round(y) + 5, round(x) - 4 : round(x) + 5]
        assert near.max() == pytest.approx(100 + 30 * value, abs=3)


def test_a_network_in_a_file(tmp_path, astronaut: Avatar, character: Avatar):
    recogniser = open_recogniser(write_network(tmp_path / "face.onnx"))
    assert recogniser.name == "face.onnx"
    instruments = Instruments(recogniser=recogniser)
    one, other = instruments.look(astronaut.photo), instruments.look(character.photo)
    square = align(astronaut.photo, one.points)
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
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for name in ("face_recognition", "face_recognition_models"):
        sys.modules.pop(name, None)


STAND_IN = """
calls = []

def face_encodings(face_image, known_face_locations):
    calls.append(known_face_locations)
    (top, right, bottom, left) = known_face_locations[0]
    return [face_image[top:bottom, left:right].mean((0, 1))]
"""


def test_the_package_gets_the_face_that_was_found(packages, astronaut: Avatar):
    (packages / "face_recognition_models.py").touch()
    (packages / "face_recognition.py").write_text(STAND_IN)
    embedding = open_recogniser().embed(astronaut.photo, astronaut.points)
    ((top, right, bottom, left),) = sys.modules["face_recognition"].calls[0]
    assert 0 <= left < astronaut.points[1, 0] < right
    assert 0 <= top < astronaut.points[1, 1] < bottom
    assert embedding.dtype == np.float64
    assert embedding.shape == (3,)


def test_a_package_that_ends_the_program_does_not_end_vcam(packages, capsys):
    (packages / "face_recognition_models.py").touch()
    (packages / "face_recognition.py").write_text("print('Please install it')\nquit()\n")
    with pytest.raises(BackendUnavailable, match="Please install it"):
        open_recogniser()
    assert capsys.readouterr().out == ""


def test_what_is_not_installed_is_told_and_nothing_else_fails(monkeypatch):
    monkeypatch.setattr("vcam.evaluation.recognition.find_spec", lambda _: None)
    monkeypatch.setattr("vcam.evaluation.similarity.find_spec", lambda _: None)
    with pytest.raises(BackendUnavailable, match="pip install face_recognition"):
        open_recogniser()
    instruments = open_instruments()
    assert set(instruments.missing) == {"lpips", "csim"}
    assert instruments.distance is None
    assert instruments.recogniser is None
