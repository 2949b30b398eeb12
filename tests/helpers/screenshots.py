"""Pictures of every page of the window: `python tests/helpers/screenshots.py OUT`.

A PNG for each page, language, look and scale, named `PAGE-LANGUAGE-LOOK-SCALE.png`. With `--check` none
is written; texts that are cut off are printed as JSON instead.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SCALES = ("1", "1.5")


def main() -> int:
    """Make the pictures of each scale in a process of its own, since Qt reads the scale when it starts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?", help="folder for the pictures")
    parser.add_argument("--check", action="store_true", help="print what is cut off instead")
    parser.add_argument("--scale", choices=SCALES, help="this one alone, default both")
    parser.add_argument("--language", action="append", help="this one alone; may be given again, default all")
    parser.add_argument(
        "--look", action="append", choices=("dark", "light"), help="this one alone, default both"
    )
    parser.add_argument("--page", action="append", help="pages whose names begin so, default all")
    options = parser.parse_args()
    if options.out is None and not options.check:
        parser.error("give a folder for the pictures, or --check")
    if options.scale is None:
        code = 0
        for scale in SCALES:
            code |= subprocess.run(
                [sys.executable, __file__, *sys.argv[1:], "--scale", scale], check=False
            ).returncode
        return code
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = options.scale
    sys.path.insert(0, str(REPOSITORY))
    with tempfile.TemporaryDirectory() as home:
        os.environ["VCAM_HOME"] = home
        return _look(options)


def _look(options: argparse.Namespace) -> int:
    from cut_off import cut_off
    from window_pages import PagesEngine, window_pages

    from ui.app import make_application
    from ui.theme import forget_pictures, theme_of
    from ui.translation import LANGUAGES, install_language

    app = make_application()
    found: dict[str, list[str]] = {}
    for language in options.language or LANGUAGES:
        install_language(app, language)
        # How wide a text is does not depend on its colour.
        for look in options.look or (("dark",) if options.check else ("dark", "light")):
            theme_of(app).choose(look)
            with tempfile.TemporaryDirectory() as folder:
                engine = PagesEngine(Path(folder), pictures=not options.check)
                for name, widget in window_pages(engine, smallest=options.check):
                    if options.page and not name.startswith(tuple(options.page)):
                        continue
                    if options.check:
                        found[f"{name} in {language}"] = cut_off(widget)
                    else:
                        file = options.out / f"{name}-{language}-{look}-{options.scale}.png"
                        file.parent.mkdir(parents=True, exist_ok=True)
                        widget.grab().save(str(file))
    forget_pictures()
    if options.check:
        pages = {page: texts for page, texts in found.items() if texts}
        sys.stdout.write(json.dumps(pages, indent=1, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
