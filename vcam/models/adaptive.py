"""Adaptive parameters: weights of a generator that are predicted from the embeddings, as a value.

An avatar owns them; a generator's call takes them.
Source: Fast Bi-layer Neural Synthesis (2020), A.2, after T.-C. Wang et al., Few-shot Video-to-Video (2019).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from torch import Tensor, nn
from torch.nn import functional

FULL_SIDE = 32
"""Side that embeddings are resized to for a generator as wide as the embedder."""


@dataclass(frozen=True, kw_only=True, eq=False)
class AdaptiveWeight:
    """The predicted weight of one layer, for every avatar of a batch.

    Args:
        weight: (B,Cout,K): K is 1 for a norm's scale, and the input channels for a 1x1 convolution.
        bias: (B,Cout).
    """

    weight: Tensor
    bias: Tensor


NormWeights = tuple[AdaptiveWeight, ...]
"""One for adaptive batch normalisation; two, of scale and bias map, for AdaSPADE."""


@dataclass(frozen=True, kw_only=True, eq=False)
class BlockParameters:
    """What one embedding predicts.

    Args:
        norm2: for the second norm of its block.
        skip: for the block's 1x1 skip; None where skips are learned.
        next_norm: for the first norm of the next block, or the generator's last norm.
    """

    norm2: NormWeights
    skip: AdaptiveWeight | None
    next_norm: NormWeights


AdaptiveParameters = tuple[BlockParameters, ...]
"""Of a whole generator, from the coarsest block to the finest."""


class AdaptiveConv(nn.Module):
    """A 1x1 convolution with predicted weights."""

    def forward(self, x: Tensor, weight: AdaptiveWeight) -> Tensor:
        """Apply it to (B,Cin,H,W); a batch of 1 in either goes with all of the other."""
        flat = weight.weight @ x.flatten(2)  # (B,Cout,H*W)
        return (flat + weight.bias[..., None]).unflatten(2, x.shape[2:])  # (B,Cout,H,W)


class ParameterPredictor(nn.Module):
    """Predicts all adaptive parameters of one generator from the embeddings."""

    def __init__(
        self,
        embedding_channels: Sequence[int],
        hidden_channels: Sequence[int],
        channels: Sequence[tuple[int, int]],
        *,
        spade: bool,
        skips: bool,
    ) -> None:
        """Make three linear layers without non-linearity for each adaptive layer.

        Args:
            embedding_channels: of each embedding.
            hidden_channels: width of the linear layers, per embedding.
            channels: (input, output) channels of each of the generator's blocks; all outputs are the same
                fraction of the embedding's channels.
            spade: the norms are AdaSPADE, not adaptive batch normalisation.
            skips: the skips are adaptive.
        """
        super().__init__()
        self.spade, self.skips = spade, skips
        # A narrower generator gets fewer and shorter rows: the matrix must have one row per output channel.
        shrink = embedding_channels[0] // channels[0][1]
        self.side = FULL_SIDE // shrink
        row_length = self.side * self.side * shrink
        groups = []
        for hidden, (channels_in, channels_out) in zip(hidden_channels, channels, strict=True):
            norm = [channels_out] * 2 if spade else [1]
            columns = [*norm, *([channels_in] if skips else []), *norm]
            groups.append(nn.ModuleList(_decomposition(row_length, hidden, count) for count in columns))
        self.groups = nn.ModuleList(groups)
        self.rows = [channels_out for _, channels_out in channels]

    def forward(self, embeddings: Sequence[Tensor]) -> AdaptiveParameters:
        """Predict from embeddings (B,C,8,8)."""
        found = []
        for embedding, rows, group in zip(embeddings, self.rows, self.groups, strict=True):
            resized = functional.adaptive_avg_pool2d(embedding, self.side)  # (B,C,side,side)
            length = prod(resized.shape[1:]) // rows
            matrix = resized.reshape(-1, rows, length)  # (B,Cout,row length)
            found.append(self._arrange([_split(layers(matrix)) for layers in group.children()]))
        return tuple(found)

    def _arrange(self, weights: list[AdaptiveWeight]) -> BlockParameters:
        norms = 2 if self.spade else 1
        return BlockParameters(
            norm2=tuple(weights[:norms]),
            skip=weights[norms] if self.skips else None,
            next_norm=tuple(weights[-norms:]),
        )


def _decomposition(length: int, hidden: int, columns: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(length, hidden), nn.Linear(hidden, hidden), nn.Linear(hidden, columns + 1))


def _split(matrix: Tensor) -> AdaptiveWeight:
    """(B,Cout,K+1): the last column is the bias."""
    return AdaptiveWeight(weight=matrix[..., :-1], bias=matrix[..., -1])
