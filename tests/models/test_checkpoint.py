"""Checkpoints: whole or refused, with every trouble by its name."""

from __future__ import annotations

import json

import pytest
import torch
from safetensors.torch import load_file, save_file
from small_networks import pictures, poses, small_bilayer, small_config

from vcam.errors import CheckpointError
from vcam.models.checkpoint import CONFIG, WEIGHTS, Checkpoint, load_checkpoint, save_checkpoint


@pytest.fixture
def saved(tmp_path):
    folder = tmp_path / "checkpoint"
    bilayer = small_bilayer()
    save_checkpoint(folder, Checkpoint(config=small_config(), bilayer=bilayer, origin="A test."))
    return folder


def change(folder, edit):
    tensors = load_file(folder / WEIGHTS)
    edit(tensors)
    save_file(tensors, folder / WEIGHTS)


@pytest.mark.parametrize("changes", [{}, {"discriminator": True, "spectral_norm": True}, {"updater": False}])
def test_what_was_saved_comes_back(tmp_path, changes):
    bilayer = small_bilayer(**changes)
    config = small_config(**changes)
    save_checkpoint(tmp_path / "c", Checkpoint(config=config, bilayer=bilayer, origin="A test."))
    loaded = load_checkpoint(tmp_path / "c")
    assert (loaded.config, loaded.origin) == (config, "A test.")
    assert not loaded.bilayer.training
    with torch.no_grad():
        images = [b.render(b.make_avatar(*pictures()), poses()).image for b in (bilayer, loaded.bilayer)]
    torch.testing.assert_close(*images)
    before, after = bilayer.state_dict(), loaded.bilayer.state_dict()
    assert before.keys() == after.keys()
    assert all(torch.equal(before[name], after[name]) for name in before)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["c", CONFIG, WEIGHTS]


def test_saving_again_replaces(saved):
    torch.manual_seed(9)
    other = small_bilayer(size="large")
    save_checkpoint(saved, Checkpoint(config=small_config(size="large"), bilayer=other))
    assert load_checkpoint(saved).config.size == "large"
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_other_folders_are_not_overwritten(saved):
    (saved / "diary.txt").write_text("dear")
    checkpoint = load_checkpoint(saved)
    with pytest.raises(CheckpointError, match="another folder"):
        save_checkpoint(saved, checkpoint)
    assert (saved / "diary.txt").read_text() == "dear"


def test_a_failure_while_saving_leaves_the_old_one(saved, monkeypatch):
    before = (saved / WEIGHTS).read_bytes()
    checkpoint = load_checkpoint(saved)

    def fail(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("vcam.models.checkpoint.save_file", fail)
    with pytest.raises(OSError, match="No space"):
        save_checkpoint(saved, checkpoint)
    assert (saved / WEIGHTS).read_bytes() == before
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]


def test_every_tensor_that_does_not_fit_is_named(saved):
    def spoil(tensors):
        del tensors["keypoint_embedder.mlp.0.bias"], tensors["texture_generator.constant"]
        tensors["keypoint_embedder.mlp.9.bias"] = torch.zeros(2)
        tensors["keypoint_embedder.mlp.2.bias"] = torch.zeros(3)
        tensors["keypoint_embedder.mlp.4.bias"] = tensors["keypoint_embedder.mlp.4.bias"].half()
        tensors["texture_updater.head.bias"][1] = torch.nan

    change(saved, spoil)
    with pytest.raises(CheckpointError) as caught:
        load_checkpoint(saved)
    said = str(caught.value)
    assert "missing: keypoint_embedder.mlp.0.bias, texture_generator.constant" in said
    assert "unexpected: keypoint_embedder.mlp.9.bias" in said
    assert "keypoint_embedder.mlp.2.bias (3 float32, expected 12 float32)" in said
    assert "keypoint_embedder.mlp.4.bias (12 float16, expected 12 float32)" in said
    assert "not finite: texture_updater.head.bias" in said


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (CONFIG, None, "is no checkpoint"),
        (CONFIG, "{", "can't be read"),
        (CONFIG, "[]", "does not describe"),
        (CONFIG, '{"format": "vcam-bilayer", "version": 99}', "version 99"),
        (CONFIG, '{"format": "vcam-bilayer", "version": 1}', "is wrong: "),
        (WEIGHTS, None, "can't be read"),
        (WEIGHTS, "short", "can't be read"),
    ],
)
def test_damaged_files_are_one_error(saved, name, content, said):
    (saved / name).unlink()
    if content is not None:
        (saved / name).write_text(content)
    with pytest.raises(CheckpointError, match=said):
        load_checkpoint(saved)


def test_a_wrong_value_in_the_config_is_named(saved):
    description = json.loads((saved / CONFIG).read_text())
    description["config"]["image_size"] = 100
    (saved / CONFIG).write_text(json.dumps(description))
    with pytest.raises(CheckpointError, match="image_size is 100"):
        load_checkpoint(saved)
