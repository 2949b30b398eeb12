"""Batch normalisation whose statistics are those of all processes together.

Source: Fast Bi-layer Neural Synthesis (2020), 3.5: statistics are synchronised during training.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn

from vcam.training.distributed import Processes, total


class CrossProcessBatchNorm(nn.BatchNorm2d):
    """What `nn.SyncBatchNorm` does on GPUs, for the CPU, where that refuses to run."""

    def forward(self, input: Tensor) -> Tensor:
        """Normalise (B,C,H,W); in training by mean and variance over B, H and W of all processes."""
        if not self.training:
            return super().forward(input)
        x = input.float()
        count = total(x.new_tensor(float(x.numel() // x.shape[1])))
        mean = total(x.sum((0, 2, 3))) / count  # (C,)
        centred = x - mean[:, None, None]
        variance = total(centred.square().sum((0, 2, 3))) / count  # (C,)
        self._remember(mean.detach(), variance.detach() * count / (count - 1))
        y = centred * torch.rsqrt(variance + self.eps)[:, None, None]
        if self.affine:
            y = y * self.weight[:, None, None] + self.bias[:, None, None]
        return y.to(input.dtype)

    def _remember(self, mean: Tensor, variance: Tensor) -> None:
        if self.running_mean is None or self.running_var is None or self.num_batches_tracked is None:
            return
        self.num_batches_tracked.add_(1)
        momentum = 1 / float(self.num_batches_tracked) if self.momentum is None else self.momentum
        self.running_mean.lerp_(mean, momentum)
        self.running_var.lerp_(variance, momentum)


def synchronise(network: nn.Module, processes: Processes) -> None:
    """Replace every batch normalisation inside a network by a synchronised one; tensors keep their names."""
    if processes.world == 1:
        return
    if processes.device.type == "cuda":
        nn.SyncBatchNorm.convert_sync_batchnorm(network)
        return
    for module in list(network.modules()):
        for name, child in list(module.named_children()):
            if type(child) is nn.BatchNorm2d:
                setattr(module, name, _synchronised(child))


def _synchronised(norm: nn.BatchNorm2d) -> CrossProcessBatchNorm:
    new = CrossProcessBatchNorm(norm.num_features, norm.eps, norm.momentum, norm.affine)
    new.load_state_dict(norm.state_dict(), assign=True)
    for own, old in zip(new.parameters(), norm.parameters(), strict=True):
        own.requires_grad_(old.requires_grad)
    return new.train(norm.training)
