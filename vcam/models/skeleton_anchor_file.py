"""The skeleton network's weights: one safetensors file whose metadata tell what the network is like."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save

from vcam.errors import CheckpointError, ConfigError
from vcam.models.checkpoint import load_strictly
from vcam.models.skeleton_anchor import AnchorConfig, SkeletonAnchor
from vcam.models.skeleton_layout import LANDMARKS

FORMAT, VERSION = "vcam-skeleton-anchor", 1


def skeleton_anchor_bytes(network: SkeletonAnchor, origin: str) -> bytes:
    """The content of a weights file.

    Args:
        network: the network.
        origin: how the weights came about, one sentence.
    """
    described = {"version": VERSION, "config": network.config.to_json(), "origin": origin}
    tensors = {name: tensor.contiguous() for name, tensor in network.state_dict().items()}
    content: bytes = save(tensors, {FORMAT: json.dumps(described)})
    return content


def skeleton_anchor_origin(path: Path) -> str:
    """How a file's weights came about.

    Raises:
        CheckpointError: the file is missing, damaged, or not what it says.
    """
    return str(_described(path)["origin"])


def load_skeleton_anchor(path: Path) -> SkeletonAnchor:
    """Read the network, strictly; it is in evaluation mode on the CPU.

    Raises:
        CheckpointError: the file is missing, damaged, or not what it says.
    """
    try:
        config = AnchorConfig.from_json(_described(path)["config"])
        tensors = load_file(path)
    except (OSError, SafetensorError, ConfigError) as error:
        raise _unreadable(path, error) from error
    members = torch.full((config.regions, config.region_points), -1)
    network = SkeletonAnchor(config, members, torch.zeros(LANDMARKS, 3))
    load_strictly(network, tensors, str(path))
    return network.eval()


def _described(path: Path) -> dict[str, Any]:
    try:
        with safe_open(path, "pt") as file:
            described: dict[str, Any] = json.loads((file.metadata() or {})[FORMAT])
        if described["version"] != VERSION or not {"config", "origin"} <= set(described):
            raise ValueError(f"version {described['version']}, expected {VERSION}")
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
        raise _unreadable(path, error) from error
    return described


def _unreadable(path: Path, error: Exception) -> CheckpointError:
    return CheckpointError(
        f"the weights {path} of the skeleton's network can't be read ({error}): copy the file anew"
    )
