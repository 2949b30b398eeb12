"""What is measured: the still photo, and each way of drawing an avatar."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from vcam.avatar.avatar import Avatar
from vcam.engine.anchored.figure import make_anchored
from vcam.engine.anchored.networks import WEIGHTS, load_networks, shipped_graphs
from vcam.engine.bilayer.checkpoints import find_checkpoint
from vcam.engine.bilayer.figure import BilayerFigure, with_portrait
from vcam.engine.device import Device, choose_compute, find_gpu
from vcam.engine.skeleton_kind import SkeletonKind
from vcam.engine.skeleton_network import WEIGHTS as SKELETON_WEIGHTS
from vcam.engine.skeleton_network import load_skeleton_network
from vcam.errors import ConfigError
from vcam.evaluation.graph_cost import graph_gmac
from vcam.weights import read_manifest, weights_path

if TYPE_CHECKING:
    from vcam.engine.bilayer.portrait import Portrait

STATIC = "static"
ANCHORED_SKELETON = "+skeleton"
"""Ends the name of a method whose avatar is moved by the anchored skeleton, and not by the analytic one."""


@dataclass(frozen=True, kw_only=True)
class Method:
    """One way of drawing an avatar.

    Args:
        name: for tables.
        prepare: makes of an avatar what is put on stage; None for a photo that never moves.
        skeleton: what moves the avatar.
        sees_mouth: whether it is told what the driver shows between his lips.
        frame_gmac: what the networks of a frame cost for it, in 10**9 multiply-accumulate operations.
    """

    name: str
    prepare: Callable[[Avatar], Avatar] | None
    skeleton: SkeletonKind = "analytic"
    sees_mouth: bool = True
    frame_gmac: Callable[[Avatar], float] = lambda _: 0.0


def open_methods(
    names: Sequence[str], checkpoint: Path | None = None, device: Device = "auto"
) -> list[Method]:
    """The methods of these names, ready to draw.

    Args:
        names: of `METHODS`, each once; those that move may have `ANCHORED_SKELETON` behind.
        checkpoint: folder of the networks of `bilayer`; the imported ones by default.
        device: where networks draw.

    Raises:
        ConfigError: a name is not known or there twice, or a checkpoint is given and nothing uses it.
        CheckpointError: `bilayer` has no checkpoint, or it or the skeleton's network can't be used.
        BackendUnavailable: the device is missing.
    """
    drawing = [name.removesuffix(ANCHORED_SKELETON) for name in names]
    unknown = [name for name in drawing if name not in METHODS]
    unknown += [name for name in names if name == STATIC + ANCHORED_SKELETON]
    if unknown or not names or len(set(names)) < len(names):
        raise ConfigError(
            f"methods {','.join(names)!r} can't be measured: expected names out of {', '.join(METHODS)}, "
            f"each once, with commas between them; all but {STATIC} also with {ANCHORED_SKELETON} behind"
        )
    if checkpoint is not None and "bilayer" not in drawing:
        raise ConfigError("a checkpoint was given, but only the method bilayer uses one: add it to --methods")
    if any(name.endswith(ANCHORED_SKELETON) for name in names):
        load_skeleton_network()
    made = {name: METHODS[name](checkpoint, device) for name in dict.fromkeys(drawing)}
    return [
        replace(made[base], name=name, skeleton="anchored" if name != base else "analytic")
        for name, base in zip(names, drawing, strict=True)
    ]


def default_methods(checkpoint: Path | None = None) -> list[str]:
    """What is measured when nobody chose: all that can draw here.

    Args:
        checkpoint: networks of `bilayer`, if they are to be measured too.
    """
    shipped = {entry.name for entry in read_manifest().entries}
    return [
        STATIC,
        "landmarks",
        "prior",
        *(["prior" + ANCHORED_SKELETON] if SKELETON_WEIGHTS in shipped else []),
        *(["anchored"] if WEIGHTS in shipped else []),
        *(["bilayer"] if checkpoint else []),
    ]


def _static(checkpoint: Path | None, device: Device) -> Method:
    return Method(name=STATIC, prepare=None)


def _landmarks(checkpoint: Path | None, device: Device) -> Method:
    """The prior from landmarks alone, as avatars mostly are: the rest tells what seeing the mouth brings."""
    return Method(name="landmarks", prepare=lambda avatar: avatar, sees_mouth=False)


def _prior(checkpoint: Path | None, device: Device) -> Method:
    return Method(name="prior", prepare=lambda avatar: avatar)


def _bilayer(checkpoint: Path | None, device: Device) -> Method:
    folder = find_checkpoint(checkpoint)
    compute = choose_compute(device)
    from vcam.engine.bilayer.portrait import make_portrait
    from vcam.models.checkpoint import load_checkpoint

    networks = load_checkpoint(folder)

    # Not by the cache of portraits: the faces of clips would push out the user's own.
    def prepare(avatar: Avatar) -> Avatar:
        return with_portrait(avatar, make_portrait(avatar, networks).placed(compute))

    def frame_gmac(figure: Avatar) -> float:
        return _portrait_gmac(figure.portrait) if isinstance(figure, BilayerFigure) else 0.0

    return Method(name="bilayer", prepare=prepare, frame_gmac=frame_gmac)


def _portrait_gmac(portrait: Portrait) -> float:
    from vcam.models.cost import count_macs

    keypoints = portrait.keypoints[0].cpu().numpy()
    return count_macs(portrait.generator, lambda: portrait.render(keypoints)) / 1e9


def _anchored(checkpoint: Path | None, device: Device) -> Method:
    networks = load_networks(find_gpu(device))
    gmac = sum(graph_gmac(weights_path(graph)) for graph in shipped_graphs())
    return Method(
        name="anchored",
        prepare=lambda avatar: make_anchored(avatar, networks),
        frame_gmac=lambda _: gmac,
    )


METHODS: dict[str, Callable[[Path | None, Device], Method]] = {
    STATIC: _static,
    "landmarks": _landmarks,
    "prior": _prior,
    "anchored": _anchored,
    "bilayer": _bilayer,
}
"""By their names, in the order of tables."""
