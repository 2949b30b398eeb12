"""The authors' networks: ours compute the same from the same weights.

Their weights are not there, so a rule fills tensors of their names and shapes, and files of their layout are
read by the import command. What their code then computes is in the shared folder.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
import torch
from torch import Tensor

from vcam.cli.main import main
from vcam.models.bilayer import Bilayer, BilayerAvatar, Rendering
from vcam.models.checkpoint import load_checkpoint
from vcam.models.folded import FoldedGenerator
from vcam.models.inference_generator import InferenceOutput
from vcam.models.sampling import sample
from vcam.models.texture_updater import reconstruction_gradient

pytestmark = [pytest.mark.shared, pytest.mark.timeout(600)]

MAIN_RUN, ENHANCER_RUN = "vc2-hq_adrianb_paper_main", "vc2-hq_adrianb_paper_enhancer"
FILES = {
    "identity_embedder": f"{MAIN_RUN}/checkpoints/2225_identity_embedder.pth",
    "texture_generator": f"{MAIN_RUN}/checkpoints/2225_texture_generator.pth",
    "keypoints_embedder": f"{MAIN_RUN}/checkpoints/2225_keypoints_embedder.pth",
    "inference_generator": f"{MAIN_RUN}/checkpoints/2225_inference_generator.pth",
    "discriminator": f"{MAIN_RUN}/checkpoints/2225_discriminator.pth",
    "texture_enhancer": f"{ENHANCER_RUN}/checkpoints/1225_texture_enhancer.pth",
}


@pytest.fixture(scope="module")
def reference(shared_dir: Path) -> Path:
    folder = shared_dir / "bilayer_reference"
    if not (folder / "vectors.npz").is_file():
        pytest.skip(f"no reference vectors at {folder}")
    return folder


@pytest.fixture(scope="module")
def rule(reference: Path) -> ModuleType:
    """The rule that fills tensors and pictures, a file of the shared folder."""
    spec = importlib.util.spec_from_file_location("fillrule", reference / "fillrule.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def vectors(reference: Path) -> dict[str, Tensor]:
    with np.load(reference / "vectors.npz") as file:
        names = [name for name in file.files if file[name].dtype.kind == "f"]
        return {name: torch.from_numpy(file[name].astype(np.float32)) for name in names}


def state_dict_of(network: str, names: list[dict[str, object]], rule: ModuleType) -> OrderedDict[str, Tensor]:
    """The authors' state dict of a network, with spectral norm, filled by the rule."""
    state: OrderedDict[str, Tensor] = OrderedDict()
    for entry in names:
        name, shape = str(entry["name"]), entry["shape"]
        if name.endswith((".weight_u", ".weight_v")):
            continue
        if name.endswith(".weight_orig"):
            stem = name.removesuffix("_orig")
            parts = rule.sn_triplet(network, stem, rule.fill(network, stem, shape))
            for end, part in zip(("_orig", "_u", "_v"), parts, strict=True):
                state[stem + end] = torch.from_numpy(part)
        elif name == "identity_grid":
            state[name] = torch.zeros(shape)  # ours is computed
        else:
            state[name] = torch.from_numpy(np.asarray(rule.fill(network, name, shape)))
    return state


@pytest.fixture(scope="module")
def bilayer(reference: Path, rule: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bilayer]:
    """Our networks, imported by the command from files like the authors'."""
    folder = tmp_path_factory.mktemp("official")
    networks = json.loads((reference / "state_dict.json").read_text())["networks"]
    for network, file in FILES.items():
        path = folder / "runs" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        state = state_dict_of(network, networks[network]["tensors"], rule)
        # The authors' PyTorch wrote no zip files yet.
        torch.save(state, path, _use_new_zipfile_serialization=False)
        path.with_name(path.name.replace("_", "_opt_", 1)).write_bytes(b"the optimiser's state, not read")
    try:
        assert main(["weights", "import-official", str(folder / "runs"), "--out", str(folder / "out")]) == 0
        checkpoint = load_checkpoint(folder / "out")
    finally:
        shutil.rmtree(folder / "runs")
    assert checkpoint.config.size == "medium"
    assert "2225" in checkpoint.origin
    yield checkpoint.bilayer
    shutil.rmtree(folder)


@dataclass(frozen=True)
class Source:
    picture: Tensor
    mask: Tensor
    landmark_image: Tensor
    keypoints: Tensor


@pytest.fixture(scope="module")
def source(rule: ModuleType) -> Source:
    parts = (rule.image(0.0), rule.segmask(), rule.stickimg(0), rule.keypoints("source"))
    return Source(*(torch.from_numpy(part)[None] for part in parts))


@pytest.fixture(scope="module")
def target(rule: ModuleType) -> Tensor:
    return torch.from_numpy(rule.keypoints("target"))[None]


@pytest.fixture(scope="module")
def avatar(bilayer: Bilayer, source: Source) -> BilayerAvatar:
    with torch.no_grad():
        return bilayer.make_avatar(source.picture, source.mask, source.landmark_image)


@pytest.fixture(scope="module")
def rendering(bilayer: Bilayer, avatar: BilayerAvatar, target: Tensor) -> Rendering:
    with torch.no_grad():
        return bilayer.render(avatar, target)


@pytest.fixture(scope="module")
def drawn_source(bilayer: Bilayer, avatar: BilayerAvatar, source: Source) -> InferenceOutput:
    with torch.no_grad():
        return bilayer.draw(avatar, source.keypoints)


def check(name: str, found: Tensor, expected: Tensor, tolerance: float) -> None:
    assert found.shape == expected.shape
    error = float((found - expected).abs().max())
    assert error <= tolerance, f"{name} differs by {error:.3g}, at most {tolerance:.3g} is allowed"


def test_embeddings(bilayer: Bilayer, source: Source, vectors: dict[str, Tensor]) -> None:
    with torch.no_grad():
        embeddings = bilayer.identity_embedder(source.picture, source.mask, source.landmark_image)
    assert len(embeddings) == 6
    for level, embedding in enumerate(embeddings):
        name = f"embed_{level}"
        check(name, embedding[0], vectors[name], 2e-5)


def test_texture(avatar: BilayerAvatar, vectors: dict[str, Tensor]) -> None:
    check("texture", avatar.texture[0], vectors["texture"], 5e-5)


def test_pose_embedding(bilayer: Bilayer, target: Tensor, vectors: dict[str, Tensor]) -> None:
    with torch.no_grad():
        pose = bilayer.keypoint_embedder(target)
    check("pose", pose[0], vectors["pose_embed_target"], 2e-5)


def test_layers_and_picture(rendering: Rendering, vectors: dict[str, Tensor]) -> None:
    drawn = rendering.drawn
    check("warp delta", drawn.warp_delta[0].permute(2, 0, 1), vectors["delta_uv"], 1e-5)
    check("low frequency", drawn.low_frequency[0], vectors["lf"], 2e-5)
    check("mask", drawn.mask_logits[0], vectors["seg_logits"], 5e-5)
    check("image", rendering.image[0], vectors["image"], 1e-3)


def test_folded_layers_and_picture(
    bilayer: Bilayer, avatar: BilayerAvatar, target: Tensor, vectors: dict[str, Tensor]
) -> None:
    with torch.no_grad():
        drawn = FoldedGenerator(bilayer, avatar)(target)
        image = drawn.low_frequency + sample(avatar.texture, drawn.warp_field)
    check("warp delta", drawn.warp_delta[0].permute(2, 0, 1), vectors["delta_uv"], 1e-5)
    check("low frequency", drawn.low_frequency[0], vectors["lf"], 2e-5)
    check("mask", drawn.mask_logits[0], vectors["seg_logits"], 5e-5)
    check("image", image[0], vectors["image"], 1e-3)


def test_texture_updates(
    bilayer: Bilayer,
    avatar: BilayerAvatar,
    source: Source,
    drawn_source: InferenceOutput,
    vectors: dict[str, Tensor],
) -> None:
    updater = bilayer.texture_updater
    assert updater is not None
    gradient = reconstruction_gradient(avatar.texture, source.picture, drawn_source)
    check("gradient", gradient[0], vectors["enh_grad_1"], 8e-3)
    with torch.no_grad():
        once = updater.update(avatar.texture, source.picture, drawn_source, steps=1)
        updated = bilayer.update_avatar(avatar, source.picture, source.keypoints)
    check("after 1 step", once[0], vectors["enh_texture_1"], 5e-4)
    check("after 4 steps", updated.texture[0], vectors["enh_texture_4"], 5e-3)


def test_discriminator(bilayer: Bilayer, rule: ModuleType, vectors: dict[str, Tensor]) -> None:
    assert bilayer.discriminator is not None
    picture, landmarks = (torch.from_numpy(part)[None] for part in (rule.image(1.0), rule.stickimg(11)))
    with torch.no_grad():
        out = bilayer.discriminator(picture, landmarks)
    check("scores", out.scores[0], vectors["dis_scores"], 1e-5)
    assert [feature.shape[1] for feature in out.features] == [128, 256, 512, 512, 512, 512]
