"""Losses and figures of one region's network, mouth or eyes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

import torch
from torch import Tensor, nn
from torch.nn import functional

from vcam.errors import ConfigError
from vcam.models.anchored import RegionConfig, lay_over
from vcam.models.region_discriminator import RegionDiscriminator
from vcam.training.anchored.data import PairBatch, PersonPairs, as_batch, draw_batch
from vcam.training.anchored.task import Step, taught

OPENING = 6
"""The opening's channel in a patch."""
LEAST_WEIGHT = 40.0
"""Weight, pixels in reach about, below which a pair counts less: there is little to see."""
LACK = 0.2
"""Weight of lacking sharpness against the error, when the best weights are chosen: blur has less error."""
MEASURED_PAIRS = 64
"""Pairs of each person that are measured, spread over all."""


@dataclass(frozen=True, kw_only=True)
class AnchoredWeights:
    """Factors of the losses.

    Args:
        opening: how much more a pixel of the opened mouth or eye counts than its surroundings.
        gradient: of the differences of neighbouring pixels, which keep edges.
        restraint: of what changes around the opening, where the prior knows much.
        mask: of the prior's detail that is taken away.
        adversarial: of the hinge loss.
        matching: of the discriminator's features.
    """

    opening: float = 4.0
    gradient: float = 0.3
    restraint: float = 0.1
    mask: float = 0.02
    adversarial: float = 0.1
    matching: float = 1.0


CPU = torch.device("cpu")
LOSSES = ("pixel", "gradient", "restraint", "mask", "adversarial", "matching")
FIGURES = ("prior_opening", "opening", "prior_reach", "reach", "prior_sharpness", "sharpness")


def losses(
    overlay: Tensor, batch: PairBatch, judge: nn.Module, weights: AnchoredWeights
) -> dict[str, Tensor]:
    """The weighted terms of the network that repairs, scalars; their sum is what is trained for.

    Args:
        overlay: (B,4,S,S) that the network made of the batch.
        batch: of pairs.
        judge: the discriminator, whose weights get gradients too that mean nothing.
        weights: of the terms.
    """
    opening, reach = batch.patch[:, OPENING : OPENING + 1], batch.reach
    picture = lay_over(batch.patch[:, :3], overlay)
    weight = reach * (1 + weights.opening * opening)
    # Each pair counts alike: a small opening is looked at as closely as a wide one.
    weight = weight / weight.sum((1, 2, 3), keepdim=True).clamp(min=LEAST_WEIGHT)
    total = 3 * weight.sum().clamp(min=1e-3)
    error = picture - batch.truth
    across = (error[..., 1:] - error[..., :-1]).abs() * weight[..., 1:]
    down = (error[:, :, 1:] - error[:, :, :-1]).abs() * weight[:, :, 1:]
    change = (picture - batch.patch[:, :3]).abs() * reach * (1 - opening)
    repaired = judge(picture, batch.patch)
    with torch.no_grad():
        true = judge(true_within_reach(batch), batch.patch)
    matching = [
        _within_reach((a - b).abs(), batch) for a, b in zip(repaired.features, true.features, strict=True)
    ]
    return {
        "pixel": (error.abs() * weight).sum() / total,
        "gradient": weights.gradient * (across.sum() + down.sum()) / total,
        "restraint": weights.restraint * change.sum() / (3 * reach.sum()).clamp(min=1.0),
        "mask": weights.mask * overlay[:, 3:].sum() / reach.sum().clamp(min=1.0),
        "adversarial": -weights.adversarial * _within_reach(repaired.scores, batch),
        "matching": weights.matching * torch.stack(matching).sum(),
    }


def judge_loss(overlay: Tensor, batch: PairBatch, judge: nn.Module) -> Tensor:
    """The discriminator's hinge loss, a scalar; arguments as for `losses`."""
    picture = lay_over(batch.patch[:, :3], overlay).detach()
    true, repaired = judge(true_within_reach(batch), batch.patch), judge(picture, batch.patch)
    return _within_reach((1 - true.scores).relu() + (1 + repaired.scores).relu(), batch)


def _within_reach(values: Tensor, batch: PairBatch) -> Tensor:
    """Mean of (B,C,H,W) values where the network may act: elsewhere true and repaired are the same."""
    weight = functional.adaptive_avg_pool2d(batch.reach, values.shape[-1])
    return (values * weight).sum() / (values.shape[1] * weight.sum().clamp(min=1e-3))


def true_within_reach(batch: PairBatch) -> Tensor:
    """(B,3,S,S) the truth where the network may act, the prior elsewhere: what a perfect one would make."""
    return batch.patch[:, :3] + batch.reach * (batch.truth - batch.patch[:, :3])


def measure(
    network: nn.Module, people: Sequence[PersonPairs], device: torch.device = CPU
) -> dict[str, float]:
    """Mean absolute errors in grey levels and sharpness, mean over people: of the prior and of the network.

    Args:
        network: to measure.
        people: unseen ones.
        device: where the network is.

    Returns:
        `FIGURES`: inside the opening, in all that is in reach, and the opening's sharpness: its mean
        difference of neighbouring pixels against the truth's.
    """
    rows: dict[str, list[float]] = {}
    for person in people:
        places = torch.linspace(0, len(person.photo) - 1, min(MEASURED_PAIRS, len(person.photo))).long()
        batch = as_batch(person.take(places.numpy())).to(device)
        with torch.no_grad():
            picture = lay_over(batch.patch[:, :3], network(batch.patch)).clamp(0, 1)
        masks = {"opening": batch.patch[:, OPENING : OPENING + 1] > 0.5, "reach": batch.reach > 0.5}
        for name, mask in masks.items():
            for method, drawn in (("prior_", batch.patch[:, :3]), ("", picture)):
                rows.setdefault(method + name, []).append(255 * _mean_of_pairs(drawn - batch.truth, mask))
        for method, drawn in (("prior_", batch.patch[:, :3]), ("", picture)):
            true_detail = _detail(batch.truth, masks["opening"]).clamp(min=1e-6)
            detail = _detail(drawn, masks["opening"]) / true_detail
            rows.setdefault(method + "sharpness", []).append(float(detail))
    return {name: fmean(values) for name, values in rows.items()}


def score(figures: Mapping[str, float]) -> float:
    """What the best weights have least of: error against the prior's, and lack of sharpness."""
    error = figures["opening"] / figures["prior_opening"] + figures["reach"] / figures["prior_reach"]
    return error / 2 + LACK * max(0.0, 1 - figures["sharpness"])


def _mean_of_pairs(error: Tensor, mask: Tensor) -> float:
    """Mean absolute error within the mask of each pair that has one, mean over them; 0 without any."""
    count = mask.sum((1, 2, 3))
    found = (error.abs() * mask).sum((1, 2, 3))[count > 0] / (3 * count[count > 0])
    return float(found.mean()) if len(found) else 0.0


def _detail(picture: Tensor, mask: Tensor) -> Tensor:
    """Mean difference of neighbouring pixels within a mask."""
    across = (picture[..., 1:, 1:] - picture[..., 1:, :-1]).abs()
    down = (picture[..., 1:, 1:] - picture[..., :-1, 1:]).abs()
    return ((across + down) * mask[..., 1:, 1:]).sum() / mask[..., 1:, 1:].sum().clamp(min=1)


class RegionTask:
    """Training of one region's network."""

    losses = LOSSES
    figures = FIGURES

    def __init__(
        self,
        config: RegionConfig,
        people: Sequence[PersonPairs],
        unseen: Sequence[PersonPairs],
        *,
        flip: bool,
        device: torch.device = CPU,
        weights: AnchoredWeights = AnchoredWeights(),
        teacher: nn.Module | None = None,
    ) -> None:
        """Train on people, measure on unseen ones.

        Args:
            config: of the network.
            people, unseen: their pairs.
            flip: mirror every second pair: right for the mouth, not for eyes, which are mirrored already.
            device: where batches go.
            weights: of the losses.
            teacher: a trained network that takes the same patches, to learn from half and half.

        Raises:
            ConfigError: the pairs' patches are of another size than the network's, or lack its hint.
        """
        sides = {person.moving.shape[1] for person in (*people, *unseen)}
        if sides != {config.side}:
            raise ConfigError(
                f"the pairs' patches have sides of {', '.join(map(str, sorted(sides)))} pixels, expected the "
                f"network's {config.side}: make the pairs again"
            )
        if {person.hinted for person in (*people, *unseen)} != {config.hinted}:
            told = "a hint" if config.hinted else "no hint"
            raise ConfigError(
                f"the network takes {told} of the driver's mouth, and some pairs differ: make the pairs again"
            )
        self._people, self._unseen, self._flip, self._weights = people, unseen, flip, weights
        self.device = device
        self.judge = RegionDiscriminator().to(device)
        self._teacher = teacher.to(device) if teacher is not None else None

    def step(self, network: nn.Module, batch: int, seed: int) -> Step:
        """Losses of a batch."""
        pairs = draw_batch(self._people, batch, seed, flip=self._flip).to(self.device)
        if self._teacher is not None:
            with torch.no_grad():
                shown = lay_over(pairs.patch[:, :3], self._teacher(pairs.patch)).clamp(0, 1)
            pairs = pairs._replace(truth=taught(pairs.truth, shown))
        overlay = network(pairs.patch)
        terms = losses(overlay, pairs, self.judge, self._weights)
        return Step(terms, judge_loss(overlay, pairs, self.judge))

    def measure(self, network: nn.Module) -> dict[str, float]:
        """Figures on unseen people."""
        return measure(network, self._unseen, self.device)

    def score(self, figures: Mapping[str, float]) -> float:
        """What the best weights have least of."""
        return score(figures)

    def tell(self, figures: Mapping[str, float]) -> str:
        """The figures in one sentence."""
        return (
            f"on unseen people the error within the opening is {figures['opening']:.1f} grey levels, "
            f"{figures['prior_opening']:.1f} by geometry alone."
        )
