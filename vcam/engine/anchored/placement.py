"""Where a network of the anchored generator runs: the fastest place that draws the right picture.

On a CUDA device it runs in half precision if a trial there draws what the graph draws on the CPU; if not,
in single precision, and if that too draws something else, on the CPU. Each step down is told.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

from vcam.engine.anchored.runtimes import (
    Array,
    Arrays,
    OnnxRuntime,
    Runtime,
    Shape,
    draws_a_picture,
    draws_the_same,
    trial_inputs,
)
from vcam.engine.device import Compute
from vcam.errors import CheckpointError

if TYPE_CHECKING:
    from torch import nn

log = logging.getLogger(__name__)


class PlacedNetwork:
    """A network where it runs; a device that fails later is left for the CPU.

    Attributes:
        device: for people: `CPU`, or the graphics processor's name.
        notes: why it is not where it was meant to run, a sentence each.
    """

    def __init__(self, what: str, graph: OnnxRuntime) -> None:
        """Begin on the CPU.

        Args:
            what: the network draws, for people, such as `mouth and eyes`.
            graph: the network on the CPU.
        """
        self.device = "CPU"
        self.notes: tuple[str, ...] = ()
        self._what, self._graph = what, graph
        self._runtime: Runtime = graph

    @property
    def shapes(self) -> Mapping[str, Shape]:
        """Of the inputs, by their names."""
        return self._graph.shapes

    def move(self, load: Callable[[], nn.Module], gpu: Compute) -> None:
        """Go to a graphics processor, if it draws what the CPU draws.

        Args:
            load: the same network in PyTorch; `CheckpointError` when it can't be had.
            gpu: where to.
        """
        try:
            network = load()
        except CheckpointError as error:
            self._note(f"The CPU draws {self._what}, as {error}.")
            return
        for half in (True, False) if gpu.device.type == "cuda" else (False,):
            failure = self._try(deepcopy(network), gpu, half=half)
            if not failure:
                return
            if half:
                self._note(f"{gpu.name} {failure} in half precision, so it draws in single precision.")
            else:
                self._note(f"{gpu.name} {failure}, so the CPU draws {self._what}.")

    def run(self, inputs: Arrays) -> dict[str, Array]:
        """What the network gives."""
        if self._runtime is self._graph:
            return self._graph.run(inputs)
        try:
            found = self._runtime.run(inputs)
            if draws_a_picture(found):
                return found
            failure = f"drew no picture of {self._what}"
        except RuntimeError as error:
            failure = f"failed while it drew {self._what} ({_first_line(error)})"
        self._note(f"{self.device} {failure}, so the CPU goes on.")
        self._runtime, self.device = self._graph, "CPU"
        return self._graph.run(inputs)

    def _try(self, network: nn.Module, gpu: Compute, *, half: bool) -> str:
        """Move to a graphics processor if it draws what the CPU draws; else tell what it does."""
        from vcam.engine.anchored.torch_runtime import TorchRuntime

        inputs = trial_inputs(self._graph.shapes)
        try:
            runtime = TorchRuntime(network, self._graph.shapes, self._graph.outputs, gpu.device, half=half)
            found = runtime.run(inputs)
        except RuntimeError as error:
            log.info("the trial on %s failed", gpu.name, exc_info=True)
            return f"can't draw {self._what} ({_first_line(error)})"
        if not draws_the_same(found, self._graph.run(inputs)):
            return f"draws {self._what} wrongly"
        self._runtime, self.device = runtime, gpu.name
        return ""

    def _note(self, sentence: str) -> None:
        self.notes = (*self.notes, sentence)
        log.warning("%s", sentence)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(".")
