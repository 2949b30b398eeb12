"""Brings the translations up to date with the code and compiles them: `python -m ui.linguist`.

Run it after changing a text or a .ts file; the compiled .qm files are part of the package, so that nobody
needs Qt's tools to start the app. Texts without a translation are told.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import PySide6

from ui.translation import ENGLISH, FOLDER, LANGUAGES

CODE = Path(__file__).parent


def main(argv: Sequence[str] | None = None) -> int:
    """Update and compile.

    Raises:
        subprocess.CalledProcessError: one of Qt's tools failed and has told why.
    """
    argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None).parse_args(argv)
    FOLDER.mkdir(parents=True, exist_ok=True)
    sources = [str(path.relative_to(CODE.parent)) for path in sorted(CODE.rglob("*.py"))]
    with tempfile.TemporaryDirectory() as folder:
        # As an argument file, since Windows allows only short command lines.
        listing = Path(folder) / "sources.txt"
        listing.write_text("\n".join(sources), encoding="utf-8")
        for language in LANGUAGES:
            if language != ENGLISH:
                _update(language, listing)
    return 0


def _update(language: str, listing: Path) -> None:
    file = FOLDER / f"{language}.ts"
    options = ["-tr-function-alias", "tr+=marked", "-locations", "none", "-no-obsolete"]
    languages = ["-source-language", ENGLISH, "-target-language", language]
    _tool("lupdate", *options, *languages, f"@{listing}", "-ts", str(file))
    _tool("lrelease", str(file), "-qm", str(file.with_suffix(".qm")))


def _tool(name: str, *arguments: str) -> None:
    tool = Path(PySide6.__file__).parent / name
    subprocess.run([str(tool), *arguments], check=True, cwd=CODE.parent)


if __name__ == "__main__":
    raise SystemExit(main())
