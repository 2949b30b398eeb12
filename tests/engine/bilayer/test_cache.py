"""Portraits are made once, noticed when damaged, and made again for another photo or checkpoint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from small_checkpoint import small_checkpoint

from vcam.avatar.avatar import Avatar
from vcam.engine.bilayer import cache
from vcam.engine.bilayer.cache import portrait_of, portraits_folder, read_portrait, write_portrait
from vcam.engine.bilayer.portrait import make_portrait
from vcam.errors import CheckpointError
from vcam.models.checkpoint import save_checkpoint


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VCAM_HOME", str(tmp_path / "home"))


@pytest.fixture
def makes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of avatars whose portraits were made, not read."""
    made: list[str] = []

    def counting(avatar: Avatar, checkpoint: object) -> object:
        made.append(avatar.name)
        return make_portrait(avatar, checkpoint)  # type: ignore[arg-type]

    monkeypatch.setattr(cache, "make_portrait", counting)
    return made


def files() -> list[Path]:
    return sorted(portraits_folder().iterdir())


@pytest.mark.parametrize("changes", [{}, {"size": "large"}, {"adaptive_skips": False}])
def test_what_was_written_draws_the_same(astronaut: Avatar, tmp_path: Path, changes: dict[str, str]) -> None:
    portrait = make_portrait(astronaut, small_checkpoint(**changes))
    write_portrait(tmp_path / "a.safetensors", portrait)
    again = read_portrait(tmp_path / "a.safetensors")
    assert (again.crop, again.config, again.origin) == (portrait.crop, portrait.config, portrait.origin)
    assert torch.equal(again.texture, portrait.texture)
    keypoints = portrait.keypoints[0].numpy()
    np.testing.assert_array_equal(again.draw(keypoints), portrait.draw(keypoints))


def test_it_is_made_once(astronaut: Avatar, character: Avatar, checkpoint: Path, makes: list[str]) -> None:
    first = portrait_of(astronaut, checkpoint)
    again = portrait_of(astronaut, checkpoint)
    assert makes == ["astronaut"]
    assert torch.equal(first.texture, again.texture)
    portrait_of(character, checkpoint)
    assert makes == ["astronaut", "character"]
    assert len(files()) == 2


def test_another_checkpoint_makes_another(astronaut: Avatar, tmp_path: Path, makes: list[str]) -> None:
    folder = tmp_path / "networks"
    save_checkpoint(folder, small_checkpoint())
    portrait_of(astronaut, folder)
    save_checkpoint(folder, small_checkpoint(size="small"))
    assert portrait_of(astronaut, folder).config.size == "small"
    assert makes == ["astronaut"] * 2


def flip_last_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[-1] ^= 0x55
    path.write_bytes(data)


@pytest.mark.parametrize(
    "spoil",
    [
        flip_last_byte,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-100]),
        lambda path: path.write_bytes(b"nonsense" * 100),
    ],
)
def test_a_damaged_file_is_made_anew(
    astronaut: Avatar, checkpoint: Path, makes: list[str], spoil: Callable[[Path], object]
) -> None:
    first = portrait_of(astronaut, checkpoint)
    (path,) = files()
    spoil(path)
    with pytest.raises(CheckpointError, match="made anew"):
        read_portrait(path)
    portrait_of(astronaut, checkpoint)
    assert makes == ["astronaut"] * 2
    assert torch.equal(read_portrait(path).texture, first.texture)


def test_a_file_of_another_version_is_made_anew(
    astronaut: Avatar, checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    portrait_of(astronaut, checkpoint)
    monkeypatch.setattr(cache, "VERSION", cache.VERSION + 1)
    with pytest.raises(CheckpointError, match="another version"):
        read_portrait(files()[0])


def test_a_cache_that_cannot_be_written_costs_only_time(
    astronaut: Avatar, checkpoint: Path, makes: list[str]
) -> None:
    portraits_folder().parent.mkdir(parents=True)
    portraits_folder().write_text("a file where the folder should be")
    portrait_of(astronaut, checkpoint)
    portrait_of(astronaut, checkpoint)
    assert makes == ["astronaut"] * 2


def test_the_oldest_go_when_there_are_many(
    astronaut: Avatar, character: Avatar, checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "CACHED_PORTRAITS", 1)
    portrait_of(astronaut, checkpoint)
    (old,) = files()
    portrait_of(character, checkpoint)
    assert len(files()) == 1
    assert files() != [old]


def test_broken_checkpoints_are_one_sentence(astronaut: Avatar, tmp_path: Path) -> None:
    folder = tmp_path / "networks"
    checkpoint = small_checkpoint()
    save_checkpoint(folder, checkpoint)
    with torch.no_grad():
        checkpoint.bilayer.inference_generator.warp_head.bias[0] = torch.nan
    save_checkpoint(folder, checkpoint)
    with pytest.raises(CheckpointError, match=r"not finite: inference_generator\.warp_head\.bias"):
        portrait_of(astronaut, folder)
    (folder / "weights.safetensors").unlink()
    with pytest.raises(CheckpointError, match="no whole checkpoint"):
        portrait_of(astronaut, folder)
