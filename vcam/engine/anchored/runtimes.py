"""One network as a frame runs it: arrays by name in, arrays by name out, wherever it runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from vcam.errors import CheckpointError
from vcam.weights import MEND

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Array = NDArray[np.float32]
Arrays = Mapping[str, Array]
Shape = tuple[int, ...]

HIGHEST = 2.0
"""What the networks draw is a colour to add, a mask or a warp delta: far below this, or damaged."""
SAME, SAME_ON_AVERAGE = 0.01, 0.02
"""How far two runtimes may differ: in any value (2.5 grey levels), and on average as a part of the average
value. Half precision was measured to differ by 0.0014 and 0.0008."""


class Runtime(Protocol):
    """Runs one network; may be used by several threads.

    Attributes:
        shapes: of the inputs, by their names, in the network's order.
        outputs: names of what it gives.
    """

    shapes: Mapping[str, Shape]
    outputs: tuple[str, ...]

    def run(self, inputs: Arrays) -> dict[str, Array]:
        """What the network gives for inputs of those shapes; `RuntimeError` when the device fails."""
        ...


class OnnxRuntime:
    """A graph in onnxruntime, without PyTorch."""

    def __init__(self, session: InferenceSession) -> None:
        """Take a session whose inputs have fixed shapes.

        Raises:
            CheckpointError: their shapes are open, or what it draws is no picture.
        """
        self._session = session
        self.shapes: Mapping[str, Shape] = {entry.name: tuple(entry.shape) for entry in session.get_inputs()}
        self.outputs = tuple(entry.name for entry in session.get_outputs())
        if not all(type(side) is int for shape in self.shapes.values() for side in shape):
            raise CheckpointError(f"the graph takes {self.shapes}, expected fixed shapes: {MEND}")
        if not draws_a_picture(self.run(trial_inputs(self.shapes))):
            raise CheckpointError(f"the graph that takes {', '.join(self.shapes)} draws no picture: {MEND}")

    @property
    def description(self) -> dict[str, str]:
        """What the graph says about itself."""
        return dict(self._session.get_modelmeta().custom_metadata_map)

    def run(self, inputs: Arrays) -> dict[str, Array]:
        """What the graph gives for inputs of its shapes."""
        found = self._session.run(self.outputs, dict(inputs))
        return dict(zip(self.outputs, found, strict=True))


def trial_inputs(shapes: Mapping[str, Shape]) -> dict[str, Array]:
    """Inputs for a trial, always the same: smooth waves in [0, 1], others in each channel."""
    inputs = {}
    for name, (count, channels, height, width) in shapes.items():
        k = np.arange(count * channels, dtype=np.float32).reshape(count, channels, 1, 1)
        y, x = np.linspace(0, 1, height)[:, None], np.linspace(0, 1, width)
        waves = np.cos(1.7 * k + 2 * np.pi * ((0.5 + k % 3) * y + (0.5 + k % 4) * x))
        inputs[name] = np.asarray(0.5 + 0.5 * waves, np.float32)
    return inputs


def draws_a_picture(outputs: Arrays) -> bool:
    """Whether all values are numbers, and none is out of any range."""
    return all(
        bool(np.isfinite(out).all()) and float(np.abs(out).max()) <= HIGHEST for out in outputs.values()
    )


def draws_the_same(found: Arrays, expected: Arrays) -> bool:
    """Whether one runtime is as good as another; what is no number and what is black is not."""
    for name, wanted in expected.items():
        difference = np.abs(found[name].astype(np.float64) - wanted)
        # A comparison with what is no number is false.
        if not (difference.max() <= SAME and difference.mean() <= SAME_ON_AVERAGE * np.abs(wanted).mean()):
            return False
    return True
