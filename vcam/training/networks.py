"""The networks that a stage trains, from nothing or from trained ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from torch import nn

from vcam.errors import CheckpointError, ConfigError
from vcam.models.bilayer import Bilayer
from vcam.models.build import BilayerConfig, build, normalise_weights
from vcam.models.checkpoint import load_checkpoint, load_strictly
from vcam.training.settings import Stage
from vcam.training.state import CHECKPOINT, STATE, read_state

DECIDED_BY_STAGE = ("updater", "discriminator", "spectral_norm")


def new_networks(config: BilayerConfig, stage: Stage) -> Bilayer:
    """Fresh networks for a stage: with a discriminator, and spectral norm on all that are trained."""
    bilayer = _plain_networks(config, stage)
    _normalise(bilayer, stage)
    return bilayer


def networks_from(source: Path, config: BilayerConfig, stage: Stage) -> Bilayer:
    """Networks for a stage, begun with trained ones.

    Args:
        source: a run folder, or a checkpoint. The discriminator is that of a run, and fresh for a checkpoint;
            the texture updater is fresh where the source has none.
        config: what the networks must be like.
        stage: to train.

    Raises:
        CheckpointError: the source is neither, or damaged.
        ConfigError: it holds networks of other sizes.
    """
    checkpoint = load_checkpoint(_checkpoint_of(source))
    _expect_alike(source, checkpoint.config, config)
    bilayer = _plain_networks(config, stage)
    parts = dict(checkpoint.bilayer.named_children())
    for name, network in bilayer.named_children():
        if name in parts and name != "discriminator":
            network.load_state_dict(parts[name].state_dict())
    _normalise(bilayer, stage)
    if (source / STATE).exists():
        _take_discriminator(bilayer, source / STATE)
    return bilayer


def config_of(source: Path) -> BilayerConfig:
    """What the networks of a run folder or checkpoint are like.

    Raises:
        CheckpointError: it is neither, or damaged; a run has no checkpoint before its first save.
    """
    return load_checkpoint(_checkpoint_of(source)).config


def trained_networks(bilayer: Bilayer, stage: Stage) -> dict[str, nn.Module]:
    """The networks that a stage trains, by name."""
    networks = dict(bilayer.named_children())
    return networks if stage == "base" else {n: networks[n] for n in ("texture_updater", "discriminator")}


def exported_config(config: BilayerConfig, stage: Stage) -> BilayerConfig:
    """What the networks of a stage's checkpoint are like: an updater that was not trained is not in it."""
    return replace(config, updater=stage == "updater", discriminator=False, spectral_norm=False)


def _checkpoint_of(source: Path) -> Path:
    return source / CHECKPOINT if (source / STATE).exists() else source


def _plain_networks(config: BilayerConfig, stage: Stage) -> Bilayer:
    return build(replace(config, updater=stage == "updater", discriminator=True, spectral_norm=False))


def _normalise(bilayer: Bilayer, stage: Stage) -> None:
    for network in trained_networks(bilayer, stage).values():
        normalise_weights(network)


def _expect_alike(source: Path, found: BilayerConfig, wanted: BilayerConfig) -> None:
    differing = [
        f"{name} is {value} there and {wanted.to_json()[name]} here"
        for name, value in found.to_json().items()
        if name not in DECIDED_BY_STAGE and value != wanted.to_json()[name]
    ]
    if differing:
        raise ConfigError(
            f"{source} holds other networks: {'; '.join(differing)}; "
            "leave these options away, or begin with another checkpoint"
        )


def _take_discriminator(bilayer: Bilayer, path: Path) -> None:
    prefix = "discriminator."
    tensors = {
        n.removeprefix(prefix): t for n, t in read_state(path).networks.items() if n.startswith(prefix)
    }
    if bilayer.discriminator is None:
        raise CheckpointError(f"{path} holds a discriminator for networks without one")
    load_strictly(bilayer.discriminator, tensors, str(path))
