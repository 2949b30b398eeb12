"""The anchored generator as a graph: for every avatar alike as it ships, or made for one avatar.

The warp prior, which finds the patches and lays the overlays down, is no network and stays outside.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from vcam import __version__
from vcam.avatar.avatar import Avatar
from vcam.engine.anchored.looks import RegionLooks
from vcam.engine.anchored.regions import EYES, MOUTH, Region
from vcam.export.bilayer import NOTICE
from vcam.export.exportable import Example, Exportable, Precision
from vcam.models.anchored import INPUTS, AnchoredGenerator

OVERLAYS = ("mouth_overlay", "eyes_overlay")
MAPS = (
    "0 to 1: what is open (of the mouth or between the lids); the lips' outer shape or the part of the iris "
    "that is seen; and the reach, where the network may act: the greater of both grown by `reach`, softly "
    "ending, 0 at the patch's border, times the strength, which is 0 where `moving` stands as in the photo "
    "and 1 from a movement of `full_at` on"
)
PLACE = (
    "a patch is an upright square in the face's own frame, fixed to the skull: its middle lies `below` under "
    "the mean of the points `anchor` at rest, its side is `size`; `mirrored` ones have left and right "
    "exchanged. Lengths are in face heights, numbers of points those of MediaPipe Face Mesh with irises "
    "(478), `opening` and `shape` are the outlines that the maps show, of a `round` shape centre and edge"
)
COMPOSITION = "the picture in the patch: clamp(prior * (1 - mask) + colour, 0, 1); laid over what was drawn"


def anchored_exportable(generator: AnchoredGenerator, origin: str) -> Exportable:
    """The networks as they ship, in single precision, with patches of noise to check them by.

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
        outputs=OVERLAYS,
        description={"network": "anchored", "config": generator.config.to_json(), "origin": origin},
    )


class AnchoredGraph(nn.Module):
    """One avatar: what the prior draws of mouth and eyes to what is to be laid over it."""

    def __init__(self, generator: AnchoredGenerator, mouth_rest: Tensor, eyes_rest: Tensor) -> None:
        """Put the graph together.

        Args:
            generator: of either precision.
            mouth_rest, eyes_rest: (1,5,M,M) and (2,5,E,E) the photo's patches: RGB, opening and shape.
        """
        super().__init__()
        self.mouth, self.eyes = generator.mouth, generator.eyes
        self.mouth_rest, self.eyes_rest = nn.Buffer(mouth_rest), nn.Buffer(eyes_rest)

    def forward(
        self, mouth_prior: Tensor, mouth_maps: Tensor, eyes_prior: Tensor, eyes_maps: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Draw (1,3,M,M), (1,3,M,M), (2,3,E,E), (2,3,E,E): (1,4,M,M) and (2,4,E,E) overlays."""
        mouth = self._draw(self.mouth, mouth_prior, self.mouth_rest, mouth_maps)
        return mouth, self._draw(self.eyes, eyes_prior, self.eyes_rest, eyes_maps)

    def _draw(self, network: nn.Module, prior: Tensor, rest: Tensor, maps: Tensor) -> Tensor:
        patch = torch.cat([prior, rest[:, :3], maps[:, :2], rest[:, 3:], maps[:, 2:]], 1)
        overlay: Tensor = network(patch.to(next(network.parameters()).dtype))
        return overlay.float()


def avatar_exportable(
    generator: AnchoredGenerator, avatar: Avatar, origin: str, precision: Precision = "fp32"
) -> Exportable:
    """The networks for one avatar, whose photo is a constant of the graph.

    Args:
        generator: the networks, in evaluation mode, single precision.
        avatar: of any photo.
        origin: how the weights came about, one sentence.
        precision: what the networks compute with.
    """
    mouth_rest = _rest(avatar, (MOUTH,), generator.config.mouth.side)
    eyes_rest = _rest(avatar, EYES, generator.config.eyes.side)
    live = AnchoredGraph(generator, mouth_rest, eyes_rest)
    network = live
    if precision == "fp16":
        network = AnchoredGraph(deepcopy(generator).half(), mouth_rest, eyes_rest)
    return Exportable(
        network=network,
        live=live,
        precision=precision,
        examples=_examples(mouth_rest, eyes_rest),
        outputs=OVERLAYS,
        description=_describe(generator, avatar, origin, precision),
    )


def _rest(avatar: Avatar, regions: tuple[Region, ...], side: int) -> Tensor:
    """(N,5,S,S) in [0, 1] the photo's patches."""
    patches = np.stack([RegionLooks(avatar, region, side).rest for region in regions])
    return torch.from_numpy(patches.transpose(0, 3, 1, 2).copy()).float() / 255


def _examples(mouth_rest: Tensor, eyes_rest: Tensor) -> tuple[Example, ...]:
    """The photo's own patches and others of chance, brighter and darker, with and without reach."""
    chance = torch.Generator().manual_seed(0)
    examples = []
    for gain, reach in ((1.0, 1.0), (0.6, 0.5), (1.0, 0.0)):
        inputs = {}
        for name, rest in (("mouth", mouth_rest), ("eyes", eyes_rest)):
            noise = 0.1 * torch.randn(rest[:, :3].shape, generator=chance)
            inputs[f"{name}_prior"] = (gain * rest[:, :3] + noise).clamp(0, 1)
            inputs[f"{name}_maps"] = torch.cat([1 - rest[:, 3:], torch.full_like(rest[:, :1], reach)], 1)
        examples.append(inputs)
    return tuple(examples)


def _describe(
    generator: AnchoredGenerator, avatar: Avatar, origin: str, precision: Precision
) -> dict[str, Any]:
    mouth, eyes = generator.config.mouth.side, generator.config.eyes.side
    return {
        "vcam": __version__,
        "notice": NOTICE,
        "renderer": "anchored",
        "avatar": avatar.name,
        "weights": origin,
        "config": generator.config.to_json(),
        "precision": f"{precision} inside; inputs and outputs are fp32",
        "inputs": {
            "mouth_prior": f"(1,3,{mouth},{mouth}) what geometry drew of the mouth, RGB, 0 to 1",
            "mouth_maps": f"(1,3,{mouth},{mouth}) {MAPS}",
            "eyes_prior": f"(2,3,{eyes},{eyes}) the same of the right eye and of the left one",
            "eyes_maps": f"(2,3,{eyes},{eyes}) the same of the eyes",
        },
        "outputs": dict.fromkeys(OVERLAYS, "(N,4,S,S) RGB to add, 0 to 1, and mask, for each patch"),
        "composition": COMPOSITION,
        "patches": PLACE,
        "regions": {
            name: _plain(region)
            for name, region in zip(("mouth", "right_eye", "left_eye"), (MOUTH, *EYES), strict=True)
        },
        "photo_size": list(avatar.size),
        "photo_points": np.round(avatar.points, 2).tolist(),
    }


def _plain(region: Region) -> dict[str, Any]:
    return {
        name: value.tolist() if isinstance(value, np.ndarray) else value
        for name, value in vars(region).items()
    }
