"""The order of the avatars as the user has arranged them: one small file beside their folders."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path

from vcam.paths import write_atomically

logger = logging.getLogger(__name__)

FILE = "order.json"
FORMAT, FORMAT_VERSION = "vcam-avatar-order", 1


def read_order(folder: Path) -> tuple[str, ...]:
    """Keys of the avatars, first to last; empty when the user has arranged none or the file is damaged."""
    path = folder / FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if (content["format"], content["version"]) != (FORMAT, FORMAT_VERSION):
            raise ValueError(f"not {FORMAT} {FORMAT_VERSION}")
        return tuple(str(key) for key in content["keys"])
    except FileNotFoundError:
        return ()
    except (OSError, ValueError, KeyError, TypeError) as error:
        logger.warning("the order of the avatars in %s can't be read and is left aside: %s", path, error)
        return ()


def write_order(folder: Path, keys: Sequence[str]) -> None:
    """Keep an order.

    Raises:
        OSError: it can't be written.
    """
    content = {"format": FORMAT, "version": FORMAT_VERSION, "keys": list(keys)}
    with write_atomically(folder / FILE) as temporary:
        temporary.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
