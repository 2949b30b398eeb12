"""The networks for head, mouth and eyes as a frame runs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from vcam.engine.anchored.placement import PlacedNetwork
from vcam.engine.anchored.runtimes import Array, OnnxRuntime
from vcam.engine.device import GpuChoice, find_gpu
from vcam.errors import CheckpointError
from vcam.landmarks.onnx import open_session
from vcam.weights import MEND, WeightsEntry, check_config, read_manifest, verify, weights_path

if TYPE_CHECKING:
    from torch import nn

    from vcam.models.anchored import AnchoredGenerator

WEIGHTS, HEAD_WEIGHTS, TORCH_WEIGHTS = "anchored", "anchored_head", "anchored_torch"
"""Names of the shipped networks: of mouth and eyes, of the head, and all of them for PyTorch."""
INPUTS, HINT, HEAD_INPUTS = 11, 3, 17


class AnchoredNetworks:
    """What repairs head, mouth and eyes; one object may serve several avatars and threads.

    Attributes:
        mouth_side, eye_side, head_side: of the patches in pixels; the last is 0 where the prior draws the
            head alone.
        hinted: whether the mouth's network takes the hint.
    """

    def __init__(
        self,
        overlays: PlacedNetwork,
        choice: GpuChoice | None = None,
        head: PlacedNetwork | None = None,
    ) -> None:
        """Take the networks of `vcam.models.anchored.AnchoredGenerator`.

        Args:
            overlays: for mouth and eyes.
            head: for the whole head, if there is one.
            choice: of the device where they were to run.

        Raises:
            CheckpointError: they are others.
        """
        shapes = dict(overlays.shapes)
        mouth, eyes = shapes.get("mouth", ()), shapes.get("eyes", ())
        self.hinted = mouth[:2] == (1, INPUTS + HINT)
        if len(shapes) != 2 or not (self.hinted or mouth[:2] == (1, INPUTS)) or eyes[:2] != (2, INPUTS):
            raise CheckpointError(
                f"the graph of mouth and eyes takes {shapes}, expected mouth 1x{INPUTS + HINT}xSxS or "
                f"1x{INPUTS}xSxS and eyes 2x{INPUTS}xSxS: {MEND}"
            )
        self.mouth_side, self.eye_side = mouth[2], eyes[2]
        self.head_side = _head_side(head) if head else 0
        self._overlays, self._head, self._choice = overlays, head, choice

    @property
    def device(self) -> str:
        """Where they run, for people."""
        return self._overlays.device

    @property
    def reason(self) -> str:
        """Why there, a sentence or some."""
        chosen = [self._choice.reason] if self._choice else []
        return " ".join([*chosen, *self._placing_notes()])

    @property
    def notes(self) -> tuple[str, ...]:
        """What the user should be told about where they run, a sentence each; mostly nothing."""
        chosen = (self._choice.reason,) if self._choice and self._choice.worth_telling else ()
        return (*chosen, *self._placing_notes())

    def _placing_notes(self) -> tuple[str, ...]:
        return (*self._overlays.notes, *(self._head.notes if self._head else ()))

    def correct(self, head: Array) -> Array:
        """What to change in the whole head before mouth and eyes are drawn.

        Args:
            head: (17, S, S) (`head_input`), S being `head_side`.

        Returns:
            (6, S, S) float32: warp delta x and y in parts of the patch's side, RGB to add, and mask.
        """
        if self._head is None:
            raise ValueError("there is no network for the whole head")
        return self._head.run({"head": head[None]})["corrections"][0]

    def draw(self, mouth: Array, eyes: Array) -> tuple[Array, Array, Array]:
        """The overlays of one frame.

        Args:
            mouth: (14, M, M) of the mouth (`network_input`); a network without hint takes the first 11.
            eyes: (2, 11, E, E) of the right and the left eye.

        Returns:
            (M, M, 4), (E, E, 4), (E, E, 4) float32 for mouth, right and left eye: RGB to add, and mask.
        """
        taken = mouth if self.hinted else mouth[:INPUTS]
        found = self._overlays.run({"mouth": taken[None], "eyes": eyes})
        over_mouth, over_eyes = (
            np.ascontiguousarray(found[name].transpose(0, 2, 3, 1))
            for name in ("mouth_overlay", "eyes_overlay")
        )
        return over_mouth[0], over_eyes[0], over_eyes[1]


def shipped_graphs() -> list[str]:
    """Names of the graphs that draw a frame."""
    return [WEIGHTS, *([HEAD_WEIGHTS] if read_manifest().entry(WEIGHTS).config.get("head") else [])]


def load_networks(choice: GpuChoice | None = None) -> AnchoredNetworks:
    """The shipped networks.

    Args:
        choice: of the device where they run; found out by default.

    Raises:
        CheckpointError: they are missing, damaged, or not what was shipped.
        BackendUnavailable: onnxruntime is not installed.
    """
    choice = choice or find_gpu()
    entry = _whole(WEIGHTS)
    path = weights_path(WEIGHTS)
    overlays = _place(WEIGHTS, path, entry.sha256, "mouth and eyes", load_generator, choice)
    if HEAD_WEIGHTS not in shipped_graphs():
        return AnchoredNetworks(overlays, choice)
    entry, path = _whole(HEAD_WEIGHTS), weights_path(HEAD_WEIGHTS)
    head = _place(HEAD_WEIGHTS, path, entry.sha256, "the head", load_head, choice)
    return AnchoredNetworks(overlays, choice, head)


@lru_cache(maxsize=4)
def _place(
    name: str, path: Path, sha256: str, what: str, load: Callable[[], nn.Module], choice: GpuChoice
) -> PlacedNetwork:
    """A shipped network where it runs, opened once for all avatars: on a graphics processor that takes long.

    Args:
        name: of the graph's weights.
        path, sha256: of its file, which tell another one from it.
        what, load: as in `PlacedNetwork`.
        choice: of the device.
    """
    graph = OnnxRuntime(open_session(name))
    check_config(read_manifest().entry(name), _described_config(graph, path))
    placed = PlacedNetwork(what, graph)
    if choice.gpu is not None:
        placed.move(load, choice.gpu)
    return placed


def load_generator() -> AnchoredGenerator:
    """The shipped networks in PyTorch, on the CPU.

    Raises:
        CheckpointError: they are missing, damaged, or not what was shipped.
    """
    from vcam.models.anchored_file import load_anchored

    entry = _whole(TORCH_WEIGHTS)
    generator = load_anchored(weights_path(TORCH_WEIGHTS))
    check_config(entry, generator.config.to_json())
    return generator


def load_head() -> nn.Module:
    """The shipped network for the whole head in PyTorch, on the CPU.

    Raises:
        CheckpointError: it is missing, damaged, or not what was shipped.
    """
    head = load_generator().head
    if head is None:
        raise CheckpointError(f"{weights_path(TORCH_WEIGHTS)} has no network for the head: {MEND}")
    return head


def _head_side(head: PlacedNetwork) -> int:
    """Side of its patches."""
    shapes = dict(head.shapes)
    shape = shapes.get("head", ())
    if len(shapes) != 1 or shape[:2] != (1, HEAD_INPUTS):
        raise CheckpointError(
            f"the graph of the head takes {shapes}, expected head 1x{HEAD_INPUTS}xSxS: {MEND}"
        )
    return shape[2]


def _whole(name: str) -> WeightsEntry:
    (check,) = verify(name)
    if check.problem:
        raise CheckpointError(check.problem)
    return check.entry


def _described_config(graph: OnnxRuntime, path: Path) -> object:
    try:
        return json.loads(graph.description["config"])
    except (KeyError, ValueError) as error:
        raise CheckpointError(f"the graph {path} does not tell its configuration: {MEND}") from error
