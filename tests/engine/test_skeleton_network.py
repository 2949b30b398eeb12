"""The skeleton's network as it ships: whole, of the right kind, or told why not."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

import numpy as np
import pytest

import vcam.weights
from vcam.engine import skeleton_network
from vcam.engine.skeleton_network import SkeletonNetwork, load_skeleton_network, network_of
from vcam.errors import CheckpointError
from vcam.geometry import face_model as face
from vcam.geometry.anchoring import anchor, anchored_relative, resting_expression
from vcam.geometry.editing import Edits
from vcam.geometry.expression_modes import expression_modes
from vcam.geometry.pose import angles_from_rotation, rotation_from_angles
from vcam.geometry.skeleton import mouth_opening
from vcam.landmarks.onnx import open_session
from vcam.weights import read_manifest, weights_path


@pytest.fixture
def anew():
    """Nothing opened before counts, nor afterwards."""
    caches = (
        load_skeleton_network,
        skeleton_network._anchored_or_analytic,
        vcam.weights._shipped,
    )
    for cached in caches:
        cached.cache_clear()
    yield
    for cached in caches:
        cached.cache_clear()


def put_weights(monkeypatch, folder, content, **changes):
    """Ship these bytes as the skeleton's network."""
    entry = {**asdict(read_manifest().entry("skeleton_anchor")), "bytes": len(content), **changes}
    folder.joinpath(entry["file"]).write_bytes(content)
    folder.joinpath("manifest.json").write_text(json.dumps({"weights": [entry]}))
    monkeypatch.setattr(vcam.weights, "weights_folder", lambda: folder)


def test_the_shipped_network_moves_a_real_photo(astronaut):
    network, told = network_of("anchored")
    assert network is not None
    assert not told
    photo = astronaut.skeleton
    own = photo.shape @ rotation_from_angles(15, 0, 0).T + 0.6 * expression_modes()["jaw"]
    driver = photo.pose.apply(own.astype(np.float32))
    resting = resting_expression(network, photo, photo)
    shown, at_rest = (
        anchored_relative(photo, anchor(network, photo, points, photo, facing=True, resting=resting), Edits())
        for points in (driver, photo.points())
    )
    turn = angles_from_rotation(shown.pose.rotation @ at_rest.pose.rotation.T)
    assert turn[0] == pytest.approx(15, abs=4)
    opened = mouth_opening(shown.shape + shown.expression)
    assert opened > mouth_opening(at_rest.shape + at_rest.expression) + 0.03
    eyes = np.linalg.norm(photo.points()[face.RIGHT_IRIS[0]] - photo.points()[face.LEFT_IRIS[0]])
    moved = np.linalg.norm((at_rest.points() - photo.points())[face.RIGID, :2], axis=1).mean()
    assert moved < 0.05 * eyes


def test_nothing_is_opened_for_the_analytic_skeleton(anew, tmp_path, monkeypatch):
    monkeypatch.setattr(vcam.weights, "weights_folder", lambda: tmp_path)
    assert network_of("analytic") == (None, "")


@pytest.mark.parametrize("damage", ["missing", "changed byte", "other network"])
def test_weights_that_cant_be_used_are_told_in_a_line(anew, tmp_path, monkeypatch, damage):
    content = weights_path("skeleton_anchor").read_bytes()
    if damage == "changed byte":
        spoilt = bytearray(content)
        spoilt[len(spoilt) // 2] ^= 1
        put_weights(monkeypatch, tmp_path, bytes(spoilt))
    elif damage == "other network":
        other = weights_path("face_short").read_bytes()
        put_weights(monkeypatch, tmp_path, other, sha256=hashlib.sha256(other).hexdigest())
    else:
        put_weights(monkeypatch, tmp_path, content)
        (tmp_path / "skeleton_anchor.onnx").unlink()
    network, told = network_of("anchored")
    assert network is None
    assert told.startswith("The avatar moves by the analytic skeleton: ")
    assert told.count("\n") == 0
    with pytest.raises(CheckpointError):
        load_skeleton_network()


def test_another_graph_is_refused():
    with pytest.raises(CheckpointError, match="expected"):
        SkeletonNetwork(open_session("face_short"))
