"""Sample sheets: what the networks make of some pairs, layer by layer, as one picture.

Source: Fast Bi-layer Neural Synthesis (2020), Figure 7.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import torch
from torch import Tensor

from vcam.paths import write_atomically
from vcam.training.losses import on_black
from vcam.training.objective import Drawn, Objective
from vcam.training.sample import Pair
from vcam.training.standing import batch_statistics

COLUMNS = ("source", "target", "texture", "low frequency", "warp field", "mask", "result")
HEADER_PX = 16


def draw_sheet(objective: Objective, pair: Pair) -> np.ndarray:
    """One row per pair of a batch, one column per layer; the warp field's x is red and its y green.

    Args:
        objective: holds the networks; they are as before afterwards, but for running statistics.
        pair: a batch. In the base stage the normalisations go by it, as in training.

    Returns:
        (H,W,3) uint8 RGB.
    """
    with torch.no_grad():
        if objective.stage == "base":
            with batch_statistics(objective.bilayer):
                drawn = objective.draw(pair)
        else:
            drawn = objective.draw(pair)
    columns = _layers(pair, drawn)
    sheet = torch.cat([torch.cat(list(column), 1) for column in columns], 2)  # (3,B*S,7*S)
    picture = ((sheet.float().clamp(-1, 1) + 1) * 127.5).round().byte().permute(1, 2, 0).cpu().numpy()
    return np.concatenate([_header(columns[0].shape[-1]), picture])


def write_sheet(path: Path, sheet: np.ndarray) -> None:
    """Write a sheet as PNG.

    Args:
        path: of the file.
        sheet: (H,W,3) uint8 RGB.

    Raises:
        OSError: it can't be written.
    """
    _, data = cv2.imencode(".png", cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR))
    with write_atomically(path) as temporary:
        temporary.write_bytes(data.tobytes())


def _layers(pair: Pair, drawn: Drawn) -> list[Tensor]:
    """(B,3,S,S) in about [-1, 1] for each column."""
    out = drawn.rendering.drawn
    field = out.warp_field.permute(0, 3, 1, 2)  # (B,2,S,S)
    return [
        pair.source.image,
        pair.target.image,
        drawn.texture,
        out.low_frequency,
        torch.cat([field, -torch.ones_like(field[:, :1])], 1),
        (2 * out.mask - 1).expand(-1, 3, -1, -1),
        on_black(drawn.rendering.image, out.mask),
    ]


def _header(side: int) -> np.ndarray:
    header = np.zeros((HEADER_PX, side * len(COLUMNS), 3), np.uint8)
    for index, name in enumerate(COLUMNS):
        place = (index * side + 2, HEADER_PX - 5)
        cv2.putText(header, name, place, cv2.FONT_HERSHEY_SIMPLEX, 0.35, (255, 255, 255), 1, cv2.LINE_AA)
    return header
