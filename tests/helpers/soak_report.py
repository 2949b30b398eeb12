"""What a soak found: gathered from the window's messages and the far end, judged, and told."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from soak_limits import limits

if TYPE_CHECKING:
    from soak_far_end import FarEnd

GROWTH_MB = 30.0
GROWTH_OBJECTS = 10
"""So many may come and go with what the window happens to show, parts of the status line for example."""
_CHANGED_WITHIN_S = 1.4


class Report:
    """Takes the messages in their order."""

    def __init__(self, far_end: FarEnd, load: float) -> None:
        """Begin just before the window is launched."""
        self.stderr: list[str] = []
        self._far_end = far_end
        self._launched_ns = time.monotonic_ns()
        self._load = [load]
        self._code: int | None = None
        self._previous: dict[str, Any] = {"kind": ""}
        self._ms: dict[str, list[float]] = {}
        self._rates: list[tuple[float, float, str]] = []
        self._memory: dict[str, float] = {}
        self._rest: dict[str, dict[str, Any]] = {}

    def take(self, message: dict[str, Any]) -> None:
        """One message of the window's."""
        # What a deed changed at the far end has come there by the time of the next message.
        self._time(self._previous)
        kind = message["kind"]
        if kind == "up":
            self._add("window up", (message["at_ns"] - self._launched_ns) / 1e6)
        elif kind == "closed":
            self._add("close", (message["at_ns"] - self._previous["at_ns"]) / 1e6)
        elif kind == "quiet":
            written, new = self._far_end.fps(message["from_ns"], message["to_ns"])
            self._rates.append((new, written, message["after"]))
        elif kind == "memory":
            self._memory[message["when"]] = round(message["mb"], 1)
        else:
            self._rest[kind] = message
        self._previous = message

    def end(self, code: int, load: float) -> None:
        """The window has ended with this exit code."""
        self._code = code
        self._load.append(load)

    def found(self) -> dict[str, Any]:
        """Everything, ready for JSON; `broken` names the limits that must hold on any computer and don't."""
        rest = self._rest
        found: dict[str, Any] = {
            "load": self._load,
            "ms": {name: [round(each, 1) for each in values] for name, values in self._ms.items()},
            "memory_mb": self._memory,
            "fps": _spread([rate[0] for rate in self._rates]),
            "fps_written": _spread([rate[1] for rate in self._rates]),
            "slowest": [{"new_fps": round(rate[0], 1), "after": rate[2]} for rate in sorted(self._rates)[:5]],
            "window_thread": {key: rest.get("thread", {}).get(key) for key in ("beats", "over", "blocks")},
            "deeds": rest.get("done", {}).get("deeds", {}),
            "grown": rest.get("growth", {}).get("kinds", {}),
            "left": {kind: left for kind, left in rest.get("left", {}).items() if kind != "kind"},
            "troubles": rest.get("troubles", {}).get("found", []),
            "exit_code": self._code,
            "stderr": [line.rstrip() for line in self.stderr][-20:],
        }
        felt = [{**asdict(limit), "kept": limit.kept} for limit in limits(found)]
        return {"broken": _broken(found), "limits": felt, **found}

    def _time(self, message: dict[str, Any]) -> None:
        kind = message["kind"]
        if kind == "start":
            self._add("first picture", self._far_end.first_ms(message["at_ns"]))
        elif kind in ("switch", "slide"):
            changed_ms = self._far_end.changed_ms(message["at_ns"], _CHANGED_WITHIN_S)
            self._add({"switch": "avatar switch", "slide": "slider"}[kind], changed_ms)

    def _add(self, name: str, ms: float | None) -> None:
        if ms is not None:
            self._ms.setdefault(name, []).append(ms)


def _spread(values: Sequence[float]) -> dict[str, float]:
    """Median and 5th percentile."""
    if not values:
        return {}
    lowest = sorted(values)[int(0.05 * len(values))]
    return {"median": round(statistics.median(values), 1), "p5": round(lowest, 1)}


def _broken(found: dict[str, Any]) -> list[str]:
    broken = [f"trouble: {trouble}" for trouble in found["troubles"]]
    broken += [f"{kind} left behind: {left}" for kind, left in found["left"].items() if left]
    broken += [f"said on stderr: {line}" for line in found["stderr"]]
    memory = found["memory_mb"]
    if "end" not in memory:
        broken.append(f"it did not come to its end (exit code {found['exit_code']})")
    elif memory["end"] - memory["warm"] > GROWTH_MB:
        broken.append(f"memory grew from {memory['warm']} to {memory['end']} MB")
    if sum(found["grown"].values()) > GROWTH_OBJECTS:
        broken.append(f"objects pile up: {found['grown']}")
    if found["exit_code"]:
        broken.append(f"the window's process ended with exit code {found['exit_code']}")
    return broken


def text_of(found: dict[str, Any]) -> str:
    """The report as a person reads it."""
    thread, load = found["window_thread"], found["load"]
    lines = [f"load average {load[0]:.1f} .. {load[-1]:.1f}"]
    for name, values in found["ms"].items():
        lines.append(
            f"{name}: {statistics.median(values):.0f} ms (at most {max(values):.0f}, {len(values)} times)"
        )
    lines.append(
        f"new pictures a second at the far end: {found['fps']}, all pictures: {found['fps_written']}"
    )
    lines += [f"  slowest: {slow['new_fps']} after {slow['after']}" for slow in found["slowest"]]
    lines.append("memory in MB: " + ", ".join(f"{when} {mb:.0f}" for when, mb in found["memory_mb"].items()))
    lines.append(
        f"window's thread: {thread['over']} of {thread['beats']} turns took longer than 50 ms; longest:"
    )
    for block in thread["blocks"] or []:
        took = f"{block['ms']:.0f} ms ({block['cpu_ms']:.0f} ms of work, others {block['others_ms']:.0f})"
        lines.append(f"  {took} during {block['doing']}: {block['at']}")
    lines.append(f"deeds: {found['deeds']}")
    lines.append(f"objects more than at first: {found['grown']}")
    lines += [limit.line() for limit in limits(found)]
    lines += [f"BROKEN {each}" for each in found["broken"]] or ["nothing is broken"]
    return "\n".join(lines) + "\n"
