"""What is written down about a stored avatar: its name, its photo, and the consent to use it."""

from __future__ import annotations

import json
import logging
import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

from vcam.paths import write_atomically

logger = logging.getLogger(__name__)

RECORD = "avatar.json"
FORMAT, FORMAT_VERSION = "vcam-avatar", 1
CONSENT = "I may use this photo: it is mine, or the person agreed, or it shows no real person."
"""What a user agrees to."""


def new_record(name: str, photo_file: str, photo_digest: str, *, consent: bool = False) -> dict[str, Any]:
    """The record of an avatar that is being made.

    Args:
        name: what the user calls it.
        photo_file: file name of the kept photo.
        photo_digest: its SHA-256, hexadecimal.
        consent: the user has agreed to `CONSENT` now.
    """
    record: dict[str, Any] = {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "id": secrets.token_hex(8),
        "name": name,
        "photo": {"file": photo_file, "sha256": photo_digest},
    }
    if consent:
        now = datetime.now().astimezone().isoformat(timespec="seconds")
        record["consent"] = {"statement": CONSENT, "given_at": now}
    return record


def read_record(folder: Path) -> dict[str, Any]:
    """The avatar's record; empty when it is missing or damaged, because nothing in it is indispensable."""
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        logger.info("the record of avatar folder %s can't be read: %s", folder, error)
        return {}
    if not isinstance(record, dict) or not isinstance(record.get("photo"), dict):
        return {}
    return record


def write_record(folder: Path, record: dict[str, Any]) -> None:
    """Write the record.

    Raises:
        OSError: it can't be written.
    """
    with write_atomically(folder / RECORD) as temporary:
        temporary.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def text_of(record: dict[str, Any], field: str) -> str:
    """A text of the record; empty when it has none there."""
    value = record.get(field)
    return value if isinstance(value, str) else ""
