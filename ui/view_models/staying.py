"""What becomes of the program when its window is closed."""

from __future__ import annotations

from typing import Literal

from .choices import Choices

Deed = Literal["quit", "hide", "ask"]


class Staying:
    """Decides, from the user's choice and from whether there is a tray to come back from."""

    def __init__(self, choices: Choices, *, tray: bool) -> None:
        """Decide by these choices."""
        self._choices = choices
        self._tray = tray
        self.quitting = False
        """The user has said that it is to end, whatever closing the window does."""

    def on_close(self) -> Deed:
        """What a closed window means now."""
        if self.quitting or not self._tray:
            return "quit"
        deeds: dict[str, Deed] = {"ask": "ask", "stay": "hide", "quit": "quit"}
        return deeds[self._choices.now.when_closed]

    def answer(self, *, stay: bool) -> None:
        """Remember what the user answered, so that it is asked once."""
        self._choices.set(when_closed="stay" if stay else "quit")
