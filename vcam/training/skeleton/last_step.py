"""The last linear step towards the network's codes, for landmarks of a detector, solved in closed form.

What it is linear in are the direct way's features, what the transformer's tokens tell, and a one.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from vcam.models.skeleton_anchor import FACES, SkeletonAnchor

SHAPE, EXPRESSION, PHOTO_EXPRESSION, SPREAD, CORRECTIONS = range(5)
"""Kinds of codes."""
PATTERNS = 4 + 2 * len(FACES)
"""How often each of a face's components is among the features."""


class LastStep:
    """Gathers rows that say what codes of some kinds should be, and solves for the step that says so.

    The ridge keeps the step near what it was, where the rows tell nothing better.
    """

    def __init__(self, network: SkeletonAnchor, kinds: Sequence[int], components: int) -> None:
        """Begin at the network's present step.

        Args:
            network: whose step it is.
            kinds: of codes; their numbers of codes are the same.
            components: how many of a face's components are solved for; the others keep their part.
        """
        self._network, self._rows = network, [code_rows(network, kind) for kind in kinds]
        self._columns = _columns(network, components)
        steps = [_step(network, rows) for rows in self._rows]
        self._whole = torch.stack(steps)
        count, codes = len(self._columns), steps[0].shape[1]
        self._squares = torch.zeros(len(kinds), count, len(kinds), count, dtype=torch.float64)
        self._products = torch.zeros(len(kinds), count, codes, dtype=torch.float64)

    def add(self, rows: Sequence[Tensor | None], codes: Tensor, weight: float = 1.0) -> None:
        """Say `sum(rows @ step) = codes`.

        Args:
            rows: (B,F) of `step_inputs` or differences of such for each kind, or None.
            codes: (B,codes).
            weight: of these rows.
        """
        known = [(kind, of_kind) for kind, of_kind in enumerate(rows) if of_kind is not None]
        left = codes - torch.stack([of_kind @ self._whole[kind] for kind, of_kind in known]).sum(0)
        few = [(kind, of_kind[:, self._columns]) for kind, of_kind in known]
        for kind, of_kind in few:
            self._products[kind] += weight * (of_kind.T @ left)
            for other, of_other in few:
                self._squares[kind, :, other] += weight * (of_kind.T @ of_other)

    def solve(self, ridge: float) -> None:
        """Give the network the new step; `ridge` is in mean squares of a feature."""
        kinds, count, codes = self._products.shape
        squares = self._squares.view(kinds * count, kinds * count)
        squares = squares + torch.diag(squares.diagonal() * ridge + 1e-9)
        change = torch.linalg.solve(squares, self._products.view(-1, codes)).float()
        for rows, step, added in zip(self._rows, self._whole, change.split(count), strict=True):
            step[self._columns] += added
            _put(self._network, rows, step)


def step_inputs(network: SkeletonAnchor, inputs: tuple[Tensor, ...]) -> Tensor:
    """(B,F) what codes are linear in, for inputs of `SkeletonAnchor.forward`; exact landmarks give zeros."""
    photo, driver, neutral, views, visible, calibrated = inputs
    faces, views, calibrated = network.normalised(photo, driver, neutral, views, visible, calibrated)
    direct = network.features(faces, views, calibrated)
    summary = network.tokens(faces, visible, views, calibrated).flatten(1)
    rows = torch.cat([direct, summary, torch.ones(len(direct), 1)], 1)
    return rows * (1 - network.exactness(faces))


def code_rows(network: SkeletonAnchor, kind: int, exact: bool = False) -> slice:
    """Which rows of the step's weights make codes of a kind, for landmarks of a detector or exact ones."""
    start = sum(network.sizes[:kind]) + exact * sum(network.sizes)
    return slice(start, start + network.sizes[kind])


def _columns(network: SkeletonAnchor, components: int) -> Tensor:
    each = network.config.components
    kept = torch.arange(PATTERNS * each).view(PATTERNS, each)[:, :components].flatten()
    others = torch.arange(PATTERNS * each, network.direct.in_features + network.codes.in_features + 1)
    return torch.cat([kept, others])


def _step(network: SkeletonAnchor, rows: slice) -> Tensor:
    direct, summary = network.direct, network.codes.weight
    return torch.cat([direct.weight[rows], summary[rows], direct.bias[rows, None]], 1).T


def _put(network: SkeletonAnchor, rows: slice, step: Tensor) -> None:
    sizes = [network.direct.in_features, network.codes.in_features, 1]
    direct, summary, bias = step.split(sizes)
    network.direct.weight[rows], network.codes.weight[rows] = direct.T, summary.T
    network.direct.bias[rows] = bias[0]
