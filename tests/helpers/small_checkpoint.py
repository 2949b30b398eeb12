"""A checkpoint of small random networks for faces, and a figure that they draw."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from small_networks import small_bilayer, small_config
from torch import nn

from vcam.models.checkpoint import Checkpoint, save_checkpoint

KEYPOINTS = 68


def small_checkpoint(**changes: Any) -> Checkpoint:
    """Networks that make much of the pose and of every pixel, as trained ones do and fresh ones don't."""
    torch.manual_seed(11)
    changes = {"keypoints": KEYPOINTS, **changes}
    bilayer = small_bilayer(**changes)
    with torch.no_grad():
        for module in bilayer.keypoint_embedder.modules():
            if isinstance(module, nn.Linear):
                module.weight.mul_(4)
        bilayer.inference_generator.mask_head.weight.mul_(4)
    return Checkpoint(config=small_config(**changes), bilayer=bilayer, origin="Random weights of a test.")


def write_small_checkpoint(folder: Path, **changes: Any) -> Path:
    save_checkpoint(folder, small_checkpoint(**changes))
    return folder
