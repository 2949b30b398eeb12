"""The expression buttons' state."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.bridge import TaskRunner
from ui.view_models.choices import Choices
from ui.view_models.reactions import Reactions


@pytest.fixture
def reactions(tmp_path: Path, runner: TaskRunner) -> Reactions:
    made = Reactions(Choices(tmp_path / "settings.json", runner))
    made.heard = []  # type: ignore[attr-defined]
    made.changed.connect(lambda: made.heard.append(made.on))  # type: ignore[attr-defined]
    return made


def test_a_held_button_is_on_until_it_is_let_go(reactions: Reactions) -> None:
    reactions.press("smile")
    reactions.press("wink")
    assert reactions.on == {"smile", "wink"}
    reactions.release("smile")
    assert reactions.on == {"wink"}
    reactions.let_go()
    assert reactions.on == frozenset()


def test_a_button_that_stays_goes_off_with_the_next_press_or_another(reactions: Reactions) -> None:
    reactions.stay(True)
    reactions.press("smile")
    reactions.release("smile")
    reactions.let_go()
    assert reactions.on == {"smile"}
    reactions.press("kiss")
    assert reactions.on == {"kiss"}
    reactions.press("kiss")
    assert reactions.on == frozenset()


def test_changing_the_way_lets_everything_go(reactions: Reactions) -> None:
    reactions.stay(True)
    reactions.press("smile")
    reactions.stay(False)
    assert reactions.on == frozenset()


def test_unknown_names_and_repeats_say_nothing(reactions: Reactions) -> None:
    reactions.press("sneeze")
    reactions.press("smile")
    reactions.press("smile")
    assert reactions.heard == [frozenset({"smile"})]  # type: ignore[attr-defined]
