"""A network in PyTorch for graphics processors: buffers that stay, and on CUDA a graph of all its kernels."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

import torch
from torch import Tensor, nn

from vcam.engine.anchored.runtimes import Array, Arrays, Shape

WARM_UP_RUNS = 3
"""Before the capture, since the first runs choose algorithms and take memory."""


class TorchRuntime:
    """A network on a device; inputs and outputs are single precision whatever it computes with."""

    def __init__(
        self,
        network: nn.Module,
        shapes: Mapping[str, Shape],
        outputs: tuple[str, ...],
        device: torch.device,
        *,
        half: bool,
    ) -> None:
        """Place a network.

        Args:
            network: takes the inputs by position and gives its outputs; it is moved, not copied.
            shapes: of the inputs, by name.
            outputs: their names.
            device: of PyTorch.
            half: compute in half precision.

        Raises:
            RuntimeError: the device can't run it.
        """
        self.shapes, self.outputs = shapes, outputs
        self._type = torch.float16 if half else torch.float32
        placed = network.to(device=device, dtype=self._type)
        self._network = placed.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self._inputs = {name: torch.zeros(shape, device=device) for name, shape in shapes.items()}
        self._found: tuple[Tensor, ...] = ()
        self._lock = threading.Lock()
        with torch.inference_mode():
            self._step = captured(self._compute) if device.type == "cuda" else self._compute

    def run(self, inputs: Arrays) -> dict[str, Array]:
        """What the network gives for inputs of its shapes.

        Raises:
            RuntimeError: the device failed.
        """
        with self._lock, torch.inference_mode():
            for name, buffer in self._inputs.items():
                buffer.copy_(torch.from_numpy(inputs[name]))
            self._step()
            return {
                name: tensor.cpu().numpy() for name, tensor in zip(self.outputs, self._found, strict=True)
            }

    def _compute(self) -> None:
        """From the inputs' buffers to `_found`."""
        given = (
            buffer.to(dtype=self._type, memory_format=torch.channels_last) for buffer in self._inputs.values()
        )
        found = self._network(*given)
        outputs = (found,) if isinstance(found, Tensor) else found
        self._found = tuple(output.float().contiguous() for output in outputs)


def captured(step: Callable[[], None]) -> Callable[[], None]:
    """The same step as one CUDA graph, which spares launching its kernels one by one.

    Args:
        step: works on tensors that stay where they are; those that it makes are filled by every replay.
    """
    aside = torch.cuda.Stream()
    aside.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(aside):
        for _ in range(WARM_UP_RUNS):
            step()
    torch.cuda.current_stream().wait_stream(aside)
    graph = torch.cuda.CUDAGraph()
    # Another figure may be drawing on the device in its own thread meanwhile.
    with torch.cuda.graph(graph, capture_error_mode="thread_local"):
        step()
    return graph.replay
