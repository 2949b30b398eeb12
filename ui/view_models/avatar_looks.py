"""Edits and background that belong to one avatar: kept in a file each, restored when it is chosen again."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from ui.bridge import TaskRunner
from vcam.errors import VcamError
from vcam.geometry.editing import Edits
from vcam.paths import write_atomically

from .choices import SAVE_AFTER_MS, Choices
from .preferences import Preferences

log = logging.getLogger(__name__)

FORMAT, VERSION = "vcam avatar look", 1


@dataclass(frozen=True, kw_only=True)
class AvatarLook:
    """What the user has chosen for one avatar; see `Preferences`."""

    edits: Edits = field(default_factory=Edits)
    background: str = "photo"


def look_in(preferences: Preferences) -> AvatarLook:
    """The part of the preferences that belongs to the avatar in use."""
    return AvatarLook(edits=preferences.edits, background=preferences.background)


def load_avatar_look(folder: Path, key: str) -> AvatarLook | None:
    """The look kept for an avatar, None when there is none to read; odd values get their defaults."""
    path = _path(folder, key)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if (content["format"], content["version"]) != (FORMAT, VERSION):
            raise ValueError(f"not {FORMAT} {VERSION}")
        edits, background = dict(content["edits"]), content["background"]
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("the look in %s can't be read and is left aside: %s", path, error)
        return None
    return AvatarLook(edits=_edits(edits), background=background if isinstance(background, str) else "photo")


def save_avatar_look(folder: Path, key: str, look: AvatarLook) -> None:
    """Keep the look of an avatar, whole or not at all.

    Raises:
        OSError: it can't be written.
    """
    content = {
        "format": FORMAT,
        "version": VERSION,
        "edits": look.edits.changed(),
        "background": look.background,
    }
    with write_atomically(_path(folder, key)) as temporary:
        temporary.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


class AvatarLooks(QObject):
    """Follows the choices for the avatar in use and keeps them under its key a moment later."""

    def __init__(
        self, folder: Path, choices: Choices, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        """Keep looks in `folder`; no avatar is in use yet."""
        super().__init__(parent)
        self._folder = folder
        self._choices = choices
        self._runner = runner
        self._key = ""
        self._known: dict[str, AvatarLook] = {}
        self._unsaved: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        choices.changed.connect(self._follow)

    def read(self, key: str) -> AvatarLook | None:
        """The look of an avatar, None when it never had one; may be called in any thread."""
        known = self._known.get(key)
        return load_avatar_look(self._folder, key) if known is None else known

    def use(self, name: str, key: str, look: AvatarLook | None) -> None:
        """Another avatar is in use from now on: restore its look, or begin with the defaults.

        Args:
            name: of the avatar.
            key: its key; nothing is restored when it is the one in use.
            look: as `read` gave it.
        """
        if key == self._key:
            self._choices.set(avatar=name)
            return
        now = self._choices.now
        # What was chosen before avatars had looks of their own stays with the avatar that had it.
        inherits = not self._key and now.avatar in ("", name)
        look = look or (look_in(now) if inherits else AvatarLook())
        self._key = key
        self._known[key] = look
        self._choices.set(avatar=name, edits=look.edits, background=look.background)

    def save(self) -> None:
        """Write what has changed, in the background."""
        self._timer.stop()
        for key in self._unsaved:
            work = partial(save_avatar_look, self._folder, key, self._known[key])
            self._runner.run("files", work, failed=_not_kept)
        self._unsaved.clear()

    def _follow(self, now: Preferences, _before: Preferences) -> None:
        look = look_in(now)
        if self._key and look != self._known[self._key]:
            self._known[self._key] = look
            self._unsaved.add(self._key)
            self._timer.start()


def _edits(values: dict[str, Any]) -> Edits:
    edits = Edits()
    for name, value in values.items():
        try:
            edits = edits.with_value(name, float(value))
        except (VcamError, TypeError, ValueError) as error:
            log.info("edit %s of an avatar's look is left aside: %s", name, error)
    return edits


def _path(folder: Path, key: str) -> Path:
    return folder / f"{key}.json"


def _not_kept(error: BaseException) -> None:
    log.warning("an avatar's edits and background can't be kept: %s", error)
