"""Methods by their names, and what is said when one can't be used."""

import hashlib
import json

import pytest
from small_checkpoint import write_small_checkpoint

import vcam.weights
from vcam.engine.anchored.figure import AnchoredFigure
from vcam.engine.bilayer.cache import portraits_folder
from vcam.engine.bilayer.figure import BilayerFigure
from vcam.errors import CheckpointError, ConfigError
from vcam.evaluation.methods import default_methods, open_methods
from vcam.export.anchored import anchored_exportables
from vcam.export.onnx_format import to_bytes
from vcam.models.anchored import AnchoredConfig, AnchoredGenerator, RegionConfig


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory):
    return write_small_checkpoint(tmp_path_factory.mktemp("networks") / "small")


def test_the_networks_draw_without_filling_the_users_cache(checkpoint, astronaut):
    cached = set(portraits_folder().glob("*"))
    static, prior, bilayer = open_methods(("static", "prior", "bilayer"), checkpoint, "cpu")
    assert static.prepare is None
    assert prior.prepare(astronaut) is astronaut
    figure = bilayer.prepare(astronaut)
    assert isinstance(figure, BilayerFigure)
    assert figure.portrait.compute.name == "CPU"
    assert bilayer.frame_gmac(figure) > 0
    assert prior.frame_gmac(astronaut) == static.frame_gmac(astronaut) == 0
    assert set(portraits_folder().glob("*")) == cached


@pytest.mark.parametrize("names", [(), ("prior", "magic"), ("prior", "prior"), ("",)])
def test_unknown_methods_are_told_with_the_known_ones(names):
    with pytest.raises(ConfigError, match="static, landmarks, prior, anchored, bilayer"):
        open_methods(names)


def test_every_method_that_moves_can_take_the_anchored_skeleton(astronaut):
    plain, moved = open_methods(("prior", "prior+skeleton"))
    assert (plain.name, plain.skeleton) == ("prior", "analytic")
    assert (moved.name, moved.skeleton) == ("prior+skeleton", "anchored")
    assert moved.prepare(astronaut) is astronaut
    assert default_methods()[2:4] == ["prior", "prior+skeleton"]
    with pytest.raises(ConfigError, match="all but static"):
        open_methods(("static+skeleton",))


def test_networks_need_a_checkpoint_and_a_checkpoint_networks(checkpoint, tmp_path, monkeypatch):
    monkeypatch.setenv("VCAM_HOME", str(tmp_path))
    with pytest.raises(CheckpointError, match="vcam train"):
        open_methods(("bilayer",))
    with pytest.raises(CheckpointError, match="no checkpoint folder"):
        open_methods(("bilayer",), tmp_path / "absent")
    with pytest.raises(ConfigError, match="add it to --methods"):
        open_methods(("prior",), checkpoint)


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """Fills a weights folder of its own with the graph of small networks, or with nothing."""
    monkeypatch.setattr(vcam.weights, "weights_folder", lambda: tmp_path)

    def ship(generator):
        entries = []
        if generator is not None:
            content = to_bytes(anchored_exportables(generator.eval(), "made by a test")["anchored"])
            (tmp_path / "anchored.onnx").write_bytes(content)
            texts = dict.fromkeys(("purpose", "licence", "source", "recipe"), "test")
            hashed = {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            entries = [{"name": "anchored", "file": "anchored.onnx", **texts, **hashed}]
            entries[0]["config"] = generator.config.to_json()
        (tmp_path / "manifest.json").write_text(json.dumps({"weights": entries}))
        vcam.weights._shipped.cache_clear()

    yield ship
    vcam.weights._shipped.cache_clear()


def test_the_shipped_networks_are_measured_and_counted(shipped, astronaut):
    config = AnchoredConfig(mouth=RegionConfig(side=32, channels=2), eyes=RegionConfig(side=16, channels=2))
    generator = AnchoredGenerator(config)
    shipped(generator)
    assert default_methods() == ["static", "landmarks", "prior", "anchored"]
    (anchored,) = open_methods(("anchored",))
    figure = anchored.prepare(astronaut)
    assert isinstance(figure, AnchoredFigure)
    # The first convolution alone, at half the sides: 44 channels in, 2 out, one mouth and two eyes.
    entry = 9 * 44 * 2 * (16 * 16 + 2 * 8 * 8)
    assert entry < 1e9 * anchored.frame_gmac(figure) < 4 * entry


def test_without_shipped_networks_geometry_alone_is_measured(shipped, tmp_path):
    shipped(None)
    assert default_methods() == ["static", "landmarks", "prior"]
    assert default_methods(tmp_path) == ["static", "landmarks", "prior", "bilayer"]
    with pytest.raises(CheckpointError, match="'anchored'"):
        open_methods(("anchored",))
