"""Networks for the tests: small ones, exported on the spot, that visibly paint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch

from vcam.engine.anchored.networks import AnchoredNetworks
from vcam.export.anchored import anchored_exportable
from vcam.export.onnx_format import to_bytes
from vcam.models.anchored import AnchoredConfig, AnchoredGenerator, RegionConfig

SMALL = AnchoredConfig(mouth=RegionConfig(side=32, channels=2), eyes=RegionConfig(side=16, channels=2))


def graph(redness: float) -> bytes:
    """A graph that adds red wherever it may act."""
    torch.manual_seed(0)
    generator = AnchoredGenerator(SMALL).eval()
    for network in (generator.mouth, generator.eyes):
        torch.nn.init.zeros_(network.head.weight)
        bias = torch.zeros(16)
        bias[:4] = redness  # the first four become the red of four pixels
        network.head.bias = torch.nn.Parameter(bias)
    return to_bytes(anchored_exportable(generator, "made by a test"))


@pytest.fixture(scope="session")
def make_networks() -> Callable[[float], AnchoredNetworks]:
    import onnxruntime as ort

    def make(redness: float) -> AnchoredNetworks:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        return AnchoredNetworks(ort.InferenceSession(graph(redness), options, ["CPUExecutionProvider"]))

    return make


@pytest.fixture
def weights_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A weights folder of its own for `load_networks`, empty but for a manifest of other weights."""
    import vcam.weights

    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / "manifest.json").write_text('{"weights": []}')
    monkeypatch.setattr(vcam.weights, "weights_folder", lambda: folder)
    vcam.weights._shipped.cache_clear()
    yield folder
    vcam.weights._shipped.cache_clear()
