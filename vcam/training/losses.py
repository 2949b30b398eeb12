"""The losses of the Bi-layer networks, each as the paper writes it.

Source: Fast Bi-layer Neural Synthesis (2020), 3.2 to 3.5 and A.1, and the authors' settings
where these are silent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from vcam.training.distributed import mean_over_all

WARP_DECAY, WARP_DECAY_EVERY = 0.9, 50
WARP_SMALLEST = 1e-7
"""A weight of the warp regulariser below this is 0."""


@dataclass(frozen=True, kw_only=True)
class LossWeights:
    """Factors of the losses (3.5).

    Args:
        pixel: of the low-frequency layer's mean absolute error.
        perceptual: of the features for recognising things.
        face: of the features for recognising faces.
        adversarial: of both hinge losses.
        feature_matching: of the discriminator's features.
        warp: of the warp regulariser at the first iteration.
        mask: of the mask's cross entropy.
    """

    pixel: float = 10.0
    perceptual: float = 10.0
    face: float = 0.01
    adversarial: float = 0.5
    feature_matching: float = 10.0
    warp: float = 10.0
    mask: float = 10.0


def on_black(image: Tensor, mask: Tensor) -> Tensor:
    """Cut out a picture and put it on black.

    Args:
        image: (B,3,S,S) RGB in [-1, 1].
        mask: (B,1,S,S) the predicted foreground in [0, 1]. No gradient passes to it, so that the foreground
            can't shrink to nothing (3.4).
    """
    mask = mask.detach()
    return image * mask - (1 - mask)


def pixel_loss(low_frequency: Tensor, target: Tensor) -> Tensor:
    """Mean absolute error of the low-frequency layer (Eq. 2); both (B,3,S,S), on black."""
    return functional.l1_loss(low_frequency, target)


def mask_loss(logits: Tensor, mask: Tensor) -> Tensor:
    """Binary cross entropy of the predicted mask (3.4); both (B,1,S,S), the true one in [0, 1]."""
    return functional.binary_cross_entropy_with_logits(logits, mask)


def warp_loss(warp_delta: Tensor) -> Tensor:
    """Mean magnitude of the warp delta (B,S,S,2) (Eq. 6 and 9)."""
    return warp_delta.abs().mean()


def warp_weight(start: float, iteration: int) -> float:
    """Weight of `warp_loss`: a tenth less every 50 iterations, until it is nothing (3.5)."""
    weight = start * WARP_DECAY ** (iteration // WARP_DECAY_EVERY)
    return weight if weight >= WARP_SMALLEST else 0.0


def relativistic(scores: Tensor, others: Tensor) -> Tensor:
    """How much more real patches look than the mean of the others (Eq. 10 and 11).

    Args:
        scores: (B,1,H,W) of real pictures, or of generated ones.
        others: (B,1,H,W) of the other kind; the mean is over those of all processes.
    """
    return scores - mean_over_all(others)


def discriminator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """Hinge loss of the discriminator (Eq. 12) for its scores (B,1,H,W)."""
    return _hinge(relativistic(real, fake)) + _hinge(-relativistic(fake, real))


def generator_loss(real: Tensor, fake: Tensor) -> Tensor:
    """Hinge loss of the generators (Eq. 13) for the discriminator's scores (B,1,H,W)."""
    return _hinge(relativistic(fake, real)) + _hinge(-relativistic(real, fake))


def feature_matching_loss(real: Sequence[Tensor], fake: Sequence[Tensor]) -> Tensor:
    """Mean over layers of the mean absolute difference of the discriminator's features (Eq. 14).

    Args:
        real: (B,C,H,W) of each layer, for the true pictures; no gradient passes to them.
        fake: likewise, for the generated ones.
    """
    layers = [functional.l1_loss(f, r.detach()) for r, f in zip(real, fake, strict=True)]
    return torch.stack(layers).mean()


def _hinge(scores: Tensor) -> Tensor:
    return functional.relu(1 - scores).mean()
