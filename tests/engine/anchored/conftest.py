"""Networks for the tests: small ones, exported on the spot, that visibly paint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch

from vcam.engine.anchored.networks import AnchoredNetworks
from vcam.engine.anchored.placement import PlacedNetwork
from vcam.engine.anchored.runtimes import OnnxRuntime
from vcam.export.anchored import anchored_exportable
from vcam.export.onnx_format import to_bytes
from vcam.models.anchored import AnchoredConfig, AnchoredGenerator, RegionConfig

SMALL = AnchoredConfig(mouth=RegionConfig(side=32, channels=2), eyes=RegionConfig(side=16, channels=2))


def generator(redness: float) -> AnchoredGenerator:
    """Networks that add red wherever they may act."""
    torch.manual_seed(0)
    made = AnchoredGenerator(SMALL).eval()
    for network in (made.mouth, made.eyes):
        torch.nn.init.zeros_(network.head.weight)
        bias = torch.zeros(16)
        bias[:4] = redness  # the first four become the red of four pixels
        network.head.bias = torch.nn.Parameter(bias)
    return made


def graph(made: AnchoredGenerator) -> bytes:
    """The same as a file for onnxruntime."""
    return to_bytes(anchored_exportable(made, "made by a test"))


@pytest.fixture(scope="session")
def make_generator() -> Callable[[float], AnchoredGenerator]:
    return generator


@pytest.fixture(scope="session")
def make_runtime() -> Callable[[AnchoredGenerator], OnnxRuntime]:
    import onnxruntime as ort

    def make(made: AnchoredGenerator) -> OnnxRuntime:
        options = ort.SessionOptions()
        options.intra_op_num_threads = 1
        return OnnxRuntime(ort.InferenceSession(graph(made), options, ["CPUExecutionProvider"]))

    return make


@pytest.fixture(scope="session")
def make_networks(
    make_runtime: Callable[[AnchoredGenerator], OnnxRuntime],
) -> Callable[[float], AnchoredNetworks]:
    def make(redness: float) -> AnchoredNetworks:
        return AnchoredNetworks(PlacedNetwork("mouth and eyes", make_runtime(generator(redness))))

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
