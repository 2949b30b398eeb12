"""The networks for mouth and eyes as a frame runs them: a graph in onnxruntime, without PyTorch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vcam.errors import CheckpointError
from vcam.landmarks.onnx import open_session
from vcam.weights import MEND, verify

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = "anchored"
"""Name of the shipped graph."""
INPUTS = 11

Patches = NDArray[np.float32]


class AnchoredNetworks:
    """What repairs mouth and eyes; one object may serve several avatars and threads."""

    def __init__(self, session: InferenceSession) -> None:
        """Take a session whose graph is that of `vcam.models.anchored.AnchoredGenerator`.

        Raises:
            CheckpointError: it is another graph, or what it draws is no picture.
        """
        self._session = session
        shapes = {entry.name: tuple(entry.shape) for entry in session.get_inputs()}
        mouth, eyes = shapes.get("mouth", ()), shapes.get("eyes", ())
        if len(shapes) != 2 or mouth[:2] != (1, INPUTS) or eyes[:2] != (2, INPUTS):
            raise CheckpointError(
                f"the graph of mouth and eyes takes {shapes}, expected mouth 1x{INPUTS}xSxS and "
                f"eyes 2x{INPUTS}xSxS: {MEND}"
            )
        self.mouth_side, self.eye_side = int(mouth[2]), int(eyes[2])
        self._test()

    def draw(self, mouth: Patches, eyes: Patches) -> tuple[Patches, Patches, Patches]:
        """The overlays of one frame.

        Args:
            mouth: (11, M, M) of the mouth (`network_input`).
            eyes: (2, 11, E, E) of the right and the left eye.

        Returns:
            (M, M, 4), (E, E, 4), (E, E, 4) float32 for mouth, right and left eye: RGB to add, and mask.
        """
        found = self._session.run(["mouth_overlay", "eyes_overlay"], {"mouth": mouth[None], "eyes": eyes})
        over_mouth, over_eyes = (np.ascontiguousarray(out.transpose(0, 2, 3, 1)) for out in found)
        return over_mouth[0], over_eyes[0], over_eyes[1]

    def _test(self) -> None:
        """Draw once on grey: damaged arithmetic must not reach a call."""
        mouth = np.full((INPUTS, self.mouth_side, self.mouth_side), 0.5, np.float32)
        eyes = np.full((2, INPUTS, self.eye_side, self.eye_side), 0.5, np.float32)
        for overlay in self.draw(mouth, eyes):
            if not np.isfinite(overlay).all() or np.abs(overlay).max() > 2:
                raise CheckpointError(f"the graph of mouth and eyes draws no picture: {MEND}")


def load_networks() -> AnchoredNetworks:
    """The shipped networks.

    Raises:
        CheckpointError: they are missing, damaged, or not what was shipped.
        BackendUnavailable: onnxruntime is not installed.
    """
    (check,) = verify(WEIGHTS)
    if check.problem:
        raise CheckpointError(check.problem)
    return AnchoredNetworks(open_session(WEIGHTS))
