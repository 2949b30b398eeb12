"""Reads the authors' released checkpoints into our networks, with spectral norm folded.

They are one PyTorch file per network, `<epoch>_<network>.pth`, in the folders of their training runs; the
texture updater ("texture enhancer" there) was trained in a run of its own.
Source: Fast Bi-layer Neural Synthesis (2020) and its released code, saic-violet/bilayer-model.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import torch
from torch import Tensor

from vcam.errors import CheckpointError
from vcam.models.bilayer import Bilayer
from vcam.models.build import INFERENCE_SHRINK, BilayerConfig, Size, build
from vcam.models.checkpoint import Checkpoint, load_strictly

BASE = ("identity_embedder", "texture_generator", "keypoints_embedder", "inference_generator")
UPDATER, DISCRIMINATOR = "texture_enhancer", "discriminator"
OURS = MappingProxyType(
    {
        "identity_embedder": "identity_embedder",
        "texture_generator": "texture_generator",
        "keypoints_embedder": "keypoint_embedder",
        "inference_generator": "inference_generator",
        UPDATER: "texture_updater",
        DISCRIMINATOR: "discriminator",
    }
)
"""The authors' names of the networks, and ours."""

_FILE = re.compile(rf"(\d+)_({'|'.join(OURS)})\.pth")

_PLAIN_BLOCK = (
    (r"\.block_feats\.1\.", ".conv1."),
    (r"\.block\.0\.", ".conv2."),
    (r"\.skip\.0\.", ".skip."),
)
_NORM_BLOCK = (
    (r"\.block_feats\.0\.", ".norm1."),
    (r"\.block_feats\.2\.", ".conv1."),
    (r"\.block_feats\.3\.", ".norm2."),
    (r"\.norm_layer\.", ".norm."),
)
_RULES: Mapping[str, tuple[tuple[str, str | Callable[[re.Match[str]], str]], ...]] = {
    "identity_embedder": (
        (r"^net\.enc\.0\.", "first_conv."),
        (r"^net\.enc\.(\d+)\.", lambda match: f"encoder.{int(match[1]) - 1}."),
        (r"^net\.dec_blocks\.", "decoder."),
        *_PLAIN_BLOCK,
    ),
    "texture_generator": (
        (r"^gen_tex_input$", "constant"),
        (r"^prj_tex\.fc_blocks\.", "predictor.groups."),
        (r"^gen_tex\.heads\.0\.0\.", "head."),
        (r"^gen_tex\.blocks\.6\.", "final_norm."),
        (r"^gen_tex\.", ""),
        (r"\.block_feats\.0\.", ".norm1."),
        (r"\.block_feats\.3\.", ".conv1."),
        (r"\.block_feats\.4\.", ".norm2."),
        (r"\.block\.0\.", ".conv2."),
        (r"\.norm_layer\.", ".norm."),
        (r"\.pixel_feats$", ".pixel_features"),
    ),
    "keypoints_embedder": ((r"^net\.", ""),),
    "inference_generator": (
        (r"^prj_inf\.fc_blocks\.", "predictor.groups."),
        (r"^gen_inf\.heads\.0\.0\.", "warp_head."),
        (r"^gen_inf\.heads\.1\.0\.", "low_frequency_head."),
        (r"^gen_inf\.heads\.2\.0\.", "mask_head."),
        (r"^gen_inf\.blocks\.6\.", "final_norm."),
        (r"^gen_inf\.", ""),
        *_NORM_BLOCK,
        (r"\.block\.1\.", ".conv2."),
    ),
    UPDATER: (
        (r"^net\.blocks\.0\.", "first_conv."),
        (r"^net\.blocks\.13\.", "head."),
        (r"^net\.blocks\.1\.", "down."),
        (r"^net\.blocks\.10\.block_feats\.2\.", "up.conv1."),
        (r"^net\.blocks\.10\.skip\.1\.", "up.skip."),
        (r"^net\.blocks\.10\.", "up."),
        (r"^net\.blocks\.(\d+)\.", lambda match: f"middle.{int(match[1]) - 2}."),
        *_PLAIN_BLOCK,
    ),
    DISCRIMINATOR: (
        (r"^net\.final_block\.0\.", "final_norm."),
        (r"^net\.linear\.", "head."),
        (r"^net\.", ""),
        *_NORM_BLOCK,
        (r"\.block\.0\.", ".conv2."),
        (r"\.skip\.0\.", ".skip."),
    ),
}
"""For each of the authors' networks: what in a tensor's name becomes what, in this order."""
_IGNORED = frozenset({"identity_grid"})
"""Constants that we compute."""


@dataclass(frozen=True, kw_only=True)
class OfficialFiles:
    """The authors' files that belong together, by their names of the networks."""

    paths: Mapping[str, Path]


def find_official(folder: Path) -> OfficialFiles:
    """Search a folder and its subfolders for the authors' checkpoints; of several epochs the last is taken.

    Raises:
        CheckpointError: the four networks of the base model aren't there, or are there from several runs.
    """
    if not folder.is_dir():
        raise CheckpointError(f"{folder} is not a folder: name the one with the authors' .pth files")
    runs: dict[tuple[Path, int], dict[str, Path]] = {}
    for path in sorted(folder.rglob("*.pth")):
        match = _FILE.fullmatch(path.name)
        if match:
            runs.setdefault((path.parent, int(match[1])), {})[match[2]] = path
    whole = {run: paths for run, paths in runs.items() if set(BASE) <= paths.keys()}
    if not whole:
        names = {name for paths in runs.values() for name in paths}
        absent = ", ".join(f"<epoch>_{name}.pth" for name in BASE if name not in names)
        why = f"it lacks {absent}" if absent else "no four files of one epoch lie together"
        raise CheckpointError(
            f"{folder} does not hold the authors' base model ({why}): unpack their download"
        )
    if len({parent for parent, _ in whole}) > 1:
        raise CheckpointError(
            f"{folder} holds several base models ({', '.join(sorted({str(p) for p, _ in whole}))}): name one"
        )
    paths = {name: path for name, path in whole[max(whole)].items() if name in (*BASE, DISCRIMINATOR)}
    updaters = [(epoch, found[UPDATER]) for (_, epoch), found in runs.items() if UPDATER in found]
    if updaters:
        paths[UPDATER] = max(updaters)[1]
    return OfficialFiles(paths=paths)


def import_official(folder: Path) -> Checkpoint:
    """Read the authors' networks.

    Args:
        folder: holds their runs, or one run with the base model's files.

    Returns:
        A checkpoint with spectral norm folded; it has an updater or a discriminator if they have.

    Raises:
        CheckpointError: a file is missing, damaged, holds code, or is not one of their networks.
    """
    found = find_official(folder)
    tensors = {name: read_tensors(path) for name, path in found.paths.items()}
    config = BilayerConfig(
        size=_size_of(tensors["inference_generator"], found.paths["inference_generator"]),
        updater=UPDATER in tensors,
        discriminator=DISCRIMINATOR in tensors,
    )
    with torch.device("meta"):
        bilayer = build(config)
    for name in found.paths:
        fill_network(bilayer, name, tensors.pop(name), found.paths[name])
    base = found.paths[BASE[0]]
    return Checkpoint(
        config=config,
        bilayer=bilayer.eval(),
        origin=f"The authors' release, base model of epoch {base.name.split('_')[0]}.",
    )


def read_tensors(path: Path) -> dict[str, Tensor]:
    """Read one of the authors' files; nothing in it is executed.

    Raises:
        CheckpointError: it can't be read, or holds something else than tensors.
    """
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise CheckpointError(
            f"{path} is damaged or holds more than weights, and code is not run: download it anew"
        ) from error
    except (OSError, RuntimeError, ValueError, EOFError, KeyError) as error:
        raise CheckpointError(f"{path} can't be read ({_first_line(error)}): download it anew") from error
    if not isinstance(content, dict) or not all(
        isinstance(name, str) and isinstance(tensor, Tensor) for name, tensor in content.items()
    ):
        raise CheckpointError(f"{path} holds something else than named tensors: name the authors' files")
    return dict(content)


def fill_network(bilayer: Bilayer, name: str, tensors: Mapping[str, Tensor], path: Path) -> None:
    """Load one of the authors' networks into ours.

    Args:
        bilayer: ours.
        name: the authors' name of the network.
        tensors: by the authors' names, with spectral norm or folded.
        path: where they come from.

    Raises:
        CheckpointError: they don't fit.
    """
    network = bilayer.get_submodule(OURS[name])
    renamed = {
        _our_name(name, key): tensor
        for key, tensor in fold_spectral_norm(tensors, path).items()
        if key not in _IGNORED
    }
    for key, expected in network.state_dict().items():
        # Some versions of their batch norm don't count batches, and nothing here takes the count.
        if key.endswith(".num_batches_tracked") and key not in renamed:
            renamed[key] = torch.zeros(expected.shape, dtype=expected.dtype)
    load_strictly(network, renamed, str(path))


def fold_spectral_norm(tensors: Mapping[str, Tensor], path: Path) -> dict[str, Tensor]:
    """Replace each `weight_orig`, `weight_u`, `weight_v` by the weight that evaluation uses.

    The stored vectors are taken as they are: weight = weight_orig / (u . W v), W with a row per output.

    Raises:
        CheckpointError: one of the three is missing, or they don't fit together.
    """
    folded = dict(tensors)
    for key in tensors:
        if not key.endswith(".weight_orig"):
            continue
        stem = key.removesuffix("_orig")
        try:
            original, u, v = (folded.pop(stem + end) for end in ("_orig", "_u", "_v"))
            sigma = u.double() @ (original.double().flatten(1) @ v.double())
        except KeyError as error:
            raise CheckpointError(f"{path} lacks {error.args[0]}: download it anew") from error
        except RuntimeError as error:
            raise CheckpointError(
                f"{path} is damaged, the parts of {stem} don't fit: download it anew"
            ) from error
        folded[stem] = (original.double() / sigma).to(original.dtype)
    return folded


def _our_name(network: str, key: str) -> str:
    for pattern, replacement in _RULES[network]:
        key = re.sub(pattern, replacement, key, count=1)
    return key


def _size_of(tensors: Mapping[str, Tensor], path: Path) -> Size:
    """Which size an inference generator has, by the input of its first head."""
    widths = {BilayerConfig(size=size).inference_channels[-1]: size for size in INFERENCE_SHRINK}
    stem = "gen_inf.heads.0.0.weight"
    head = tensors.get(stem, tensors.get(f"{stem}_orig"))
    found = None if head is None or head.ndim != 4 else int(head.shape[1])
    if found not in widths:
        raise CheckpointError(
            f"{path} has a last layer of {found} channels, expected one of {', '.join(map(str, widths))}: "
            "only the authors' own sizes can be imported"
        )
    return widths[found]


def _first_line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
