"""Perceptual losses: differences of what fixed recognition networks see in two pictures.

Source: Fast Bi-layer Neural Synthesis (2020), 3.2, Eq. 4 and 5; layers, their weights and input ranges are
the authors'. Without trained weights the same network with fixed random ones stands in.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from vcam.errors import CheckpointError
from vcam.training.files import read_tensors

LAYER_WEIGHTS = (1 / 32, 1 / 16, 1 / 8, 1 / 4, 1.0)
VGG19_PATTERN = "vgg19-*.pth"
"""The name under which torchvision keeps VGG19 in its cache."""


@dataclass(frozen=True, kw_only=True)
class Architecture:
    """A VGG network up to the first activation at its smallest size.

    Args:
        name: for messages.
        repeats: convolutions at each size.
        widths: their channels.
        mean, std: of its input's channels, for pictures in [-1, 1].
        seed: of the random weights that stand in.
    """

    name: str
    repeats: tuple[int, ...]
    widths: tuple[int, ...] = (64, 128, 256, 512, 512)
    mean: tuple[float, float, float]
    std: tuple[float, float, float]
    seed: int


VGG19 = Architecture(
    name="VGG19",
    repeats=(2, 2, 4, 4, 1),
    mean=(2 * 0.485 - 1, 2 * 0.456 - 1, 2 * 0.406 - 1),
    std=(2 * 0.229, 2 * 0.224, 2 * 0.225),
    seed=19,
)
VGGFACE = Architecture(
    name="VGGFace",
    repeats=(2, 2, 3, 3, 1),
    mean=(103.939 / 127.5 - 1, 116.779 / 127.5 - 1, 123.680 / 127.5 - 1),
    std=(1 / 127.5, 1 / 127.5, 1 / 127.5),
    seed=16,
)


class FeatureNetwork(nn.Module):
    """The fixed network; its features are those after the first activation at each size."""

    mean: Tensor
    std: Tensor

    def __init__(self, architecture: Architecture) -> None:
        """Make the network, its weights not yet of use."""
        super().__init__()
        self.features = nn.Sequential()
        self.taps: list[int] = []
        self.conv_names: dict[str, str] = {}
        channels = 3
        for stage, (repeat, width) in enumerate(
            zip(architecture.repeats, architecture.widths, strict=True), 1
        ):
            if stage > 1:
                self.features.append(nn.AvgPool2d(2))
            for number in range(1, repeat + 1):
                self.conv_names[f"conv{stage}_{number}"] = f"features.{len(self.features)}"
                self.features.extend([nn.Conv2d(channels, width, 3, padding=1), nn.ReLU()])
                channels = width
                if number == 1:
                    self.taps.append(len(self.features) - 1)
        self.register_buffer("mean", torch.tensor(architecture.mean).view(3, 1, 1), persistent=False)
        self.register_buffer("std", torch.tensor(architecture.std).view(3, 1, 1), persistent=False)
        self.requires_grad_(False)

    def forward(self, image: Tensor) -> list[Tensor]:
        """The features (B,C,H,W) of (B,3,S,S) RGB in [-1, 1], large to small."""
        x = (image - self.mean) / self.std
        found = []
        for index, layer in enumerate(self.features):
            x = layer(x)
            if index in self.taps:
                found.append(x)
        return found


class PerceptualLoss(nn.Module):
    """Weighted mean absolute difference of features."""

    def __init__(self, network: FeatureNetwork, origin: str) -> None:
        """Compare by a network.

        Args:
            network: with its weights.
            origin: which network it is, and whose weights it has, one phrase.
        """
        super().__init__()
        self.network = network.eval()
        self.origin = origin

    def forward(self, image: Tensor, target: Tensor) -> Tensor:
        """The loss of (B,3,S,S) pictures in about [-1, 1], a scalar."""
        with torch.no_grad():
            wanted = self.network(target)
        found: Sequence[Tensor] = self.network(image)
        terms = [
            weight * functional.l1_loss(a.float(), b.float())
            for weight, a, b in zip(LAYER_WEIGHTS, found, wanted, strict=True)
        ]
        return torch.stack(terms).sum()


def load_perceptual(architecture: Architecture, path: Path | None) -> PerceptualLoss:
    """Make a perceptual loss, with the weights of a file or, without one, with fixed random ones.

    Args:
        architecture: `VGG19` or `VGGFACE`.
        path: a state dict as torchvision has them (`features.0.weight`), or with the layers' names
            (`conv1_1.weight`).

    Raises:
        CheckpointError: the file is missing, is no state dict, or holds another network.
    """
    network = FeatureNetwork(architecture)
    if path is None:
        _fill_with_random(network, architecture.seed)
        return PerceptualLoss(network, f"{architecture.name} replaced by fixed random features")
    _fill_from_file(network, architecture.name, path)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return PerceptualLoss(network, f"{architecture.name} with the weights of sha256 {digest[:16]}")


def find_vgg19() -> Path | None:
    """VGG19's weights in torchvision's cache, if they are there."""
    return next(iter(sorted(Path(torch.hub.get_dir(), "checkpoints").glob(VGG19_PATTERN))), None)


def _fill_from_file(network: FeatureNetwork, name: str, path: Path) -> None:
    advice = f"give the state dict of {name}, as torchvision has it"
    read = read_tensors(path, advice)
    if not isinstance(read, Mapping) or not all(isinstance(value, Tensor) for value in read.values()):
        raise CheckpointError(f"{path} holds no state dict: {advice}")
    tensors = {_torchvision_name(str(key), network.conv_names): value for key, value in read.items()}
    expected = network.state_dict()
    wrong = [
        key
        for key, own in expected.items()
        if key not in tensors or tensors[key].shape != own.shape or not bool(tensors[key].isfinite().all())
    ]
    if wrong:
        raise CheckpointError(
            f"{path} is not {name}, these tensors are missing, of another shape or not finite: "
            f"{', '.join(wrong)}; {advice}"
        )
    network.load_state_dict({key: tensors[key] for key in expected})


def _torchvision_name(key: str, conv_names: Mapping[str, str]) -> str:
    match = re.fullmatch(r"(conv\d_\d)\.(weight|bias)", key)
    return f"{conv_names[match[1]]}.{match[2]}" if match and match[1] in conv_names else key


def _fill_with_random(network: FeatureNetwork, seed: int) -> None:
    """Fixed random weights, so that every layer's output is as strong as the network's input.

    Source: after D. Mishkin and J. Matas, All You Need Is a Good Init (2015): layer by layer on one picture.
    """
    generator = torch.Generator().manual_seed(seed)
    coarse = torch.rand(2, 3, 8, 8, generator=generator) * 2 - 1
    x = (functional.interpolate(coarse, size=64, mode="bilinear") - network.mean) / network.std
    strength = x.std()
    with torch.no_grad():
        for layer in network.features:
            if isinstance(layer, nn.Conv2d):
                layer.weight.normal_(generator=generator)
                layer.bias = nn.Parameter(torch.zeros(layer.out_channels), requires_grad=False)
                layer.weight.mul_(strength / layer(x).std())
            x = layer(x)
