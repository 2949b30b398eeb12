"""Tests that the engine's texts are known where they are translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui import engine_texts
from ui.engine_texts import HELPS, LABELS, SENTENCES, VIRTUAL_CAMERA_HELPS, translated
from ui.view_models.messages import as_sentence
from vcam.geometry.editing import EDIT_GROUPS, EDIT_RANGES
from vcam.output.virtual_camera import virtual_camera_help

ENGINE = Path(__file__).parents[2] / "vcam"


def written() -> Iterator[str]:
    """Every text in the engine's code, with empty braces where a value goes."""
    for path in ENGINE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
                yield "".join(str(part) for part in parts)


def test_every_edit_has_its_label_and_help_noted() -> None:
    used = {limits.label for limits in EDIT_RANGES.values()} | set(EDIT_GROUPS.values())
    assert set(LABELS) == used
    assert set(HELPS) == {limits.help for limits in EDIT_RANGES.values() if limits.help}


def test_the_engine_says_every_sentence_that_is_noted() -> None:
    said = {re.sub(r"\{\}", "{}", text) for text in written()}
    assert [text for text in SENTENCES if re.sub(r"\{\w+\}", "{}", text) not in said] == []


def test_the_help_for_every_system_is_noted() -> None:
    assert {virtual_camera_help(system) for system in ("linux", "win32", "darwin")} == set(
        VIRTUAL_CAMERA_HELPS
    )


def test_values_go_into_the_translation(monkeypatch: pytest.MonkeyPatch) -> None:
    german = {
        "there is no picture at {path}: check the name": "Bei {path} liegt kein Bild: bitte den Namen prüfen",
        "{name} has ended.": "{name} ist zu Ende.",
    }
    monkeypatch.setattr(engine_texts, "tr", lambda text: german.get(text, text))
    assert translated("talk.mp4 has ended.") == "talk.mp4 ist zu Ende."
    assert as_sentence("there is no picture at /a/b c.png: check the name").startswith("Bei /a/b c.png liegt")
    assert translated("something else: {odd}") == "something else: {odd}"


def test_a_sentence_costs_only_the_patterns_that_may_fit_it() -> None:
    engine_texts._pattern.cache_clear()
    template = next(text for text in SENTENCES if text.startswith("photo {name} is empty"))
    assert translated(template.format(name="a.png")) == template.format(name="a.png")
    assert engine_texts._pattern.cache_info().misses < 10
