"""The shipped network of the skeleton as a frame runs it, and what happens where it can't run."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from vcam.engine.skeleton_kind import SkeletonKind
from vcam.errors import BackendUnavailable, CheckpointError
from vcam.frames import LANDMARK_COUNT, Points
from vcam.geometry.anchoring import OUTPUTS
from vcam.geometry.face_model import mean_face
from vcam.landmarks.onnx import open_session
from vcam.weights import MEND, check_config, verify

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WEIGHTS = "skeleton_anchor"
SHAPES = {
    "photo": (1, LANDMARK_COUNT, 3),
    "driver": (1, LANDMARK_COUNT, 3),
    "neutral": (1, LANDMARK_COUNT, 3),
    "views": (1, 3, 3),
    "visible": (1, 2, LANDMARK_COUNT),
    "calibrated": (1, 1),
}
"""Of the inputs."""
LARGEST = 5.0
"""What the network says of a plain face is below this, in face heights and radians, or it is damaged."""

log = logging.getLogger(__name__)


class SkeletonNetwork:
    """A `vcam.geometry.anchoring.AnchorNetwork` in onnxruntime; may serve several threads."""

    def __init__(self, session: InferenceSession) -> None:
        """Take a session of the exported network.

        Raises:
            CheckpointError: it is of another network, or says what can't be of a plain face.
        """
        self._session = session
        shapes = {entry.name: tuple(entry.shape) for entry in session.get_inputs()}
        missing = set(OUTPUTS) - {entry.name for entry in session.get_outputs()}
        if shapes != SHAPES or missing:
            raise CheckpointError(
                f"the skeleton's graph takes {shapes} and lacks {sorted(missing)}, expected {SHAPES} "
                f"and {', '.join(OUTPUTS)}: {MEND}"
            )
        said = self.run(_plain_face())
        if not all(np.abs(said[name]).max() < LARGEST for name in OUTPUTS):  # false for what is no number
            raise CheckpointError(f"the skeleton's graph tells no head of a plain face: {MEND}")

    @property
    def config(self) -> object:
        """Sizes of the network, as the graph tells them; None if it doesn't."""
        described = self._session.get_modelmeta().custom_metadata_map.get("config", "null")
        try:
            return json.loads(described)
        except ValueError:
            return None

    def run(self, inputs: Mapping[str, Points]) -> dict[str, Points]:
        """What the network says; see `vcam.geometry.anchoring.AnchorNetwork.run`."""
        return dict(zip(OUTPUTS, self._session.run(OUTPUTS, dict(inputs)), strict=True))


@lru_cache(maxsize=1)
def load_skeleton_network() -> SkeletonNetwork:
    """The shipped network, opened once.

    Raises:
        CheckpointError: it is missing, damaged, or not what was shipped.
        BackendUnavailable: onnxruntime is not installed.
    """
    (check,) = verify(WEIGHTS)
    if check.problem:
        raise CheckpointError(check.problem)
    network = SkeletonNetwork(open_session(WEIGHTS))
    check_config(check.entry, network.config)
    return network


def network_of(kind: SkeletonKind) -> tuple[SkeletonNetwork | None, str]:
    """The network for a kind of skeleton; None where the analytic one is wanted or has to stand in.

    Returns:
        Beside it, a sentence for the user when it had to stand in, else nothing.
    """
    return _anchored_or_analytic() if kind == "anchored" else (None, "")


@lru_cache(maxsize=1)
def _anchored_or_analytic() -> tuple[SkeletonNetwork | None, str]:
    """Tried once a run: a frame has no time to read a damaged file again and again."""
    try:
        return load_skeleton_network(), ""
    except (CheckpointError, BackendUnavailable) as error:
        reason = f"The avatar moves by the analytic skeleton: {error}."
        log.warning("%s", reason)
        return None, reason


def _plain_face() -> dict[str, Points]:
    faces = {name: mean_face()[None] for name in ("photo", "driver", "neutral")}
    rest = {name: np.ones(SHAPES[name], np.float32) for name in ("visible", "calibrated")}
    ahead = np.tile(np.array([0, 0, 1], np.float32), (1, 3, 1))
    return {**faces, "views": ahead, **rest}
