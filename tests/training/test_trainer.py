"""Whole trainings of tiny networks: they learn, and go on exactly where they were stopped or killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import torch
from small_networks import small_config
from training_runs import SmallPairs, logged, small_perceptual, small_settings, small_trainer

from vcam.errors import CheckpointError, ConfigError, TrainingError
from vcam.models.checkpoint import load_checkpoint
from vcam.training.networks import networks_from
from vcam.training.state import read_state
from vcam.training.trainer import Trainer

HELPERS = Path(__file__).resolve().parent.parent / "helpers"


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def test_losses_fall_on_one_pair(tmp_path):
    pairs = SmallPairs(1, changing=False)
    options = {"iterations": 60, "save_every": 1000, "log_every": 10, "batch": 2, "learning_rate": 1e-3}
    assert small_trainer(tmp_path, pairs=pairs, **options).run()
    header, *rows = logged(tmp_path)
    for name, share in (("pixel", 0.7), ("perceptual", 0.7), ("mask", 0.95)):
        values = [float(row[header.index(name)]) for row in rows]
        assert values[-1] < share * values[0], (name, values)


def test_a_run_folder_holds_what_others_need(tmp_path):
    small_trainer(tmp_path, iterations=2, sample_every=1).run()
    assert {path.name for path in tmp_path.iterdir()} == {
        "settings.json",
        "training.pt",
        "checkpoint",
        "log.csv",
        "samples",
    }
    assert len(list((tmp_path / "samples").glob("*.png"))) == 2
    checkpoint = load_checkpoint(tmp_path / "checkpoint")
    assert "2 iterations" in checkpoint.origin
    assert checkpoint.config == small_config(updater=False)
    pair = SmallPairs()[0]
    views = [x[None] for x in pair.source]
    with torch.no_grad():
        avatar = checkpoint.bilayer.make_avatar(*views[:3])
        assert bool(checkpoint.bilayer.render(avatar, views[3]).image.isfinite().all())


@pytest.mark.parametrize("changes", [{"ema_decay": 0.5}, {"accumulate": 2, "batch": 4, "clip_norm": 1.0}])
def test_stopping_between_changes_nothing(tmp_path, changes):
    small_trainer(tmp_path / "whole", iterations=5, **changes).run()
    small_trainer(tmp_path / "parts", iterations=3, **changes).run()
    small_trainer(tmp_path / "parts", iterations=5, **changes).run()
    assert logged(tmp_path / "parts") == logged(tmp_path / "whole")
    assert len(logged(tmp_path / "whole")) == 6
    whole, parts = (read_state(tmp_path / name / "training.pt") for name in ("whole", "parts"))
    for name, tensor in whole.networks.items():
        assert torch.equal(tensor, parts.networks[name]), name
    for name, tensor in whole.average.items():
        assert torch.equal(tensor, parts.average[name]), name
    first, second = (load_checkpoint(tmp_path / n / "checkpoint").bilayer for n in ("whole", "parts"))
    for name, tensor in first.state_dict().items():
        assert torch.equal(tensor, second.state_dict()[name]), name


KILLED = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
import torch
torch.set_num_threads(1)
from training_runs import small_trainer
small_trainer(Path(sys.argv[2]), iterations=10_000, save_every=2).run()
"""


def test_a_killed_training_goes_on_from_its_last_state(tmp_path):
    folder = tmp_path / "killed"
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(HELPERS), str(folder)], cwd=Path.cwd())
    try:
        # Some states later, so that the kill may fall into the writing of one.
        deadline_s = time.monotonic() + 90
        while time.monotonic() < deadline_s and process.poll() is None:
            if (folder / "log.csv").exists() and len(logged(folder)) > 6:
                break
            time.sleep(0.02)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert process.returncode == -signal.SIGKILL
    done = read_state(folder / "training.pt").iteration
    assert done >= 4
    assert done % 2 == 0
    last = done + 2
    small_trainer(folder, iterations=last).run()
    small_trainer(tmp_path / "whole", iterations=last).run()
    assert logged(folder) == logged(tmp_path / "whole")


def test_stop_saves_and_a_later_run_finishes(tmp_path):
    asked = []

    def stop():
        asked.append(True)
        return len(asked) == 3

    assert not small_trainer(tmp_path, iterations=9, save_every=100).run(stop=stop)
    assert read_state(tmp_path / "training.pt").iteration == 3
    assert not (tmp_path / "checkpoint").exists()
    seen = []
    trainer = small_trainer(tmp_path, iterations=4, save_every=100)
    assert trainer.run(progress=lambda *news: seen.append(news))
    assert seen == [(4, 4)]
    assert (tmp_path / "checkpoint").exists()


def test_a_finished_training_writes_its_checkpoint_again(tmp_path):
    small_trainer(tmp_path, iterations=1).run()
    (tmp_path / "checkpoint" / "config.json").unlink()
    assert small_trainer(tmp_path, iterations=1).run()
    assert load_checkpoint(tmp_path / "checkpoint").config.image_size == 32


def test_divergence_stops_and_keeps_the_last_state(tmp_path):
    small_trainer(tmp_path, iterations=2).run()
    before = (tmp_path / "training.pt").read_bytes()

    class Broken(SmallPairs):
        def __getitem__(self, index):
            pair = super().__getitem__(index)
            pair.target.image[0, 0, 0] = float("nan")
            return pair

    with pytest.raises(TrainingError, match="diverged at iteration 3: pixel is nan") as raised:
        small_trainer(tmp_path, pairs=Broken(), iterations=4).run()
    assert "--learning-rate" in str(raised.value)
    assert (tmp_path / "training.pt").read_bytes() == before
    assert small_trainer(tmp_path, iterations=3, learning_rate=1e-5).run()


def test_the_updater_stage_trains_the_updater_alone(tmp_path):
    small_trainer(tmp_path / "base", iterations=2).run()
    options = {"source": tmp_path / "base"}
    small_trainer(tmp_path / "updater", stage="updater", options=options, iterations=2).run()
    base, updated = (load_checkpoint(tmp_path / name / "checkpoint") for name in ("base", "updater"))
    assert updated.config == small_config(updater=True)
    for name, tensor in base.bilayer.state_dict().items():
        assert torch.equal(tensor, updated.bilayer.state_dict()[name]), name
    states = [read_state(tmp_path / name / "training.pt").networks for name in ("base", "updater")]
    name = "discriminator.head.parametrizations.weight.original"
    assert not torch.equal(states[0][name], states[1][name])
    fresh = small_trainer(tmp_path / "fresh", stage="updater", options=options, iterations=2)
    began, ended = (
        network.state_dict()["texture_updater.head.bias"]
        for network in (fresh._objective.bilayer, updated.bilayer)
    )
    assert not torch.equal(began, ended)


def test_the_updater_stage_goes_on_exactly(tmp_path):
    small_trainer(tmp_path / "base", iterations=1).run()
    options = {"source": tmp_path / "base"}
    for name, steps in (("whole", [3]), ("parts", [1, 3])):
        for iterations in steps:
            small_trainer(tmp_path / name, stage="updater", options=options, iterations=iterations).run()
    assert logged(tmp_path / "parts") == logged(tmp_path / "whole")


def test_training_begins_with_a_checkpoint_as_with_the_run_it_is_of(tmp_path):
    small_trainer(tmp_path / "first", iterations=1).run()
    whole = load_checkpoint(tmp_path / "first" / "checkpoint").bilayer
    for source in (tmp_path / "first", tmp_path / "first" / "checkpoint"):
        new = networks_from(source, small_config(), "base").eval()
        for name in ("first_conv", "encoder.0.conv1"):
            wanted = whole.identity_embedder.get_submodule(name).weight
            found = new.identity_embedder.get_submodule(name).weight
            # Normalised anew: their largest singular value was 1 but for the power iteration's error.
            torch.testing.assert_close(found / found.norm(), wanted / wanted.norm(), atol=1e-5, rtol=1e-5)
    judges = [networks_from(s, small_config(), "base").discriminator for s in [tmp_path / "first"] * 2]
    for one, other in zip(judges[0].parameters(), judges[1].parameters(), strict=True):
        assert torch.equal(one, other)


def test_a_checkpoint_of_another_size_is_refused(tmp_path):
    small_trainer(tmp_path / "first", iterations=1).run()
    with pytest.raises(ConfigError, match="size is medium there and small here"):
        small_trainer(
            tmp_path / "second", networks=small_config(size="small"), options={"source": tmp_path / "first"}
        )


def test_other_settings_are_refused(tmp_path):
    small_trainer(tmp_path, iterations=1).run()
    with pytest.raises(TrainingError, match="seed was 0 and is 1"):
        small_trainer(tmp_path, iterations=2, seed=1)


def test_a_try_that_saved_nothing_binds_nobody(tmp_path):
    small_trainer(tmp_path, seed=1)
    assert small_trainer(tmp_path, iterations=1, seed=2).run()


@pytest.mark.parametrize("content", [b"", b"torn"])
def test_a_damaged_state_is_one_sentence(tmp_path, content):
    small_trainer(tmp_path, iterations=1).run()
    (tmp_path / "training.pt").write_bytes(content)
    with pytest.raises(CheckpointError, match=r"training\.pt can't be read"):
        small_trainer(tmp_path, iterations=2)


def test_the_updater_stage_needs_trained_networks(tmp_path):
    with pytest.raises(ConfigError, match="--from"):
        small_trainer(tmp_path, stage="updater")


def test_bf16_needs_a_gpu(tmp_path):
    with pytest.raises(ConfigError, match="bf16 needs a GPU, found cpu"):
        small_trainer(tmp_path, precision="bf16")


def test_no_data_is_one_sentence(tmp_path):
    with pytest.raises(TrainingError, match="no pairs"):
        Trainer(small_settings(), SmallPairs(0), tmp_path, perceptual=small_perceptual())


def test_the_record_names_substitutes(tmp_path):
    small_trainer(tmp_path, iterations=1)
    perceptual = json.loads((tmp_path / "settings.json").read_text())["facts"]["perceptual"]
    assert all("random" in origin for origin in perceptual)
    assert os.listdir(tmp_path) == ["settings.json"]


@pytest.mark.parametrize("ablation", ["ada_spade", "adaptive_skips"])
def test_ablations_train(tmp_path, ablation):
    assert small_trainer(tmp_path, iterations=1, networks=small_config(**{ablation: False})).run()
