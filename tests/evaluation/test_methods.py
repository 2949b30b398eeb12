"""Methods by their names, and what is said when one can't be used."""

import pytest
from small_checkpoint import write_small_checkpoint

from vcam.engine.bilayer.cache import portraits_folder
from vcam.engine.bilayer.figure import BilayerFigure
from vcam.errors import CheckpointError, ConfigError
from vcam.evaluation.methods import open_methods


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
    with pytest.raises(ConfigError, match="static, prior, bilayer"):
        open_methods(names)


def test_networks_need_a_checkpoint_and_a_checkpoint_networks(checkpoint, tmp_path, monkeypatch):
    monkeypatch.setenv("VCAM_HOME", str(tmp_path))
    with pytest.raises(CheckpointError, match="vcam train"):
        open_methods(("bilayer",))
    with pytest.raises(CheckpointError, match="no checkpoint folder"):
        open_methods(("bilayer",), tmp_path / "absent")
    with pytest.raises(ConfigError, match="add it to --methods"):
        open_methods(("prior",), checkpoint)
