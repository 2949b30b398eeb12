"""The anchored generator for other runtimes: mouth and eyes of one frame, for every avatar alike."""

from __future__ import annotations

import torch
from torch import Tensor

from vcam.export.exportable import Exportable
from vcam.models.anchored import INPUTS, AnchoredGenerator


def anchored_exportable(generator: AnchoredGenerator, origin: str) -> Exportable:
    """The networks in single precision, with patches of noise to check them by.

    Args:
        generator: the networks, in evaluation mode.
        origin: how the weights came about, one sentence.
    """
    chance = torch.Generator().manual_seed(0)
    sides = generator.config.mouth.side, generator.config.eyes.side

    def patches(count: int, side: int) -> Tensor:
        return torch.rand(count, INPUTS, side, side, generator=chance)

    examples = tuple({"mouth": patches(1, sides[0]), "eyes": patches(2, sides[1])} for _ in range(3))
    return Exportable(
        network=generator,
        live=generator,
        precision="fp32",
        examples=examples,
        outputs=("mouth_overlay", "eyes_overlay"),
        description={"network": "anchored", "config": generator.config.to_json(), "origin": origin},
    )
