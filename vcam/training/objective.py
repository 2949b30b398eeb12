"""One forward pass of training: a batch of pairs to the sum of all losses.

Source: Fast Bi-layer Neural Synthesis (2020), 3.2 to 3.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn

from vcam.errors import ConfigError
from vcam.models.bilayer import Bilayer, BilayerAvatar, Rendering
from vcam.models.discriminator import Discriminator, DiscriminatorOutput
from vcam.models.inference_generator import InferenceOutput
from vcam.models.sampling import sample
from vcam.training import losses
from vcam.training.losses import LossWeights, on_black
from vcam.training.networks import trained_networks
from vcam.training.perceptual import PerceptualLoss
from vcam.training.sample import Pair, View
from vcam.training.settings import Precision, Stage

LOSSES = (
    "pixel", "perceptual", "face", "adversarial", "feature_matching", "warp", "mask", "discriminator"
)  # fmt: skip
"""Names of the losses."""


class Losses(NamedTuple):
    """What a batch costs.

    Args:
        total: scalar, the weighted sum of all losses of generators and discriminator, for one backward pass.
        values: each loss by name, unweighted scalars without a graph.
    """

    total: Tensor
    values: dict[str, Tensor]


class Drawn(NamedTuple):
    """The pictures that losses are of, all fp32.

    Args:
        texture: (B,3,S,S) of the sources, updated in the updater stage.
        rendering: the sources in the targets' poses.
    """

    texture: Tensor
    rendering: Rendering


@dataclass(frozen=True, kw_only=True, eq=False)
class Perceptual:
    """The two perceptual losses: features for recognising things, and faces."""

    things: PerceptualLoss
    faces: PerceptualLoss


class Objective(nn.Module):
    """All networks and losses as one module with a forward pass, as data parallelism needs it."""

    def __init__(
        self,
        bilayer: Bilayer,
        perceptual: Perceptual,
        *,
        stage: Stage,
        weights: LossWeights,
        precision: Precision = "fp32",
    ) -> None:
        """Prepare a stage: what it does not train is frozen, in evaluation mode.

        Args:
            bilayer: with a discriminator and, for the updater stage, an updater.
            perceptual: fixed networks.
            stage: to train.
            weights: of the losses.
            precision: of the networks; losses are always fp32.

        Raises:
            ConfigError: the networks have no discriminator.
        """
        super().__init__()
        if bilayer.discriminator is None:
            raise ConfigError("the networks to train have no discriminator: build them with one")
        self.bilayer = bilayer
        self.things, self.faces = perceptual.things, perceptual.faces
        self.stage = stage
        self.weights = weights
        self.precision = precision
        bilayer.requires_grad_(False).eval()
        for network in trained_networks(bilayer, stage).values():
            network.requires_grad_(True).train()
        # What comes after the last embedding leads nowhere; other processes would wait for its gradient.
        for name, parameter in bilayer.identity_embedder.decoder[-1].named_parameters():
            if name.startswith(("conv2.", "skip.")):
                parameter.requires_grad_(False)

    def forward(self, pair: Pair, warp_weight: float) -> Losses:
        """Draw the sources in the targets' poses and judge that.

        Args:
            pair: a batch of source and target views.
            warp_weight: of the warp regulariser.
        """
        with self._autocast(pair):
            drawn = self.draw(pair)
            target = drawn.rendering.drawn
            cut = on_black(pair.target.image, target.mask)
            image = on_black(drawn.rendering.image, target.mask)
            adversarial, matching, discriminator = self._discriminate(cut, image, pair.target)
            # The low frequencies are left to the pixelwise loss (Eq. 3).
            high = target.low_frequency.detach() + drawn.rendering.high_frequency
            high = on_black(high, target.mask)
            values = {
                "pixel": losses.pixel_loss(on_black(target.low_frequency, target.mask), cut),
                "perceptual": self.things(high, cut),
                "face": self.faces(high, cut),
                "adversarial": adversarial,
                "feature_matching": matching,
                "warp": losses.warp_loss(target.warp_delta),
                "mask": losses.mask_loss(target.mask_logits, pair.target.mask),
                "discriminator": discriminator,
            }
        return Losses(
            total=self._weigh(values, warp_weight), values={n: v.detach() for n, v in values.items()}
        )

    def draw(self, pair: Pair) -> Drawn:
        """Make avatars of the sources and show them in the targets' poses."""
        with torch.set_grad_enabled(torch.is_grad_enabled() and self.stage == "base"):
            avatar = self.bilayer.make_avatar(pair.source.image, pair.source.mask, pair.source.landmark_image)
            drawn = _in_fp32(self.bilayer.draw(avatar, pair.target.keypoints))
        texture = self._final_texture(avatar, pair.source)
        rendering = Rendering(drawn=drawn, high_frequency=sample(texture, drawn.warp_field))
        return Drawn(texture=texture, rendering=rendering)

    def _final_texture(self, avatar: BilayerAvatar, source: View) -> Tensor:
        texture = avatar.texture.float()
        if self.stage == "base" or self.bilayer.texture_updater is None:
            return texture
        with torch.no_grad():
            drawn = _in_fp32(self.bilayer.draw(avatar, source.keypoints))
        return self.bilayer.texture_updater.update(texture, source.image, drawn)

    def _discriminate(self, real: Tensor, fake: Tensor, target: View) -> tuple[Tensor, Tensor, Tensor]:
        """The adversarial losses of generators and discriminator, and feature matching between them.

        Each of the two passes takes real and fake pictures as one batch, for common statistics (A.2).
        """
        network = self.bilayer.discriminator
        if network is None:
            raise ConfigError("the discriminator was taken away during training")
        seen_real, seen_fake = _judge(network, real, fake.detach(), target.landmark_image)
        discriminator = losses.discriminator_loss(seen_real.scores, seen_fake.scores)
        with _frozen(network):
            _, seen = _judge(network, real, fake, target.landmark_image)
        adversarial = losses.generator_loss(seen_real.scores.detach(), seen.scores)
        return adversarial, losses.feature_matching_loss(seen_real.features, seen.features), discriminator

    def _weigh(self, values: dict[str, Tensor], warp_weight: float) -> Tensor:
        own = self.weights
        weights = {
            "pixel": own.pixel,
            "perceptual": own.perceptual,
            "face": own.face,
            "adversarial": own.adversarial,
            "feature_matching": own.feature_matching,
            "warp": warp_weight,
            "mask": own.mask,
            "discriminator": own.adversarial,
        }
        return torch.stack([weights[name] * value for name, value in values.items()]).sum()

    def _autocast(self, pair: Pair) -> torch.autocast:
        device = pair.source.image.device.type
        return torch.autocast(device, torch.bfloat16, enabled=self.precision == "bf16")


def _judge(
    network: Discriminator, real: Tensor, fake: Tensor, landmark_image: Tensor
) -> tuple[DiscriminatorOutput, DiscriminatorOutput]:
    out: DiscriminatorOutput = network(torch.cat([real, fake]), landmark_image.repeat(2, 1, 1, 1))
    scores = out.scores.float().chunk(2)
    features = [f.float().chunk(2) for f in out.features]
    first, second = (
        DiscriminatorOutput(scores=scores[half], features=tuple(f[half] for f in features)) for half in (0, 1)
    )
    return first, second


def _in_fp32(drawn: InferenceOutput) -> InferenceOutput:
    """Out of autocast's bf16, in which neighbouring sampling positions are one and the same."""
    return InferenceOutput(
        low_frequency=drawn.low_frequency.float(),
        warp_delta=drawn.warp_delta.float(),
        mask_logits=drawn.mask_logits.float(),
    )


@contextmanager
def _frozen(network: nn.Module) -> Iterator[None]:
    """Let gradients through a network, but not into its weights."""
    network.requires_grad_(False)
    try:
        yield
    finally:
        network.requires_grad_(True)
