"""Preferences survive restarts, damage and other versions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ui.bridge import TaskRunner
from ui.view_models.choices import Choices
from ui.view_models.preferences import Preferences, background_text, load_preferences, save_preferences
from ui.view_models.smoothing import DEFAULT_SMOOTHING, smoothing_config
from vcam.engine.settings import parse_background
from vcam.geometry.editing import EDIT_RANGES, Edits
from vcam.landmarks.smoothing import SmoothingConfig


def test_round_trip(tmp_path: Path) -> None:
    kept = Preferences(
        avatar="Anna",
        source="camera:/dev/video0",
        edits=Edits(yaw=12.5, mouth=1.4),
        motion="absolute",
        background="#00ff00",
        smoothing=0.25,
        renderer="bilayer:mine",
        framing="photo",
        size=(1920, 1080),
        virtual_camera=False,
        mirror=False,
        guide_seen=True,
        open_groups=("Pose",),
    )
    save_preferences(kept, tmp_path / "deep" / "settings.json")
    assert load_preferences(tmp_path / "deep" / "settings.json") == kept


@pytest.mark.parametrize("text", ["", "{", "[1, 2]", "null", "\x00\x01"])
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    assert load_preferences(path) == Preferences()


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_preferences(tmp_path / "none.json") == Preferences()


def test_bad_values_lose_only_themselves(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    values = {
        "avatar": 3,
        "motion": "sideways",
        "renderer": "../elsewhere",
        "edits": {"yaw": 999, "pitch": 5, "nonsense": 1, "roll": "x"},
        "size": [1281, 720],
        "smoothing": 7,
        "mirror": "yes",
        "framing": "photo",
        "from_the_future": True,
    }
    path.write_text(json.dumps(values))
    assert load_preferences(path) == Preferences(edits=Edits(pitch=5), smoothing=1.0, framing="photo")


def test_a_background_picture_that_is_gone_becomes_the_photo(tmp_path: Path) -> None:
    preferences = Preferences(background=str(tmp_path / "gone.png"))
    assert preferences.settings().background.kind == "photo"


@pytest.mark.parametrize("text", ["photo", "blur", "#12ab9f"])
def test_background_text_is_read_back(text: str) -> None:
    assert background_text(parse_background(text)) == text


@given(st.sampled_from(sorted(EDIT_RANGES)), st.floats(0, 1))
def test_every_edit_survives(name: str, share: float) -> None:
    limits = EDIT_RANGES[name]
    edits = Edits().with_value(name, limits.low + share * (limits.high - limits.low))
    raw = json.loads(json.dumps(edits.__dict__))
    assert Edits(**raw) == edits


def test_smoothing_is_off_at_zero_default_in_the_middle_and_calmer_upwards() -> None:
    assert not smoothing_config(0).enabled
    assert smoothing_config(DEFAULT_SMOOTHING).min_cutoff_hz == pytest.approx(SmoothingConfig().min_cutoff_hz)
    cutoffs = [smoothing_config(step / 10).min_cutoff_hz for step in range(1, 11)]
    assert cutoffs == sorted(cutoffs, reverse=True)


def test_choices_tell_and_save_changes(qtbot: QtBot, runner: TaskRunner, tmp_path: Path) -> None:
    path, seen = tmp_path / "settings.json", []
    choices = Choices(path, runner)
    choices.changed.connect(lambda new, old: seen.append((new.motion, old.motion)))
    choices.set(motion="absolute")
    choices.set(motion="absolute")
    assert seen == [("absolute", "relative")]
    choices.set_edit("yaw", 9.0)
    choices.save()
    qtbot.waitUntil(path.exists)
    assert load_preferences(path) == choices.now
    choices.reset_edits()
    assert choices.now.edits == Edits()


def test_choices_that_can_not_be_saved_harm_nothing(qtbot: QtBot, runner: TaskRunner, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    choices = Choices(tmp_path / "file" / "settings.json", runner)
    choices.set(mirror=False)
    choices.save()
    done: list[None] = []
    runner.run("files", lambda: None, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert choices.now.mirror is False
