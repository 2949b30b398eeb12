"""Losses and figures of the network for the whole head."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import torch
from torch import Tensor, nn
from torch.nn import functional

from vcam.errors import ConfigError
from vcam.models.anchored import lay_over
from vcam.models.head_network import REACH, bend
from vcam.training.anchored.head_data import HeadBatch, HeadPairs, draw_heads, take_heads
from vcam.training.anchored.task import Step, taught

CPU = torch.device("cpu")
LOSSES = ("pixel", "gradient", "coarse", "restraint", "delta", "mask")
FIGURES = ("prior_head", "head", "ratio", "prior_sharpness", "sharpness")
MEASURED_PAIRS = 48
"""Pairs of each person that are measured, spread over all."""
EASY = 0.03
"""Error of the prior, 1 for white against black, below which pairs count alike."""
LACK = 0.25
"""Weight of lacking sharpness against the error, when the best weights are chosen."""


@dataclass(frozen=True, kw_only=True)
class HeadWeights:
    """Factors of the losses.

    Args:
        gradient: of the differences of neighbouring pixels, which keep edges.
        coarse: of the error at an eighth of the size, which sees shifts beyond the pixels' own reach.
        restraint: of colours changed at all.
        delta: of the warp delta's unevenness.
        mask: of the prior's detail that is taken away.
    """

    gradient: float = 0.5
    coarse: float = 0.5
    restraint: float = 0.4
    delta: float = 0.1
    mask: float = 0.02


def draw_head(corrections: Tensor, batch: HeadBatch) -> Tensor:
    """(B,3,2S,2S) the corrected picture.

    Args:
        corrections: (B,6,S,S) that the network made of the batch.
        batch: of pairs.
    """
    layer = bend(batch.layer, corrections[:, :2])
    overlay = functional.interpolate(
        corrections[:, 2:], layer.shape[-2:], mode="bilinear", align_corners=False
    )
    colour, alpha = layer[:, :3], layer[:, 3:]
    laid = lay_over(colour, torch.cat([overlay[:, :3] * alpha, overlay[:, 3:]], 1))
    return torch.minimum(laid.clamp(min=0), alpha) + (1 - alpha) * batch.behind


def prior_picture(batch: HeadBatch) -> Tensor:
    """(B,3,2S,2S) as geometry alone draws it."""
    return batch.layer[:, :3] + (1 - batch.layer[:, 3:]) * batch.behind


class HeadTask:
    """Training of the whole head's network."""

    losses = LOSSES
    figures = FIGURES

    def __init__(
        self,
        side: int,
        people: Sequence[HeadPairs],
        unseen: Sequence[HeadPairs],
        *,
        device: torch.device = CPU,
        weights: HeadWeights = HeadWeights(),
        teacher: nn.Module | None = None,
    ) -> None:
        """Train on people, measure on unseen ones.

        Args:
            side: of the network's patches.
            people, unseen: their pairs.
            device: where batches go.
            weights: of the losses.
            teacher: a trained network, to learn from half and half.

        Raises:
            ConfigError: the pairs' patches are of another size than the network's.
        """
        sides = {person.maps.shape[1] for person in (*people, *unseen)}
        if sides != {side}:
            raise ConfigError(
                f"the pairs' heads have sides of {', '.join(map(str, sorted(sides)))} pixels, expected the "
                f"network's {side}: make the pairs again"
            )
        self._people, self._unseen, self._weights = people, unseen, weights
        self.device = device
        self.judge: nn.Module | None = None
        self._teacher = teacher.to(device) if teacher is not None else None

    def step(self, network: nn.Module, batch: int, seed: int) -> Step:
        """Losses of a batch."""
        pairs = draw_heads(self._people, batch, seed).to(self.device)
        if self._teacher is not None:
            with torch.no_grad():
                shown = draw_head(self._teacher(pairs.patch), pairs)
            pairs = pairs._replace(truth=taught(pairs.truth, shown))
        return Step(
            head_losses(network(pairs.patch), pairs, self._weights), torch.zeros((), device=self.device)
        )

    def measure(self, network: nn.Module) -> dict[str, float]:
        """Figures on unseen people, mean over them: errors in grey levels where the network may act, their
        ratio pair by pair, and differences of neighbouring pixels against the truth's."""
        rows: dict[str, list[float]] = {}
        for person in self._unseen:
            places = torch.linspace(0, len(person.photo) - 1, min(MEASURED_PAIRS, len(person.photo))).long()
            batch = take_heads([(person, int(k)) for k in places]).to(self.device)
            reach = _reach(batch)
            with torch.no_grad():
                drawn = {"prior_": prior_picture(batch), "": draw_head(network(batch.patch), batch)}
            errors = {}
            for method, picture in drawn.items():
                errors[method] = _pair_errors(picture - batch.truth, reach)
                rows.setdefault(f"{method}head", []).append(255 * float(errors[method].mean()))
                true = _slopes(batch.truth, reach).clamp(min=1e-6)
                rows.setdefault(f"{method}sharpness", []).append(float(_slopes(picture, reach) / true))
            ratio = (errors[""] + EASY) / (errors["prior_"] + EASY)
            rows.setdefault("ratio", []).append(float(ratio.mean()))
        return {name: fmean(values) for name, values in rows.items()}

    def score(self, figures: Mapping[str, float]) -> float:
        """What the best weights have least of: error against the prior's, and sharpness lost against it."""
        lost = max(0.0, 1 - figures["sharpness"] / figures["prior_sharpness"])
        return figures["ratio"] + LACK * lost

    def tell(self, figures: Mapping[str, float]) -> str:
        """The figures in one sentence."""
        return (
            f"on unseen people the error is {figures['head']:.2f} grey levels, "
            f"{figures['prior_head']:.2f} by geometry alone."
        )


def head_losses(corrections: Tensor, batch: HeadBatch, weights: HeadWeights) -> dict[str, Tensor]:
    """The weighted terms, scalars; arguments as for `draw_head`."""
    picture, prior = draw_head(corrections, batch), prior_picture(batch)
    reach = _evened(_reach(batch), prior - batch.truth)
    error = picture - batch.truth
    delta, small_reach = corrections[:, :2], batch.patch[:, REACH : REACH + 1]
    residual = (draw_head(_without_delta(corrections), batch) - prior).abs()
    coarse = functional.avg_pool2d(error * reach, 8).abs().mean() / reach.mean().clamp(min=1e-3)
    return {
        "pixel": _mean(error.abs(), reach),
        "gradient": weights.gradient * _slopes(error, reach),
        "coarse": weights.coarse * coarse,
        "restraint": weights.restraint * _mean(residual, reach),
        "delta": weights.delta * _slopes(delta, torch.ones_like(small_reach)),
        "mask": weights.mask * corrections[:, 5:].sum() / small_reach.sum().clamp(min=1),
    }


def _evened(reach: Tensor, prior_error: Tensor) -> Tensor:
    """The reach, lower for pairs that the prior draws badly: those it draws well must not become worse."""
    with torch.no_grad():
        share = 1 / (_pair_errors(prior_error, reach) + EASY)
        return reach * (share / share.mean())[:, None, None, None]


def _pair_errors(error: Tensor, reach: Tensor) -> Tensor:
    """(B,) mean absolute error of each pair."""
    return (error.abs() * reach).sum((1, 2, 3)) / (3 * reach.sum((1, 2, 3))).clamp(min=1)


def _without_delta(corrections: Tensor) -> Tensor:
    return torch.cat([torch.zeros_like(corrections[:, :2]), corrections[:, 2:]], 1)


def _reach(batch: HeadBatch) -> Tensor:
    """(B,1,2S,2S) where the network may act."""
    return functional.interpolate(
        batch.patch[:, REACH : REACH + 1], batch.truth.shape[-2:], mode="bilinear", align_corners=False
    )


def _mean(values: Tensor, weight: Tensor) -> Tensor:
    return (values * weight).sum() / (values.shape[1] * weight.sum()).clamp(min=1)


def _slopes(values: Tensor, weight: Tensor) -> Tensor:
    """Mean absolute difference of neighbouring pixels, weighted."""
    across = (values[..., 1:] - values[..., :-1]).abs() * weight[..., 1:]
    down = (values[:, :, 1:] - values[:, :, :-1]).abs() * weight[:, :, 1:]
    return (across.sum() + down.sum()) / (values.shape[1] * weight.sum()).clamp(min=1)
