"""Bi-layer avatars by the command line: rendering, sheets, and what is said when there are no networks."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from small_checkpoint import write_small_checkpoint

from vcam.cli.main import main
from vcam.engine.bilayer.cache import portraits_folder


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_checkpoint(tmp_path_factory.mktemp("networks") / "small")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VCAM_HOME", str(tmp_path / "home"))


COMMON = ["--avatar", "astronaut", "--driver", "everyday", "--size", "128", "--seconds", "0.2"]
BILAYER = ["--renderer", "bilayer", "--device", "cpu"]


def pictures(folder: Path) -> list[np.ndarray]:
    return [cv2.imread(str(path)) for path in sorted(folder.glob("*.png"))]


def test_render_draws_by_the_networks(checkpoint: Path, tmp_path: Path, capsys) -> None:
    networks, prior = tmp_path / "networks", tmp_path / "prior"
    command = ["render", *COMMON, *BILAYER, "--checkpoint", str(checkpoint), "--output", str(networks)]
    assert main(command) == 0
    assert "Bi-layer networks draw on CPU: The device was chosen by the user." in capsys.readouterr().err
    assert main(["render", *COMMON, "--output", str(prior)]) == 0
    drawn, warped = pictures(networks), pictures(prior)
    assert len(drawn) == len(warped) == 6
    assert np.abs(drawn[0].astype(int) - warped[0]).max() > 30
    assert len(list(portraits_folder().iterdir())) == 1


@pytest.mark.parametrize("command", ["render", "run", "demo", "decompose"])
def test_without_networks_it_says_what_to_do(command: str, tmp_path: Path, capsys) -> None:
    output = str(tmp_path / "a.png")
    arguments = {
        "render": ["--avatar", "astronaut", "--driver", "everyday", "--output", str(tmp_path / "frames")],
        "run": ["--avatar", "astronaut", "--camera", "everyday", "--record", str(tmp_path / "a.mp4"),
                "--virtual-camera", "none"],
        "demo": ["--output", str(tmp_path / "a.mp4")],
        "decompose": ["--avatar", "astronaut", "--driver", "everyday", "--output", output],
    }  # fmt: skip
    assert main([command, *arguments[command], *BILAYER]) == 1
    last = capsys.readouterr().err.strip().splitlines()[-1]
    assert "download the authors' checkpoints" in last
    assert "vcam weights import-official" in last
    assert "vcam train" in last
    assert [path.name for path in tmp_path.iterdir() if path.name != "home"] == []


def test_the_imported_networks_are_found(tmp_path: Path) -> None:
    write_small_checkpoint(tmp_path / "home" / "checkpoints" / "official")
    assert main(["render", *COMMON, *BILAYER, "--output", str(tmp_path / "frames")]) == 0


def test_a_checkpoint_for_nothing_is_wrong_usage(checkpoint: Path, tmp_path: Path, capsys) -> None:
    command = ["render", *COMMON, "--checkpoint", str(checkpoint), "--output", str(tmp_path / "frames")]
    assert main(command) == 2
    assert "needs --renderer bilayer" in capsys.readouterr().err


def test_a_wrong_folder_is_one_sentence(tmp_path: Path, capsys) -> None:
    for folder, said in (("absent", "no checkpoint folder"), ("", "no whole checkpoint")):
        command = ["render", *COMMON, *BILAYER, "--checkpoint", str(tmp_path / folder)]
        assert main([*command, "--output", str(tmp_path / "frames")]) == 1
        assert said in capsys.readouterr().err.strip().splitlines()[-1]


def test_live_by_the_networks(checkpoint: Path, tmp_path: Path) -> None:
    command = ["run", "--avatar", "astronaut", "--camera", "everyday", "--virtual-camera", "none"]
    command += ["--record", str(tmp_path / "a.mp4"), "--size", "128", "--seconds", "1.5"]
    assert main([*command, *BILAYER, "--checkpoint", str(checkpoint)]) == 0
    assert (tmp_path / "a.mp4").stat().st_size > 0


def test_a_sheet_of_layers(checkpoint: Path, tmp_path: Path, capsys) -> None:
    sheet = tmp_path / "sheet.png"
    command = ["decompose", *COMMON[:4], "--seconds", "0.5", "--frames", "2", "--panel", "100"]
    command += ["--output", str(sheet)]
    assert main([*command, *BILAYER, "--checkpoint", str(checkpoint)]) == 0
    assert cv2.imread(str(sheet)).shape == (14 + 2 * 103, 3 + 117 + 6 * 103, 3)
    for renderer, columns in (("prior", 5), ("anchored", 7)):
        assert main([*command, "--renderer", renderer]) == 0
        assert cv2.imread(str(sheet)).shape == (14 + 2 * 103, 3 + 2 * 117 + columns * 103, 3)
    assert main([*command[:-1], str(tmp_path / "a.mp4"), "--renderer", "prior"]) == 2
    assert "no .png file" in capsys.readouterr().err
