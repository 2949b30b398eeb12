"""Networks for the tests: small ones, exported on the spot, that visibly paint."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from vcam.engine.anchored.networks import AnchoredNetworks
from vcam.engine.anchored.placement import PlacedNetwork
from vcam.engine.anchored.runtimes import OnnxRuntime
from vcam.export.anchored import anchored_exportables
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


def head_generator(shift: float, redness: float) -> AnchoredGenerator:
    """A network that bends the whole head to the right and adds red to it, as far as it may."""
    torch.manual_seed(0)
    made = AnchoredGenerator(replace(SMALL, head=RegionConfig(side=32, channels=2))).eval()
    assert made.head is not None
    for network in (made.head, made.mouth, made.eyes):
        torch.nn.init.zeros_(network.head.weight)
        torch.nn.init.zeros_(network.head.get_parameter("bias"))
    with torch.no_grad():
        made.head.head.get_parameter("bias")[:4] = shift
        made.head.head.get_parameter("bias")[8:12] = redness
    return made


def graph(made: AnchoredGenerator, name: str = "anchored") -> bytes:
    """The same as a file for onnxruntime."""
    return to_bytes(anchored_exportables(made, "made by a test")[name])


def opened(content: bytes) -> OnnxRuntime:
    """A graph, ready to run."""
    import onnxruntime as ort

    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    return OnnxRuntime(ort.InferenceSession(content, options, ["CPUExecutionProvider"]))


@pytest.fixture(scope="session")
def make_generator() -> Callable[[float], AnchoredGenerator]:
    return generator


@pytest.fixture(scope="session")
def make_runtime() -> Callable[[AnchoredGenerator], OnnxRuntime]:
    return lambda made: opened(graph(made))


@pytest.fixture(scope="session")
def make_networks(
    make_runtime: Callable[[AnchoredGenerator], OnnxRuntime],
) -> Callable[[float], AnchoredNetworks]:
    def make(redness: float) -> AnchoredNetworks:
        return AnchoredNetworks(PlacedNetwork("mouth and eyes", make_runtime(generator(redness))))

    return make


@pytest.fixture(scope="session")
def make_head_networks() -> Callable[[float, float], AnchoredNetworks]:
    """Networks with one for the whole head, and nothing for mouth and eyes: shift and redness."""

    def make(shift: float, redness: float) -> AnchoredNetworks:
        made = head_generator(shift, redness)
        overlays, head = (opened(graph(made, name)) for name in ("anchored", "anchored_head"))
        return AnchoredNetworks(
            PlacedNetwork("mouth and eyes", overlays), head=PlacedNetwork("the head", head)
        )

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
