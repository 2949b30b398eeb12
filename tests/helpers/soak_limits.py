"""How the window must feel, and whether it did: said plainly, limit by limit, without a verdict.

The figures depend on what else the computer does, so a limit that is missed here doesn't make a soak fail.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

TURN_MS = 50.0
"""How long the window's thread may be away from its loop."""


@dataclass(frozen=True, kw_only=True)
class Limit:
    """One of them, with what was measured.

    Args:
        name: of what is limited, for a person.
        highest: what it may be.
        worst: what it was at worst.
        missed, count: how often it was more, of how many times.
    """

    name: str
    highest: float
    worst: float
    missed: int
    count: int

    @property
    def kept(self) -> bool:
        """Whether it was, every time."""
        return not self.missed

    def line(self) -> str:
        """One line of a report."""
        verdict = "kept" if self.kept else f"MISSED {self.missed} of {self.count} times"
        return f"{verdict}: {self.name}, at most {self.worst:.0f} of {self.highest:.0f} ms"


def limits(found: dict[str, Any]) -> list[Limit]:
    """Those of which something was measured, from what `Report.found` gathers."""
    ms = found["ms"]
    start = [
        up + first for up, first in zip(ms.get("window up", []), ms.get("first picture", []), strict=False)
    ]
    measured = {
        "window up": (1500.0, ms.get("window up", [])),
        "first live picture after the program's start": (3000.0, start),
        "avatar switch to the first new picture": (150.0, ms.get("avatar switch", [])),
        "a slider's effect at the virtual camera": (50.0, ms.get("slider", [])),
        "close": (2000.0, ms.get("close", [])),
    }
    made = [_of(name, highest, values) for name, (highest, values) in measured.items() if values]
    thread = found["window_thread"]
    if thread["beats"]:
        worst = max((block["ms"] for block in thread["blocks"]), default=0.0)
        name = "a turn of the window's thread"
        made.append(
            Limit(name=name, highest=TURN_MS, worst=worst, missed=thread["over"], count=thread["beats"])
        )
    return made


def _of(name: str, highest: float, values: list[float]) -> Limit:
    missed = sum(value > highest for value in values)
    return Limit(name=name, highest=highest, worst=max(values), missed=missed, count=len(values))
