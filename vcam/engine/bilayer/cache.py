"""Portraits on disk: one safetensors file for each avatar and checkpoint, made again when it is of no use."""

from __future__ import annotations

import json
import logging
import os
import zlib
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import numpy as np
import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor

from vcam.avatar.avatar import Avatar
from vcam.engine.bilayer.checkpoints import checkpoint_digest
from vcam.engine.bilayer.portrait import Portrait, make_portrait
from vcam.errors import CheckpointError, ConfigError, ShapeError
from vcam.landmarks.official_crop import Crop
from vcam.models.adaptive import AdaptiveWeight, BlockParameters
from vcam.models.bilayer import BilayerAvatar
from vcam.models.build import BilayerConfig, build
from vcam.models.checkpoint import load_checkpoint, load_strictly
from vcam.models.folded import FoldedGenerator
from vcam.paths import cache_folder, write_atomically

log = logging.getLogger(__name__)

FORMAT, VERSION = "vcam-bilayer-portrait", 1
"""The version is raised whenever a portrait is made or drawn in another way."""
CACHED_PORTRAITS = 8
"""Files kept; the least recently used one goes first."""
GENERATOR = "generator."


def portrait_of(avatar: Avatar, checkpoint: Path) -> Portrait:
    """The portrait of an avatar: from the cache, else made and cached.

    Args:
        avatar: of any photo.
        checkpoint: a folder; it is only loaded when the portrait must be made.

    Raises:
        CheckpointError: the checkpoint can't be used.
    """
    path = portraits_folder() / f"{_key(avatar, checkpoint)}.safetensors"
    if path.is_file():
        try:
            portrait = read_portrait(path)
        except CheckpointError as error:
            log.info("%s", error)
        else:
            with suppress(OSError):
                os.utime(path)
            return portrait
    portrait = make_portrait(avatar, load_checkpoint(checkpoint))
    try:
        write_portrait(path, portrait)
        _trim()
    except OSError as error:
        log.warning("the Bi-layer portrait of %s can't be cached: %s", avatar.name, error)
    return portrait


def portraits_folder() -> Path:
    """Where they lie."""
    return cache_folder() / "bilayer"


def write_portrait(path: Path, portrait: Portrait) -> None:
    """Write a portrait that is on the CPU; after a failure `path` is as it was before.

    Raises:
        OSError: it can't be written.
    """
    tensors = {GENERATOR + name: tensor for name, tensor in portrait.generator.state_dict().items()}
    tensors |= {"texture": portrait.texture, "keypoints": portrait.keypoints}
    tensors = {name: tensor.contiguous() for name, tensor in tensors.items()}
    metadata = {
        "format": FORMAT,
        "version": str(VERSION),
        "checksum": _checksum(tensors),
        "crop": json.dumps(vars(portrait.crop)),
        "config": json.dumps(portrait.config.to_json()),
        "origin": portrait.origin,
    }
    content = save(tensors, metadata)
    with write_atomically(path) as temporary:
        temporary.write_bytes(content)


def read_portrait(path: Path) -> Portrait:
    """Read a portrait back.

    Raises:
        CheckpointError: the file is missing, damaged, or of another version.
    """
    try:
        with safe_open(path, framework="pt") as file:
            metadata = file.metadata() or {}
            if (metadata.get("format"), metadata.get("version")) != (FORMAT, str(VERSION)):
                raise CheckpointError(f"the portrait {path} is of another version: it must be made anew")
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
        if metadata["checksum"] != _checksum(tensors):
            raise CheckpointError(f"the portrait {path} is damaged: it must be made anew")
        config = BilayerConfig.from_json(json.loads(metadata["config"]))
        texture, keypoints = tensors.pop("texture"), tensors.pop("keypoints")
        generator = _empty_generator(config)
        weights = {name.removeprefix(GENERATOR): tensor for name, tensor in tensors.items()}
        load_strictly(generator, weights, str(path))
        generator.requires_grad_(False).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        return Portrait(
            generator=generator,
            texture=texture,
            keypoints=keypoints,
            crop=Crop(**json.loads(metadata["crop"])),
            config=config,
            origin=metadata["origin"],
        )
    except (OSError, SafetensorError, ShapeError, ConfigError, KeyError, ValueError, TypeError) as error:
        raise CheckpointError(f"the portrait {path} can't be read ({error}): it must be made anew") from error


def _empty_generator(config: BilayerConfig) -> FoldedGenerator:
    """Folded networks without weights, which takes no memory."""
    with torch.device("meta"):
        channels = config.inference_channels
        avatar = BilayerAvatar(
            texture=torch.empty(1, 3, config.image_size, config.image_size),
            parameters=tuple(
                BlockParameters(
                    norm2=(_empty_weight(after, 1),),
                    skip=_empty_weight(after, before) if config.adaptive_skips else None,
                    next_norm=(_empty_weight(after, 1),),
                )
                for before, after in zip([channels[0], *channels], channels, strict=False)
            ),
        )
        return FoldedGenerator(build(config), avatar)


def _empty_weight(rows: int, columns: int) -> AdaptiveWeight:
    return AdaptiveWeight(weight=torch.empty(1, rows, columns), bias=torch.empty(1, rows))


def _key(avatar: Avatar, checkpoint: Path) -> str:
    """What a portrait is made of, as a name."""
    digest = blake2b(f"{FORMAT} {VERSION} {checkpoint_digest(checkpoint)}".encode(), digest_size=16)
    for array in (avatar.photo, avatar.layers.cutout[..., 3], avatar.points):
        digest.update(str(array.shape).encode())
        digest.update(np.ascontiguousarray(array).data)
    return digest.hexdigest()


def _checksum(tensors: dict[str, Tensor]) -> str:
    """CRC-32 of all tensors in the order of their names: against accidents."""
    value = 0
    for name in sorted(tensors):
        value = zlib.crc32(tensors[name].detach().numpy().reshape(-1).view(np.uint8).data, value)
    return f"{value:08x}"


def _trim() -> None:
    files = sorted(portraits_folder().glob("*.safetensors"), key=lambda path: path.stat().st_mtime)
    for path in files[:-CACHED_PORTRAITS]:
        path.unlink(missing_ok=True)
