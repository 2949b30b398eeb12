"""A report for a question or a bug report: what is installed, what works, how fast, what went wrong last.

It holds no pictures and names nothing of the user's: no files, no folders, no avatars, not even the user.
"""

from __future__ import annotations

import getpass
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from vcam import __version__
from vcam.doctor import Check
from vcam.licences import PACKAGES, installed_version
from vcam.paths import data_folder

if TYPE_CHECKING:
    from vcam.engine.statistics import Statistics

_STATES = {"good": "ok", "note": "note", "problem": "FAIL"}
_REST_OF_PATH = r"[^\s:;,()'\"<>|]*"


def report(
    checks: Iterable[Check],
    *,
    statistics: Statistics | None = None,
    choices: Mapping[str, object] | None = None,
    problems: Iterable[str] = (),
) -> str:
    """The report as plain text.

    Args:
        checks: what `vcam.doctor.examine` found.
        statistics: of the live session; None while there is none.
        choices: settings that matter for drawing, by name; no names of the user's among them.
        problems: `vcam.problems.LastProblems.lines`.
    """
    versions = [f"{name} {installed_version(name) or 'missing'}" for name in PACKAGES]
    parts = [
        f"vcam {__version__}",
        _section("Checks", [f"{_STATES[check.state]:4}  {check.name}: {check.sentence}" for check in checks]),
        _section("Packages", [", ".join(versions)]),
        _section("Choices", [f"{name}: {value}" for name, value in (choices or {}).items()]),
        _section("Live", _timings(statistics)),
        _section("Last problems", list(problems) or ["none"]),
    ]
    return without_names("\n\n".join(part for part in parts if part)) + "\n"


def without_names(text: str) -> str:
    """The text without paths in the user's folders and without the user's name."""
    places = {str(data_folder()): "(data folder)", str(data_folder().resolve()): "(data folder)"}
    for home in (Path.home(), Path.home().resolve()):
        places[str(home)] = "(home)"
    # Longest first: the data folder mostly lies in the home folder.
    for place in sorted(places, key=len, reverse=True):
        if len(place) > 1:
            for written in {place, place.replace("\\", "/"), place.replace("\\", "\\\\")}:
                text = re.sub(re.escape(written) + _REST_OF_PATH, places[place], text)
    return re.sub(rf"\b{re.escape(_user())}\b", "(user)", text)


def _user() -> str:
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "(user)"
    # What is as well a word of a report says nothing about anybody.
    return name if len(name) > 2 and name not in ("root", "vcam") else "(user)"


def _section(title: str, lines: list[str]) -> str:
    return "\n".join([title, *(f"  {line}" for line in lines)]) if lines else ""


def _timings(statistics: Statistics | None) -> list[str]:
    if statistics is None:
        return ["not running"]
    drops = ", ".join(f"{count} before {stage}" for stage, count in statistics.drops.items()) or "none"
    lines = [
        f"frames a second: {statistics.fps_in:.1f} in, {statistics.fps_tracked:.1f} tracked, "
        f"{statistics.fps_rendered:.1f} drawn, {statistics.fps_out:.1f} sent",
        f"camera to output: {_ms(statistics.camera_to_output_p50_ms)}, 95 of 100 within "
        f"{_ms(statistics.camera_to_output_p95_ms)}",
        f"frames replaced before use: {drops}",
        f"tracked on {statistics.device or '?'}: {statistics.device_reason}",
    ]
    if statistics.drawing_device:
        lines.append(f"drawn on {statistics.drawing_device}: {statistics.drawing_reason}")
    return lines


def _ms(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.0f} ms"
