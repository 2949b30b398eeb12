"""The skeleton's network for other runtimes: one face a run, for every avatar alike."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from vcam.export.exportable import Exportable
from vcam.models.skeleton_anchor import SkeletonAnchor
from vcam.models.skeleton_layout import LANDMARKS

OUTPUTS = ("shape", "expression", "photo_expression", "spread", "corrections")
NOISE = 0.02
"""Of the faces that the graph is checked by, face heights."""


class _AsTuple(nn.Module):
    def __init__(self, network: SkeletonAnchor) -> None:
        super().__init__()
        self.network = network

    def forward(
        self,
        photo: Tensor,
        driver: Tensor,
        neutral: Tensor,
        views: Tensor,
        visible: Tensor,
        calibrated: Tensor,
    ) -> tuple[Tensor, ...]:
        return self.network(photo, driver, neutral, views, visible, calibrated).tensors()


def skeleton_anchor_exportable(network: SkeletonAnchor, origin: str) -> Exportable:
    """The network in single precision, with faces near the mean one to check it by.

    Args:
        network: in evaluation mode.
        origin: how the weights came about, one sentence.
    """
    chance = torch.Generator().manual_seed(0)

    def faces() -> Tensor:
        return network.mean + NOISE * torch.randn(1, LANDMARKS, 3, generator=chance)

    def example(calibrated: float) -> dict[str, Tensor]:
        return {
            "photo": faces(),
            "driver": faces(),
            "neutral": faces(),
            "views": functional.normalize(
                torch.tensor([0.0, 0.0, 1.0]) + 0.3 * torch.randn(1, 3, 3, generator=chance), dim=2
            ),
            "visible": torch.ones(1, 2, LANDMARKS),
            "calibrated": torch.tensor([[calibrated]]),
        }

    graph = _AsTuple(network)
    return Exportable(
        network=graph,
        live=graph,
        precision="fp32",
        examples=(example(1.0), example(0.0)),
        outputs=OUTPUTS,
        description={"network": "skeleton_anchor", "config": network.config.to_json(), "origin": origin},
    )
