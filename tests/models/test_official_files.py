"""The authors' files: which are taken, how they are renamed and folded, what is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import torch

from vcam.cli.main import main
from vcam.errors import CheckpointError
from vcam.models.build import BilayerConfig, build
from vcam.models.official import (
    BASE,
    fill_network,
    find_official,
    fold_spectral_norm,
    import_official,
    read_tensors,
)

HERE = Path("file.pth")


def touch(folder: Path, *names: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"")


def base_files(epoch: int) -> list[str]:
    return [f"{epoch}_{name}.pth" for name in BASE]


@pytest.fixture
def keypoints_embedder() -> dict[str, torch.Tensor]:
    """Tensors by the authors' names."""
    generator = torch.Generator().manual_seed(1)
    shapes = {0: (256, 136), 2: (256, 256), 4: (256, 256), 6: (4096, 256)}
    tensors = {}
    for index, shape in shapes.items():
        tensors[f"net.mlp.{index}.bias"] = torch.randn(shape[0], generator=generator)
        tensors[f"net.mlp.{index}.weight_orig"] = torch.randn(shape, generator=generator)
        tensors[f"net.mlp.{index}.weight_u"] = torch.randn(shape[0], generator=generator)
        tensors[f"net.mlp.{index}.weight_v"] = torch.randn(shape[1], generator=generator)
    return tensors


def test_the_last_whole_epoch_is_taken(tmp_path):
    touch(tmp_path / "main" / "checkpoints", *base_files(25), *base_files(2225), "2250_identity_embedder.pth")
    touch(tmp_path / "main" / "checkpoints", *(f"2225_opt_{name}.pth" for name in BASE))
    touch(tmp_path / "enhancer" / "checkpoints", "25_texture_enhancer.pth", "1225_texture_enhancer.pth")
    paths = find_official(tmp_path).paths
    assert {path.name for path in paths.values()} == {*base_files(2225), "1225_texture_enhancer.pth"}
    assert set(find_official(tmp_path / "main").paths) == set(BASE)


def test_several_base_models_are_not_mixed(tmp_path):
    for run in ("a", "b"):
        touch(tmp_path / run, *base_files(10))
    with pytest.raises(CheckpointError, match="several base models"):
        find_official(tmp_path)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "lacks <epoch>_identity_embedder.pth, <epoch>_texture_generator.pth"),
        (base_files(3)[1:], r"lacks <epoch>_identity_embedder.pth\)"),
        ([*base_files(3)[:2], *base_files(4)[2:]], "no four files of one epoch"),
    ],
)
def test_an_incomplete_folder_says_what_is_missing(tmp_path, names, said):
    touch(tmp_path, *names)
    with pytest.raises(CheckpointError, match=said):
        find_official(tmp_path)


def test_no_folder(tmp_path):
    with pytest.raises(CheckpointError, match="is not a folder"):
        find_official(tmp_path / "absent")


def test_spectral_norm_folds_with_the_stored_vectors():
    weight = torch.randn(4, 3, 3, 3)
    u, v = torch.randn(4), torch.randn(27)
    folded = fold_spectral_norm(
        {"a.weight_orig": weight, "a.weight_u": u, "a.weight_v": v, "a.bias": u}, HERE
    )
    assert folded.keys() == {"a.weight", "a.bias"}
    torch.testing.assert_close(folded["a.weight"], weight / (u @ (weight.flatten(1) @ v)))


def test_folded_and_normed_files_are_the_same(keypoints_embedder):
    def loaded(tensors):
        with torch.device("meta"):
            bilayer = build(BilayerConfig())
        fill_network(bilayer, "keypoints_embedder", tensors, HERE)
        return bilayer.keypoint_embedder

    keypoints = torch.rand(1, 68, 2)
    one, two = loaded(keypoints_embedder), loaded(fold_spectral_norm(keypoints_embedder, HERE))
    assert torch.equal(one(keypoints), two(keypoints))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda t: t.pop("net.mlp.2.weight_u"), "file.pth lacks net.mlp.2.weight_u"),
        (lambda t: t.update({"net.mlp.2.weight_u": torch.zeros(3)}), "parts of net.mlp.2.weight don't fit"),
        (lambda t: t.pop("net.mlp.2.bias"), "missing: mlp.2.bias"),
        (lambda t: t.update({"net.frequencies": torch.zeros(1, 1, 4)}), "unexpected: frequencies"),
        (lambda t: t["net.mlp.0.bias"].fill_(torch.inf), "not finite: mlp.0.bias"),
        (lambda t: t["net.mlp.4.weight_v"].zero_(), "not finite: mlp.4.weight"),
    ],
)
def test_tensors_that_do_not_fit_are_named(keypoints_embedder, spoil, said):
    spoil(keypoints_embedder)
    with torch.device("meta"):
        bilayer = build(BilayerConfig())
    with pytest.raises(CheckpointError, match=said):
        fill_network(bilayer, "keypoints_embedder", keypoints_embedder, HERE)


class Harmful:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return os.mkdir, (str(self.path),)


@pytest.mark.parametrize("zipped", [True, False])
def test_code_in_a_file_is_not_run(tmp_path, zipped):
    path = tmp_path / "1_identity_embedder.pth"
    torch.save({"a": Harmful(tmp_path / "harm")}, path, _use_new_zipfile_serialization=zipped)
    with pytest.raises(CheckpointError, match="code is not run"):
        read_tensors(path)
    assert not (tmp_path / "harm").exists()


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04 broken"])
def test_damaged_files_are_one_error(tmp_path, content):
    (tmp_path / "a.pth").write_bytes(content)
    with pytest.raises(CheckpointError, match="download it anew"):
        read_tensors(tmp_path / "a.pth")


@pytest.mark.parametrize("content", [[1, 2], {"state": {"a": torch.zeros(1)}}, {1: torch.zeros(1)}])
def test_other_content_is_refused(tmp_path, content):
    torch.save(content, tmp_path / "a.pth")
    with pytest.raises(CheckpointError, match="something else than named tensors"):
        read_tensors(tmp_path / "a.pth")


def test_other_widths_are_refused(tmp_path):
    for name in BASE:
        torch.save({"gen_inf.heads.0.0.weight": torch.zeros(2, 24, 3, 3)}, tmp_path / f"1_{name}.pth")
    with pytest.raises(CheckpointError, match="24 channels, expected one of 16, 32, 64"):
        import_official(tmp_path)


def test_the_command_says_what_is_wrong_in_a_line(tmp_path, capsys):
    assert main(["weights", "import-official", str(tmp_path)]) == 1
    assert "does not hold the authors' base model" in capsys.readouterr().err
    assert main(["weights", "import-official", str(tmp_path), "--out", str(tmp_path)]) == 1
    assert "exists already" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
