"""A small checkpoint and the shipped portrait drawn by it."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_checkpoint import write_small_checkpoint

from vcam.avatar.avatar import Avatar
from vcam.engine.bilayer.figure import BilayerFigure, make_figure


@pytest.fixture(scope="session")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder."""
    return write_small_checkpoint(tmp_path_factory.mktemp("networks") / "small")


@pytest.fixture(scope="session")
def figure(astronaut: Avatar, checkpoint: Path) -> BilayerFigure:
    """The portrait photo drawn by it on the CPU."""
    return make_figure(astronaut, checkpoint, "cpu")
