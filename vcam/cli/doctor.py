"""`vcam doctor`: what works on this computer and what to do about the rest."""

from __future__ import annotations

from dataclasses import asdict

import typer

from vcam.cli.console import print_json, say
from vcam.cli.options import JsonOption

SIGNS = {"good": "ok  ", "note": "note", "problem": "FAIL"}


def doctor(json: JsonOption = False) -> None:
    """Tell what works on this computer, and what to do about the rest."""
    from vcam.doctor import examine

    checks = []
    for check in examine():
        checks.append(check)
        if not json:
            say(f"{SIGNS[check.state]}  {check.name}: {check.sentence}")
    broken = [check.name for check in checks if check.state == "problem"]
    if json:
        print_json({"healthy": not broken, "checks": [asdict(check) for check in checks]})
    elif broken:
        say(f"\nTo be mended: {', '.join(broken)}.")
    else:
        say("\nvcam works here; notes tell what is optional or missing.")
    if broken:
        raise typer.Exit(1)
