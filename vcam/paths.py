"""Where vcam keeps its files, and how it writes one so that a crash never leaves half of it.

The environment variable VCAM_HOME puts everything (avatars, settings, cache, log, recordings) under one
folder, for portable installs and tests. Nothing here creates a folder except `write_atomically`,
which is all that training takes from here: platformdirs is imported where it is used.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

APP_NAME = "vcam"
HOME_VARIABLE = "VCAM_HOME"


def _home() -> Path | None:
    text = os.environ.get(HOME_VARIABLE, "").strip()
    return Path(text).expanduser().resolve() if text else None


def data_folder() -> Path:
    """What the user would miss if it were lost: stored avatars and calibrations."""
    import platformdirs

    return _home() or Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def cache_folder() -> Path:
    """What vcam can make again: textures of shipped avatars and of photos given by path."""
    import platformdirs

    home = _home()
    return home / "cache" if home else Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False))


def avatars_folder() -> Path:
    """One folder per stored avatar."""
    return data_folder() / "avatars"


def checkpoints_folder() -> Path:
    """One folder per imported or trained checkpoint."""
    return data_folder() / "checkpoints"


def looks_folder() -> Path:
    """Looks that the user keeps, a file each."""
    return data_folder() / "looks"


def settings_file() -> Path:
    """The app's settings, JSON."""
    import platformdirs

    home = _home()
    folder = home if home else Path(platformdirs.user_config_dir(APP_NAME, appauthor=False))
    return folder / "settings.json"


def log_file() -> Path:
    """The log with the details behind one-sentence errors."""
    import platformdirs

    home = _home()
    folder = home / "log" if home else Path(platformdirs.user_log_dir(APP_NAME, appauthor=False))
    return folder / "vcam.log"


def recordings_folder() -> Path:
    """Where the app's record button puts its videos."""
    import platformdirs

    home = _home()
    return home / "recordings" if home else Path(platformdirs.user_videos_dir()) / APP_NAME


def resources() -> Path:
    """The folder of shipped avatars and motions; read-only."""
    return Path(str(files("vcam"))) / "resources"


@contextmanager
def write_atomically(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` to write to; it becomes `path` when the block ends without an error.

    The temporary name keeps the suffix, because writers choose the format by it. Missing parent folders
    are made. After any exception, Ctrl-C included, the temporary file is removed and `path` is as before.

    Raises:
        OSError: the folder can't be made or the file can't be moved into place.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.part{path.suffix}")
    try:
        yield temporary
        with temporary.open("rb+") as file:
            # Without this a power cut may keep the rename and lose the content.
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
