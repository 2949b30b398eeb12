"""The texture file: an avatar's prepared arrays in one safetensors file that notices when it is damaged."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from vcam.avatar.avatar import TEXTURE_VERSION, Avatar
from vcam.errors import AvatarFileError, ShapeError
from vcam.paths import write_atomically

FORMAT = "vcam-texture"


def write_texture(path: Path, avatar: Avatar) -> None:
    """Write an avatar's texture; after a failure `path` is as it was before.

    Raises:
        OSError: the file can't be written.
    """
    tensors = {name: np.asarray(array, order="C") for name, array in avatar.tensors().items()}
    metadata = {
        "format": FORMAT,
        "version": str(TEXTURE_VERSION),
        "checksum": _checksum(tensors),
        "avatar": json.dumps(avatar.metadata()),
    }
    content = save(tensors, metadata)
    with write_atomically(path) as temporary:
        temporary.write_bytes(content)


def read_texture(path: Path) -> Avatar:
    """Read a texture file back.

    Raises:
        AvatarFileError: the file is missing, damaged, or of another version; the photo can make it anew.
    """
    try:
        with safe_open(path, framework="numpy") as file:
            metadata = file.metadata() or {}
            if metadata.get("format") != FORMAT or metadata.get("version") != str(TEXTURE_VERSION):
                raise AvatarFileError(
                    f"texture {path} is {metadata.get('format')!r} of version {metadata.get('version')}, "
                    f"expected {FORMAT!r} of version {TEXTURE_VERSION}: it must be rebuilt"
                )
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        if metadata.get("checksum") != _checksum(tensors):
            raise AvatarFileError(f"texture {path} is damaged (its checksum differs): it must be rebuilt")
        return Avatar.from_tensors(tensors, json.loads(metadata["avatar"]))
    except (OSError, SafetensorError, ShapeError, KeyError, ValueError, TypeError) as error:
        raise AvatarFileError(f"texture {path} can't be read ({error}): it must be rebuilt") from error


def _checksum(tensors: dict[str, NDArray[Any]]) -> str:
    """CRC-32 of all arrays in the order of their names: against accidents, and quick enough for each load."""
    value = 0
    for name in sorted(tensors):
        value = zlib.crc32(tensors[name].reshape(-1).view(np.uint8).data, value)
    return f"{value:08x}"
