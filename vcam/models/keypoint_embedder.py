"""The keypoint embedder: keypoints of the pose to show, as a vector, to the inference generator's input.

Source: Fast Bi-layer Neural Synthesis (2020), 3.1, A.2 and Figure 11.
"""

from __future__ import annotations

from torch import Tensor, nn

from vcam.models.blocks import SLOPE

POSE_SIDE = 4


class KeypointEmbedder(nn.Module):
    """A perceptron with three hidden layers."""

    def __init__(self, keypoints: int, width: int, channels: int) -> None:
        """Make the network.

        Args:
            keypoints: how many there are.
            width: of the hidden layers.
            channels: of the embedding.
        """
        super().__init__()
        self.keypoints = keypoints
        self.mlp = nn.Sequential(
            nn.Linear(2 * keypoints, width),
            nn.LeakyReLU(SLOPE),
            nn.Linear(width, width),
            nn.LeakyReLU(SLOPE),
            nn.Linear(width, width),
            nn.LeakyReLU(SLOPE),
            nn.Linear(width, channels * POSE_SIDE**2),
        )

    def forward(self, keypoints: Tensor) -> Tensor:
        """Embed (B,K,2) keypoints, x then y in [-1, 1], as (B,C,4,4)."""
        pose: Tensor = self.mlp(keypoints.flatten(1))
        return pose.unflatten(1, (-1, POSE_SIDE, POSE_SIDE))
