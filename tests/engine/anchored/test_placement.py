"""Where networks run: the fastest place that draws the right picture, and a sentence for each step down."""

from __future__ import annotations

import logging
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch

from vcam.engine.anchored import torch_runtime
from vcam.engine.anchored.placement import PlacedNetwork
from vcam.engine.anchored.runtimes import (
    OnnxRuntime,
    draws_a_picture,
    draws_the_same,
    trial_inputs,
)
from vcam.engine.anchored.torch_runtime import TorchRuntime
from vcam.errors import CheckpointError
from vcam.models.anchored import AnchoredGenerator

GPU: Any = SimpleNamespace(device=SimpleNamespace(type="cuda"), name="GeForce", reason="It is there.")
"""Stands for a graphics processor; PyTorch on the CPU stands for what runs there."""
Spoil = Callable[[dict[str, np.ndarray]], None]


@pytest.fixture(scope="module")
def network(make_generator: Callable[[float], AnchoredGenerator]) -> AnchoredGenerator:
    return make_generator(0.5)


@pytest.fixture(scope="module")
def graph(
    network: AnchoredGenerator, make_runtime: Callable[[AnchoredGenerator], OnnxRuntime]
) -> OnnxRuntime:
    return make_runtime(network)


@pytest.fixture
def gpu(monkeypatch: pytest.MonkeyPatch) -> dict[bool, Spoil]:
    """What goes wrong on the graphics processor, by half (True) and single precision."""
    faults: dict[bool, Spoil] = {}

    class Pretended(TorchRuntime):
        def __init__(self, network, shapes, outputs, device, *, half):  # type: ignore[no-untyped-def]
            super().__init__(network, shapes, outputs, torch.device("cpu"), half=half)
            self.half = half

        def run(self, inputs):  # type: ignore[no-untyped-def]
            found = super().run(inputs)
            faults.get(self.half, lambda _: None)(found)
            return found

    monkeypatch.setattr(torch_runtime, "TorchRuntime", Pretended)
    return faults


def black(found: dict[str, np.ndarray]) -> None:
    for out in found.values():
        out[:] = 0


def no_numbers(found: dict[str, np.ndarray]) -> None:
    found["eyes_overlay"][0, 0, 3, 3] = np.nan


def another_colour(found: dict[str, np.ndarray]) -> None:
    found["mouth_overlay"] += 0.02


def fails(found: dict[str, np.ndarray]) -> None:
    raise RuntimeError("CUDA out of memory.\nmore")


def moved(graph: OnnxRuntime, network: AnchoredGenerator) -> PlacedNetwork:
    placed = PlacedNetwork("mouth and eyes", graph)
    placed.move(lambda: network, GPU)
    return placed


def test_without_a_move_it_stays_on_the_cpu(graph):
    placed = PlacedNetwork("mouth and eyes", graph)
    assert (placed.device, placed.notes, placed.shapes) == ("CPU", (), graph.shapes)
    inputs = trial_inputs(graph.shapes)
    np.testing.assert_array_equal(placed.run(inputs)["mouth_overlay"], graph.run(inputs)["mouth_overlay"])


def test_half_precision_is_taken_where_it_draws_the_same(graph, network, gpu):
    placed = moved(graph, network)
    assert (placed.device, placed.notes) == ("GeForce", ())
    inputs = trial_inputs(graph.shapes)
    found, expected = placed.run(inputs), graph.run(inputs)
    for name, wanted in expected.items():
        assert found[name].dtype == np.float32
        assert 0 < np.abs(found[name] - wanted).max() < 0.01
    assert next(network.parameters()).dtype == torch.float32


@pytest.mark.parametrize("fault", [black, no_numbers, another_colour])
def test_half_precision_that_draws_something_else_is_left(graph, network, gpu, fault, caplog):
    gpu[True] = fault
    placed = moved(graph, network)
    assert placed.device == "GeForce"
    (note,) = placed.notes
    assert note == "GeForce draws mouth and eyes wrongly in half precision, so it draws in single precision."
    assert note in caplog.text
    inputs = trial_inputs(graph.shapes)
    assert draws_the_same(placed.run(inputs), graph.run(inputs))


def test_numbers_too_high_for_half_precision_are_found(make_generator, make_runtime, gpu):
    network = make_generator(0.5)
    with torch.no_grad():
        for layer, factor in ((network.mouth.middle.conv1, 1e6), (network.mouth.middle.conv2, 1e-6)):
            layer.weight *= factor
        network.mouth.middle.conv1.bias *= 1e6
        network.mouth.head.weight.normal_(std=0.01)
    placed = moved(make_runtime(network), network)
    assert placed.device == "GeForce"
    assert "half precision" in placed.notes[0]


@pytest.mark.parametrize(
    ("fault", "told"), [(black, "draws mouth and eyes wrongly"), (fails, "(CUDA out of memory)")]
)
def test_a_gpu_that_draws_nothing_right_is_left_for_the_cpu(graph, network, gpu, fault, told, caplog):
    gpu.update({True: fault, False: fault})
    placed = moved(graph, network)
    assert placed.device == "CPU"
    assert [told in note for note in placed.notes] == [True, True]
    assert placed.notes[1].endswith(", so the CPU draws mouth and eyes.")
    assert all(note in caplog.text and "\n" not in note for note in placed.notes)
    inputs = trial_inputs(graph.shapes)
    np.testing.assert_array_equal(placed.run(inputs)["mouth_overlay"], graph.run(inputs)["mouth_overlay"])


@pytest.mark.parametrize("fault", [no_numbers, fails])
def test_the_cpu_goes_on_when_the_gpu_fails_later(graph, network, gpu, fault, caplog):
    placed = moved(graph, network)
    gpu[True] = fault
    inputs = trial_inputs(graph.shapes)
    with caplog.at_level(logging.WARNING):
        found = placed.run(inputs)
    np.testing.assert_array_equal(found["mouth_overlay"], graph.run(inputs)["mouth_overlay"])
    assert placed.device == "CPU"
    assert placed.notes[-1].startswith("GeForce ")
    placed.run(inputs)
    assert len(placed.notes) == 1


def test_networks_that_can_not_be_had_for_the_gpu_are_told(graph, gpu):
    def load() -> AnchoredGenerator:
        raise CheckpointError("the weights file is damaged")

    placed = PlacedNetwork("mouth and eyes", graph)
    placed.move(load, GPU)
    assert placed.device == "CPU"
    assert placed.notes == ("The CPU draws mouth and eyes, as the weights file is damaged.",)


def test_trials_are_pictures_that_differ_from_channel_to_channel():
    (trial,) = trial_inputs({"mouth": (2, 11, 32, 48)}).values()
    assert (trial.shape, trial.dtype) == ((2, 11, 32, 48), np.float32)
    assert (trial.min(), trial.max()) >= (0, 0.9)
    assert trial.max() <= 1
    channels = trial.reshape(22, -1)
    assert (np.corrcoef(channels) - np.eye(22)).max() < 0.99


def test_what_is_no_picture():
    picture = np.zeros((1, 4, 2, 2), np.float32)
    assert draws_a_picture({"a": picture})
    for value in (np.nan, np.inf, -3.0):
        wrong = picture.copy()
        wrong[0, 0, 0, 0] = value
        assert not draws_a_picture({"a": picture, "b": wrong})


@pytest.mark.gpu
@pytest.mark.parametrize("half", [False, True])
def test_a_cuda_graph_draws_what_the_cpu_draws(graph, network, half):
    if not torch.cuda.is_available():
        pytest.skip("there is no CUDA device")
    runtime = TorchRuntime(network, graph.shapes, graph.outputs, torch.device("cuda"), half=half)
    network.cpu()
    inputs = trial_inputs(graph.shapes)
    for scale in (1.0, 0.5):  # a graph that was replayed, not what it was captured with
        given = {name: array * np.float32(scale) for name, array in inputs.items()}
        assert draws_the_same(runtime.run(given), graph.run(given))
