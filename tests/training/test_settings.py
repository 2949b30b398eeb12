"""Settings are checked, and a run folder remembers them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from small_networks import small_config
from training_runs import small_settings

from vcam.errors import ConfigError, TrainingError
from vcam.training.settings import expect_same_run, write_record

FACTS = {"pairs": 3, "perceptual": ["a", "b"]}


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"stage": "both"}, "stage is 'both'"),
        ({"precision": "fp8"}, "precision is 'fp8'"),
        ({"batch": 0}, "batch is 0"),
        ({"iterations": -1}, "iterations is -1"),
        ({"learning_rate": 0.0}, "learning_rate is 0.0"),
        ({"ema_decay": 1.0}, "ema_decay"),
        ({"stage": "updater", "networks": small_config(updater=False)}, "without the updater"),
    ],
)
def test_wrong_values_are_named(changes, message):
    with pytest.raises(ConfigError, match=message):
        small_settings(**changes)


def test_a_batch_is_shared_evenly():
    assert small_settings(batch=12, accumulate=3).part(2) == 2
    with pytest.raises(ConfigError, match="multiple of 6"):
        small_settings(batch=8, accumulate=3).part(2)


def test_the_same_settings_go_on_and_some_may_change(tmp_path):
    settings = small_settings()
    write_record(tmp_path, settings, FACTS)
    expect_same_run(tmp_path, settings, FACTS)
    longer = replace(settings, iterations=99, learning_rate=1e-4)
    expect_same_run(tmp_path, longer, FACTS)
    write_record(tmp_path, longer, FACTS)
    assert json.loads((tmp_path / "settings.json").read_text())["settings"]["iterations"] == 99


@pytest.mark.parametrize(
    ("settings", "facts", "message"),
    [
        (small_settings(batch=4), FACTS, "batch was 2 and is 4"),
        (small_settings(networks=small_config(size="small")), FACTS, "networks.size was medium and is small"),
        (small_settings(), {**FACTS, "pairs": 4}, "pairs was 3 and is 4"),
    ],
)
def test_other_settings_are_refused_by_name(tmp_path, settings, facts, message):
    write_record(tmp_path, small_settings(), FACTS)
    with pytest.raises(TrainingError, match=message):
        expect_same_run(tmp_path, settings, facts)


@pytest.mark.parametrize("content", ["", "[]", '{"settings": 1}'])
def test_a_damaged_record_is_refused(tmp_path, content):
    (tmp_path / "settings.json").write_text(content)
    with pytest.raises(TrainingError, match="can't be read"):
        expect_same_run(tmp_path, small_settings(), FACTS)
