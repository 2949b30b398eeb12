"""The anchored generator as a graph: for every avatar alike as it ships, or made for one avatar.

The warp prior, which finds the patches and lays the overlays down, is no network and stays outside.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from vcam import __version__
from vcam.avatar.avatar import Avatar
from vcam.engine.anchored.head import FIELD_RANGE, IN_FACE, HeadLooks
from vcam.engine.anchored.head import SIDE as HEAD_SIDE
from vcam.engine.anchored.looks import RegionLooks
from vcam.engine.anchored.regions import EYES, MOUTH, Region
from vcam.export.bilayer import NOTICE
from vcam.export.exportable import Example, Exportable, Precision
from vcam.models.anchored import AnchoredGenerator
from vcam.models.head_network import INPUTS as HEAD_INPUTS
from vcam.models.head_network import HeadNetwork

HEAD_MAPS = (
    "the face's outline, 0 to 1; the reach, where the network may act, 0 around eyes and mouth and at the "
    "square's border, times the strength, 0 where the face stands as in the photo; the displacement of the "
    f"warp field, x and y, in parts of {FIELD_RANGE} of the square's side; the same by the head's rigid "
    "motion in the plane through its middle; and how that changes with depth. The head's patch is an "
    f"upright square of the photo of {HEAD_SIDE} face heights around the middle of the avatar's crop"
)
HEAD_OUTPUTS = (
    "(1,6,S,S) warp delta x and y in parts of the square's side: the picture shows what geometry draws so "
    f"far away, times {IN_FACE} within the face's outline; then RGB to add and mask, laid over it before "
    "mouth and eyes"
)
EXAMPLES = 3
CORRECTIONS = "corrections"
OVERLAYS = ("mouth_overlay", "eyes_overlay")
MAPS = (
    "0 to 1: what is open (of the mouth or between the lids); the lips' outer shape or the part of the iris "
    "that is seen; and the reach, where the network may act: the greater of both grown by `reach`, softly "
    "ending, 0 at the patch's border, times the strength, which is 0 where `moving` stands as in the photo "
    "and 1 from a movement of `full_at` on"
)
HINT_MAPS = (
    "then three channels, RGB from 0 to 1, of the hint: coarse colours of what the driver shows between his "
    "lips, times what is open; 0 if nothing is known"
)
PLACE = (
    "a patch is an upright square in the face's own frame, fixed to the skull: its middle lies `below` under "
    "the mean of the points `anchor` at rest, its side is `size`; `mirrored` ones have left and right "
    "exchanged. Lengths are in face heights, numbers of points those of MediaPipe Face Mesh with irises "
    "(478), `opening` and `shape` are the outlines that the maps show, of a `round` shape centre and edge"
)
COMPOSITION = "the picture in the patch: clamp(prior * (1 - mask) + colour, 0, 1); laid over what was drawn"


def anchored_exportables(generator: AnchoredGenerator, origin: str) -> dict[str, Exportable]:
    """The networks as they ship, in single precision, with patches of noise to check them by.

    Args:
        generator: the networks, in evaluation mode.
        origin: how the weights came about, one sentence.

    Returns:
        By the names of their files: `anchored` for mouth and eyes, and `anchored_head` if there is one.
    """
    config, chance = generator.config, torch.Generator().manual_seed(0)

    def patches(count: int, channels: int, side: int) -> Tensor:
        return torch.rand(count, channels, side, side, generator=chance)

    regions = tuple(
        {
            "mouth": patches(1, config.mouth.inputs, config.mouth.side),
            "eyes": patches(2, config.eyes.inputs, config.eyes.side),
        }
        for _ in range(EXAMPLES)
    )
    made: dict[str, tuple[nn.Module, tuple[Example, ...], tuple[str, ...]]] = {
        "anchored": (generator, regions, OVERLAYS)
    }
    if generator.head is not None and config.head is not None:
        heads = tuple({"head": patches(1, HEAD_INPUTS, config.head.side)} for _ in range(EXAMPLES))
        made["anchored_head"] = (HeadGraph(generator.head), heads, (CORRECTIONS,))
    return {
        name: Exportable(
            network=network,
            live=network,
            precision="fp32",
            examples=examples,
            outputs=outputs,
            description={"network": name, "config": config.to_json(), "origin": origin},
        )
        for name, (network, examples, outputs) in made.items()
    }


class HeadGraph(nn.Module):
    """The network for the whole head; its one output comes as the only one of several."""

    def __init__(self, head: HeadNetwork) -> None:
        """Take the network."""
        super().__init__()
        self.network = head

    def forward(self, head: Tensor) -> tuple[Tensor]:
        """Draw (1,17,S,S): (1,6,S,S) corrections."""
        return (self.network(head),)


class AnchoredGraph(nn.Module):
    """One avatar: what the prior draws of mouth, eyes and head to what is to be changed of it."""

    def __init__(
        self, generator: AnchoredGenerator, mouth_rest: Tensor, eyes_rest: Tensor, head_rest: Tensor | None
    ) -> None:
        """Put the graph together.

        Args:
            generator: of either precision.
            mouth_rest, eyes_rest: (1,5,M,M) and (2,5,E,E) the photo's patches: RGB, opening and shape.
            head_rest: (1,5,S,S) RGB, alpha and outline, if there is a network for the head.
        """
        super().__init__()
        self.mouth, self.eyes, self.head = generator.mouth, generator.eyes, generator.head
        self.mouth_rest, self.eyes_rest = nn.Buffer(mouth_rest), nn.Buffer(eyes_rest)
        self.head_rest = None if head_rest is None else nn.Buffer(head_rest)

    def forward(
        self,
        mouth_prior: Tensor,
        mouth_maps: Tensor,
        eyes_prior: Tensor,
        eyes_maps: Tensor,
        head_prior: Tensor | None = None,
        head_maps: Tensor | None = None,
    ) -> tuple[Tensor, ...]:
        """Draw (1,3,M,M), (1,6,M,M) or without hint (1,3,M,M), (2,3,E,E), (2,3,E,E), (1,4,S,S), (1,8,S,S).

        Returns:
            (1,4,M,M) and (2,4,E,E) overlays, and (1,6,S,S) corrections if the head is given.
        """
        mouth = self._draw(self.mouth, mouth_prior, self.mouth_rest, mouth_maps)
        eyes = self._draw(self.eyes, eyes_prior, self.eyes_rest, eyes_maps)
        if self.head is None or self.head_rest is None or head_prior is None or head_maps is None:
            return mouth, eyes
        rest = self.head_rest
        patch = torch.cat([head_prior, rest[:, :4], head_maps[:, :1], rest[:, 4:], head_maps[:, 1:]], 1)
        return mouth, eyes, _run(self.head, patch)

    def _draw(self, network: nn.Module, prior: Tensor, rest: Tensor, maps: Tensor) -> Tensor:
        return _run(network, torch.cat([prior, rest[:, :3], maps[:, :2], rest[:, 3:], maps[:, 2:]], 1))


def _run(network: nn.Module, patch: Tensor) -> Tensor:
    """What a network of any precision gives, in single precision."""
    found: Tensor = network(patch.to(next(network.parameters()).dtype))
    return found.float()


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
    config = generator.config
    mouth_rest = _rest(avatar, (MOUTH,), config.mouth.side)
    eyes_rest = _rest(avatar, EYES, config.eyes.side)
    head_rest = _as_tensor(HeadLooks(avatar, config.head.side).rest[None]) if config.head else None
    rests = (mouth_rest, eyes_rest, head_rest)
    live = AnchoredGraph(generator, *rests)
    network = live
    if precision == "fp16":
        network = AnchoredGraph(deepcopy(generator).half(), *rests)
    return Exportable(
        network=network,
        live=live,
        precision=precision,
        examples=_examples(*rests, hinted=config.mouth.hinted),
        outputs=OVERLAYS if head_rest is None else (*OVERLAYS, CORRECTIONS),
        description=_describe(generator, avatar, origin, precision),
    )


def _rest(avatar: Avatar, regions: tuple[Region, ...], side: int) -> Tensor:
    """(N,5,S,S) in [0, 1] the photo's patches."""
    patches = np.stack([RegionLooks(avatar, region, side).rest for region in regions])
    return _as_tensor(patches)


def _as_tensor(patches: NDArray[np.uint8]) -> Tensor:
    """(N,C,S,S) in [0, 1] of (N, S, S, C)."""
    return torch.from_numpy(patches.transpose(0, 3, 1, 2).copy()).float() / 255


def _examples(
    mouth_rest: Tensor, eyes_rest: Tensor, head_rest: Tensor | None, *, hinted: bool
) -> tuple[Example, ...]:
    """The photo's own patches and others of chance, brighter and darker, with and without reach."""
    chance = torch.Generator().manual_seed(0)
    examples = []
    for gain, reach in ((1.0, 1.0), (0.6, 0.5), (1.0, 0.0)):
        inputs = {}
        for name, rest in (("mouth", mouth_rest), ("eyes", eyes_rest)):
            noise = 0.1 * torch.randn(rest[:, :3].shape, generator=chance)
            inputs[f"{name}_prior"] = (gain * rest[:, :3] + noise).clamp(0, 1)
            inputs[f"{name}_maps"] = torch.cat([1 - rest[:, 3:], torch.full_like(rest[:, :1], reach)], 1)
        if hinted:
            hint = (gain * mouth_rest[:, :3] * mouth_rest[:, 3:4]).clamp(0, 1)
            inputs["mouth_maps"] = torch.cat([inputs["mouth_maps"], hint], 1)
        if head_rest is not None:
            noise = 0.1 * torch.randn(head_rest[:, :4].shape, generator=chance)
            inputs["head_prior"] = (gain * head_rest[:, :4] + noise).clamp(0, 1)
            rest = head_rest[:, :1].expand(-1, 6, -1, -1)
            field = torch.randn(rest.shape, generator=chance).clamp(-1, 1) * 0.1
            inputs["head_maps"] = torch.cat(
                [head_rest[:, 4:], torch.full_like(head_rest[:, :1], reach), field], 1
            )
        examples.append(inputs)
    return tuple(examples)


def _describe(
    generator: AnchoredGenerator, avatar: Avatar, origin: str, precision: Precision
) -> dict[str, Any]:
    config = generator.config
    mouth, eyes, head = config.mouth.side, config.eyes.side, config.head.side if config.head else 0
    head_inputs = {
        "head_prior": f"(1,4,{head},{head}) what geometry drew of the head, RGB over the photo's background "
        "and the layer's alpha, 0 to 1",
        "head_maps": f"(1,8,{head},{head}) {HEAD_MAPS}",
    }
    return {
        "vcam": __version__,
        "notice": NOTICE,
        "renderer": "anchored",
        "avatar": avatar.name,
        "weights": origin,
        "config": config.to_json(),
        "precision": f"{precision} inside; inputs and outputs are fp32",
        "inputs": {
            "mouth_prior": f"(1,3,{mouth},{mouth}) what geometry drew of the mouth, RGB, 0 to 1",
            "mouth_maps": f"(1,6,{mouth},{mouth}) {MAPS}; {HINT_MAPS}"
            if config.mouth.hinted
            else f"(1,3,{mouth},{mouth}) {MAPS}",
            "eyes_prior": f"(2,3,{eyes},{eyes}) the same of the right eye and of the left one",
            "eyes_maps": f"(2,3,{eyes},{eyes}) the same of the eyes",
            **(head_inputs if head else {}),
        },
        "outputs": {
            **dict.fromkeys(OVERLAYS, "(N,4,S,S) RGB to add, 0 to 1, and mask, for each patch"),
            **({CORRECTIONS: HEAD_OUTPUTS} if head else {}),
        },
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
