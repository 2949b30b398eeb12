"""The networks together: what is made once per avatar, and what is drawn per frame.

Source: Fast Bi-layer Neural Synthesis (2020), 3.1 and Figure 2.
"""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn

from vcam.errors import ShapeError
from vcam.models.adaptive import AdaptiveParameters
from vcam.models.discriminator import Discriminator
from vcam.models.identity_embedder import IdentityEmbedder
from vcam.models.inference_generator import InferenceGenerator, InferenceOutput
from vcam.models.keypoint_embedder import KeypointEmbedder
from vcam.models.sampling import sample
from vcam.models.texture_generator import TextureGenerator
from vcam.models.texture_updater import STEPS, TextureUpdater


@dataclass(frozen=True, kw_only=True, eq=False)
class BilayerAvatar:
    """All that the networks keep of a source picture.

    Args:
        texture: (B,3,S,S) high frequencies in about [-1, 1].
        parameters: adaptive parameters of the inference generator.
    """

    texture: Tensor
    parameters: AdaptiveParameters


@dataclass(frozen=True, kw_only=True, eq=False)
class Rendering:
    """One picture and its layers.

    Args:
        drawn: the inference generator's output.
        high_frequency: (B,3,S,S) the texture sampled by the warp field.
    """

    drawn: InferenceOutput
    high_frequency: Tensor

    @property
    def image(self) -> Tensor:
        """(B,3,S,S) RGB, about [-1, 1]: not clamped (Eq. 1)."""
        return self.drawn.low_frequency + self.high_frequency


class Bilayer(nn.Module):
    """All networks; the updater is left out in the ablation, the discriminator outside training."""

    def __init__(
        self,
        *,
        identity_embedder: IdentityEmbedder,
        texture_generator: TextureGenerator,
        keypoint_embedder: KeypointEmbedder,
        inference_generator: InferenceGenerator,
        texture_updater: TextureUpdater | None,
        discriminator: Discriminator | None,
    ) -> None:
        """Put networks together; `build` makes them fit."""
        super().__init__()
        self.identity_embedder = identity_embedder
        self.texture_generator = texture_generator
        self.keypoint_embedder = keypoint_embedder
        self.inference_generator = inference_generator
        self.texture_updater = texture_updater
        self.discriminator = discriminator

    def make_avatar(self, source: Tensor, mask: Tensor, landmark_image: Tensor) -> BilayerAvatar:
        """Make avatars of source pictures, before any update of the texture.

        Args:
            source: (B,3,S,S) RGB in [-1, 1].
            mask: (B,1,S,S) foreground in [0, 1].
            landmark_image: (B,3,S,S) the source's landmarks drawn, RGB in [-1, 1].

        Raises:
            ShapeError: the inputs don't fit together.
        """
        batch, _, height, width = _expect("source", source, (None, 3, None, None))
        _expect("mask", mask, (batch, 1, height, width))
        _expect("landmark image", landmark_image, (batch, 3, height, width))
        embeddings = self.identity_embedder(source, mask, landmark_image)
        return BilayerAvatar(
            texture=self.texture_generator(self.texture_generator.predict(embeddings)),
            parameters=self.inference_generator.predict(embeddings),
        )

    def update_avatar(
        self, avatar: BilayerAvatar, source: Tensor, keypoints: Tensor, steps: int = STEPS
    ) -> BilayerAvatar:
        """Fit the avatars' textures to their sources; without an updater they stay as they are.

        Args:
            avatar: of the sources.
            source: (B,3,S,S) RGB in [-1, 1].
            keypoints: (B,K,2) of the sources, x then y in [-1, 1].
            steps: how many updates.
        """
        if self.texture_updater is None:
            return avatar
        drawn = self.draw(avatar, keypoints)
        texture = self.texture_updater.update(avatar.texture, source, drawn, steps)
        return BilayerAvatar(texture=texture, parameters=avatar.parameters)

    def draw(self, avatar: BilayerAvatar, keypoints: Tensor) -> InferenceOutput:
        """Run the networks of a frame, without the texture.

        Args:
            avatar: one for all poses, or one for each.
            keypoints: (B,K,2) of the poses to show, x then y in [-1, 1].

        Raises:
            ShapeError: the keypoints have another shape.
        """
        _expect("keypoints", keypoints, (None, self.keypoint_embedder.keypoints, 2))
        output: InferenceOutput = self.inference_generator(
            self.keypoint_embedder(keypoints), avatar.parameters
        )
        return output

    def render(self, avatar: BilayerAvatar, keypoints: Tensor) -> Rendering:
        """Draw avatars in poses, as `draw`, with the texture."""
        drawn = self.draw(avatar, keypoints)
        return Rendering(drawn=drawn, high_frequency=sample(avatar.texture, drawn.warp_field))


def _expect(name: str, tensor: Tensor, shape: tuple[int | None, ...]) -> tuple[int, ...]:
    """The tensor's shape, if it is as expected; None is any size."""
    found = tuple(tensor.shape)
    if len(found) != len(shape) or any(b is not None and a != b for a, b in zip(found, shape, strict=True)):
        wanted = " x ".join("any" if side is None else str(side) for side in shape)
        raise ShapeError(f"the {name} has the shape {' x '.join(map(str, found))}, expected {wanted}")
    return found
