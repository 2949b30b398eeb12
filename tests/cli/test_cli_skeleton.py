"""--skeleton: the anchored and the analytic skeleton on the command line."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from vcam.cli.main import main
from vcam.engine import skeleton_network
from vcam.engine.settings import Settings
from vcam.engine.skeleton_kind import DEFAULT_SKELETON
from vcam.errors import CheckpointError


def render(folder, *more):
    """The last picture of the shipped portrait in the shipped motion's third second."""
    arguments = ["render", "-a", "astronaut", "-d", "everyday", "-o", str(folder), "--renderer", "prior"]
    assert main([*arguments, "--size", "96", "--seconds", "0.3", *more]) == 0
    return cv2.imread(str(sorted(folder.glob("*.png"))[-1]))


def test_both_skeletons_draw_and_the_default_is_the_one_constant(tmp_path):
    drawn = {kind: render(tmp_path / kind, "--skeleton", kind) for kind in ("anchored", "analytic")}
    assert np.abs(drawn["anchored"].astype(int) - drawn["analytic"]).max() > 3
    np.testing.assert_array_equal(render(tmp_path / "default"), drawn[DEFAULT_SKELETON])
    assert Settings().skeleton == DEFAULT_SKELETON


def test_an_unknown_skeleton_is_wrong_usage(tmp_path, capsys):
    arguments = ["render", "-a", "astronaut", "-d", "everyday", "-o", str(tmp_path / "o")]
    assert main([*arguments, "--skeleton", "bones"]) == 2
    assert "bones" in capsys.readouterr().err


@pytest.fixture
def no_network(monkeypatch):
    def refuse():
        raise CheckpointError("the weights file x.onnx is missing: reinstall vcam to get it back")

    skeleton_network._anchored_or_analytic.cache_clear()
    monkeypatch.setattr(skeleton_network, "load_skeleton_network", refuse)
    yield
    skeleton_network._anchored_or_analytic.cache_clear()


def test_without_its_weights_the_analytic_one_draws_and_a_line_says_so(no_network, tmp_path, capsys):
    drawn = render(tmp_path / "anchored", "--skeleton", "anchored")
    told = [line for line in capsys.readouterr().err.splitlines() if "analytic skeleton" in line]
    assert len(told) == 1
    assert "x.onnx is missing" in told[0]
    np.testing.assert_array_equal(drawn, render(tmp_path / "analytic", "--skeleton", "analytic"))
