"""LPIPS: how different two pictures look, by the features of a recognition network.

The weights are not vcam's: they come from the `lpips` package, or from a file of its state dict.
Source: R. Zhang et al., The unreasonable effectiveness of deep features as a perceptual metric (2018), VGG16.
"""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vcam.errors import BackendUnavailable, CheckpointError
from vcam.frames import Image

if TYPE_CHECKING:
    from torch import Tensor, nn

BLOCKS = ((3, 64, 64), (64, 128, 128), (128, 256, 256, 256), (256, 512, 512, 512), (512, 512, 512, 512))
"""Channels before, between and after the convolutions of each block; a max-pooling lies between blocks."""
FEATURES_AFTER = (3, 8, 15, 22, 29)
"""Places in VGG16's list of layers after which features are compared: each block's last activation."""
SHIFT, SCALE = (-0.030, -0.088, -0.188), (0.458, 0.448, 0.450)
"""Mean and standard deviation of VGG16's input, for pictures in [-1, 1]."""
BACKBONE = "vgg16-*.pth"
"""The name under which torchvision keeps VGG16 in its cache."""
ADVICE = "save it by torch.save(lpips.LPIPS(net='vgg').state_dict(), FILE)"


class PictureDistance:
    """LPIPS of two pictures: 0 for equal ones."""

    def __init__(self, tensors: dict[str, Tensor], where: str) -> None:
        """Make the network.

        Args:
            tensors: state dict of `lpips.LPIPS(net="vgg")`.
            where: it comes from, for messages.

        Raises:
            CheckpointError: tensors are missing or of another shape.
        """
        import torch
        from torch import nn

        layers: list[nn.Module] = []
        for channels in BLOCKS:
            if layers:
                layers.append(nn.MaxPool2d(2))
            for before, after in pairwise(channels):
                layers += [nn.Conv2d(before, after, 3, padding=1), nn.ReLU()]
        self._device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self._network = nn.ModuleList(layers).requires_grad_(False)
        _fill(self._network, tensors, where)
        self._network.to(self._device)
        self._weights = [
            _expect(tensors, f"lin{place}.model.1.weight", (1, channels[-1], 1, 1), where).to(self._device)
            for place, channels in enumerate(BLOCKS)
        ]
        self._shift, self._scale = (
            torch.tensor(values, device=self._device).view(1, 3, 1, 1) for values in (SHIFT, SCALE)
        )

    def __call__(self, image: Image, truth: Image) -> float:
        """The distance of two (H, W, 3) uint8 RGB pictures of one size, at least 16 pixels wide and high."""
        import torch

        with torch.inference_mode():
            features = [self._features(picture) for picture in (image, truth)]
            terms = [
                (weight * (a - b).square()).sum(1).mean()
                for weight, a, b in zip(self._weights, *features, strict=True)
            ]
            return float(torch.stack(terms).sum())

    def _features(self, image: Image) -> Sequence[Tensor]:
        """Features (1,C,H,W) of every block, each pixel's of unit length."""
        import torch

        pixels = torch.from_numpy(np.ascontiguousarray(image)).to(self._device)
        x = pixels.permute(2, 0, 1)[None].float() / 127.5 - 1
        x = (x - self._shift) / self._scale
        found = []
        for place, layer in enumerate(self._network):
            x = layer(x)
            if place in FEATURES_AFTER:
                found.append(x / (x.square().sum(1, keepdim=True).sqrt() + 1e-10))
        return found


def open_distance(path: Path | None = None) -> PictureDistance:
    """LPIPS with the weights of a file, or of the `lpips` package and torchvision's cache.

    Args:
        path: state dict of `lpips.LPIPS(net="vgg")`; nothing is fetched.

    Raises:
        BackendUnavailable: no file is given, and the package or VGG16's weights are not there.
        CheckpointError: the file can't be read or holds something else.
    """
    from vcam.engine.device import prepare_torch

    if path is None and find_spec("lpips") is None:
        raise BackendUnavailable(
            "the lpips package is not installed: run pip install lpips, or name a file of its weights "
            "by --lpips-weights"
        )
    prepare_torch()
    import torch

    if path is None:
        # Without its backbone in the cache the package would fetch half a gigabyte.
        if not any(Path(torch.hub.get_dir(), "checkpoints").glob(BACKBONE)):
            raise BackendUnavailable(
                f"the lpips package is there, but VGG16's weights are not in {torch.hub.get_dir()}: make an "
                "lpips.LPIPS(net='vgg') once while online, or name a file of its weights by --lpips-weights"
            )
        package = importlib.import_module("lpips")
        return PictureDistance(package.LPIPS(net="vgg", verbose=False).state_dict(), "of the lpips package")
    try:
        tensors = torch.load(path, map_location="cpu", weights_only=True)
    # PyTorch's reader raises almost anything for a file that is cut short or something else.
    except Exception as error:
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise CheckpointError(f"the LPIPS weights {path} can't be read ({reason}): {ADVICE}") from error
    if not isinstance(tensors, dict):
        raise CheckpointError(f"the LPIPS weights {path} are no state dict: {ADVICE}")
    return PictureDistance(tensors, str(path))


def _fill(network: nn.ModuleList, tensors: dict[str, Tensor], where: str) -> None:
    """Give the convolutions their weights: slice k of the package's network is its block k."""
    for place, layer in enumerate(network):
        block = sum(last < place for last in FEATURES_AFTER) + 1
        for name, own in layer.named_parameters():
            key = f"net.slice{block}.{place}.{name}"
            own.copy_(_expect(tensors, key, tuple(own.shape), where))


def _expect(tensors: dict[str, Tensor], key: str, shape: tuple[int, ...], where: str) -> Tensor:
    tensor = tensors.get(key)
    if tensor is None or tuple(tensor.shape) != shape or not bool(tensor.isfinite().all()):
        raise CheckpointError(
            f"the LPIPS weights {where} don't hold {key} of the shape {'x'.join(map(str, shape))}: {ADVICE}"
        )
    return tensor
