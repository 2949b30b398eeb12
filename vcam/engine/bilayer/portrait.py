"""A portrait: all that a frame needs of one photo and one checkpoint.

Source: Fast Bi-layer Neural Synthesis (2020), 3.1, 3.3 and A.3.
"""

from __future__ import annotations

import logging
from copy import deepcopy
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from vcam.avatar.avatar import Avatar
from vcam.engine.bilayer.source import pose_of, source_of
from vcam.engine.device import Compute
from vcam.errors import CheckpointError
from vcam.frames import Points
from vcam.landmarks.lifting import COUNT_68
from vcam.landmarks.official_crop import Crop
from vcam.models.bilayer import Rendering
from vcam.models.build import BilayerConfig
from vcam.models.checkpoint import Checkpoint
from vcam.models.folded import FoldedGenerator
from vcam.models.sampling import sample

log = logging.getLogger(__name__)

HALF_TOLERANCE = 0.01
"""Mean difference, in [-1, 1], that half precision may make in a picture to be trusted."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Portrait:
    """One avatar's networks of a frame and its texture.

    Args:
        generator: the folded networks.
        texture: (1,3,S,S) high frequencies.
        keypoints: (1,68,2) the photo's own pose, in [-1, 1] of the crop.
        crop: the part of the photo that the networks draw.
        config: of the networks.
        origin: where their weights come from, one sentence.
        compute: where generator and texture are and why; None on the CPU until it was `placed`.
    """

    generator: FoldedGenerator
    texture: Tensor
    keypoints: Tensor
    crop: Crop
    config: BilayerConfig
    origin: str
    compute: Compute | None = None

    def render(self, keypoints: Points) -> Rendering:
        """Draw a pose.

        Args:
            keypoints: (68, 2) in [-1, 1] of the crop.

        Returns:
            Picture and layers, each with a batch of 1, single precision.
        """
        with torch.inference_mode():
            drawn = self.generator(pose_of(keypoints).to(self.texture.device))
            return Rendering(drawn=drawn, high_frequency=sample(self.texture, drawn.warp_field))

    def draw(self, keypoints: Points) -> NDArray[np.uint8]:
        """(S, S, 4) uint8 premultiplied RGB and alpha of a pose: the picture, cut out by the mask."""
        rendering = self.render(keypoints)
        with torch.inference_mode():
            mask = rendering.drawn.mask[0]
            colour = (rendering.image[0].clamp(-1, 1) + 1) / 2 * mask
            layer = (torch.cat([colour, mask]) * 255).round().to(torch.uint8)  # (4,S,S)
            return np.ascontiguousarray(layer.permute(1, 2, 0).cpu().numpy())

    def placed(self, compute: Compute) -> Portrait:
        """The same portrait on a device; on CUDA in half precision, where that gives the same picture."""
        if compute.device.type == "cpu":
            return replace(self, compute=compute)
        # Copied, since a module moves as it is.
        generator = deepcopy(self.generator).to(compute.device)
        portrait = replace(
            self, generator=generator, texture=self.texture.to(compute.device), compute=compute
        )
        return in_half(portrait, compute) if compute.device.type == "cuda" else portrait


def make_portrait(avatar: Avatar, checkpoint: Checkpoint) -> Portrait:
    """Run the networks that run once: avatar, texture updates, folding. Takes seconds on a CPU.

    Raises:
        CheckpointError: the networks take other keypoints, or what they draw is no picture.
    """
    config, bilayer = checkpoint.config, checkpoint.bilayer
    if config.keypoints != COUNT_68:
        raise CheckpointError(
            f"the checkpoint's networks take {config.keypoints} keypoints, expected {COUNT_68}: "
            "use one that was trained for faces"
        )
    source = source_of(avatar, config.image_size)
    with torch.no_grad():
        made = bilayer.make_avatar(source.image, source.mask, source.landmark_image)
        made = bilayer.update_avatar(made, source.image, source.keypoints)
        portrait = Portrait(
            generator=FoldedGenerator(bilayer, made),
            texture=made.texture.contiguous(),
            keypoints=source.keypoints,
            crop=source.crop,
            config=config,
            origin=checkpoint.origin,
        )
        picture = portrait.render(source.keypoints[0].numpy()).image
    if not bool(torch.isfinite(picture).all()):
        raise CheckpointError(
            "the checkpoint's networks draw values that are no numbers: train them further from an earlier "
            "state, or use another checkpoint"
        )
    return portrait


def in_half(portrait: Portrait, compute: Compute) -> Portrait:
    """The portrait in half precision, or as it is where that draws another picture; the reason then says so.

    Args:
        portrait: in single precision.
        compute: where it is.
    """
    half = replace(portrait, generator=deepcopy(portrait.generator))
    half.generator.halve()
    if _same_picture(half, portrait):
        return half
    reason = f"{compute.reason} It draws in single precision, as half precision gives another picture."
    return replace(portrait, compute=replace(compute, reason=reason))


def _same_picture(half: Portrait, single: Portrait) -> bool:
    """Whether half precision is as good, in the photo's own pose."""
    keypoints = single.keypoints[0].numpy()
    try:
        found, expected = half.render(keypoints), single.render(keypoints)
    except RuntimeError:
        log.info("half precision can't be used", exc_info=True)
        return False
    pairs = ((found.image, expected.image), (found.drawn.mask, expected.drawn.mask))
    # A comparison with what is no number is false, so that black pictures are found too.
    return all(bool((a - b).abs().mean() < HALF_TOLERANCE) for a, b in pairs)
