"""An exponential moving average of weights, for checkpoints that waver less than the training."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import torch
from torch import Tensor, nn
from torch.optim.swa_utils import get_ema_multi_avg_fn

from vcam.errors import CheckpointError


class WeightAverage:
    """The average of named parameters; before the first update, their values."""

    def __init__(self, parameters: Iterable[tuple[str, nn.Parameter]], decay: float) -> None:
        """Begin an average.

        Args:
            parameters: with their names.
            decay: share of the old average in the new one, from 0 to below 1.
        """
        self._parameters = dict(parameters)
        self._mix = get_ema_multi_avg_fn(decay)
        self.tensors = {name: value.detach().clone() for name, value in self._parameters.items()}

    def update(self) -> None:
        """Take in the parameters as they are now."""
        with torch.no_grad():
            own = list(self.tensors.values())
            self._mix(own, [value.detach() for value in self._parameters.values()], 0)

    def restore(self, tensors: Mapping[str, Tensor]) -> None:
        """Go on with another average's tensors.

        Raises:
            CheckpointError: they are of other parameters.
        """
        if {n: t.shape for n, t in tensors.items()} != {n: t.shape for n, t in self.tensors.items()}:
            raise CheckpointError(
                "the moving average is of other weights than these: begin with a checkpoint"
            )
        for name, own in self.tensors.items():
            own.copy_(tensors[name])
