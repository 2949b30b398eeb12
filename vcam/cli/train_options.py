"""The options of `vcam train`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

Folder = Path | None
DataOption = Annotated[
    Folder, typer.Option("--data", metavar="DIR", help="Clips made ready by `vcam train prepare`. Needed.")
]
OutOption = Annotated[
    Folder,
    typer.Option(
        "--out", metavar="DIR", help="Run folder, new or to go on with. Needed; on a disk all machines share."
    ),
]
FromOption = Annotated[
    Folder,
    typer.Option("--from", metavar="DIR", help="Begin a new run with the networks of a run or checkpoint."),
]
StageOption = Annotated[
    Literal["base", "updater"],
    typer.Option(
        "--stage", help="base: all networks but the texture updater; updater: that, with --from a base run."
    ),
]
SizeOption = Annotated[
    Literal["small", "medium", "large"] | None,
    typer.Option("--size", help="Of the inference generator. Default: medium, or that of --from."),
]
ImageSizeOption = Annotated[
    int | None, typer.Option("--image-size", metavar="PX", help="Default: 256, or that of --from.")
]
BatchOption = Annotated[
    int | None,
    typer.Option(
        "--batch", min=1, help="Pairs an iteration, of all processes together. Default: 48, updater 32."
    ),
]
AccumulateOption = Annotated[
    int,
    typer.Option(
        "--accumulate", min=1, help="Parts that each process computes its share in, to save memory."
    ),
]
IterationsOption = Annotated[
    int, typer.Option("--iterations", min=1, help="In total; may be raised to train on.")
]
PrecisionOption = Annotated[
    Literal["fp32", "bf16"], typer.Option("--precision", help="Of the forward pass; bf16 needs a GPU.")
]
DeviceOption = Annotated[Literal["auto", "cpu", "cuda"], typer.Option("--device", help="Where to train.")]
EmaOption = Annotated[
    float,
    typer.Option("--ema", metavar="DECAY", help="Checkpoints get a moving average of the weights, as 0.999."),
]
VggOption = Annotated[
    Folder,
    typer.Option(
        "--vgg",
        metavar="FILE",
        help="Weights of VGG19. Default: those in torchvision's cache, or fixed random ones.",
    ),
]
VggFaceOption = Annotated[
    Folder, typer.Option("--vggface", metavar="FILE", help="Weights of VGGFace. Default: fixed random ones.")
]
LogOption = Annotated[
    Literal["csv", "tensorboard"],
    typer.Option("--log", help="tensorboard: besides log.csv, which is always written."),
]
NoAdaSpadeOption = Annotated[
    bool, typer.Option("--no-ada-spade", help="Ablation: adaptive batch normalisation instead of AdaSPADE.")
]
NoAdaptiveSkipsOption = Annotated[
    bool, typer.Option("--no-adaptive-skips", help="Ablation: learned skip connections, not predicted ones.")
]
NoUpdaterOption = Annotated[
    bool, typer.Option("--no-updater", help="Ablation: the base stage is the whole training.")
]
LearningRateOption = Annotated[float, typer.Option("--learning-rate", help="Of Adam.")]
ClipNormOption = Annotated[
    float, typer.Option("--clip-norm", help="Shorten longer gradients to this; 0: none, as in the paper.")
]
StandingOption = Annotated[
    int, typer.Option("--standing-batches", min=1, help="Batches for the statistics in a checkpoint.")
]
SaveOption = Annotated[
    int, typer.Option("--save-every", min=1, help="Iterations between saved states and checkpoints.")
]
SampleOption = Annotated[int, typer.Option("--sample-every", min=1, help="Iterations between sample sheets.")]
LogEveryOption = Annotated[
    int, typer.Option("--log-every", min=1, help="Iterations between rows of the log.")
]
SeedOption = Annotated[int, typer.Option("--seed", min=0, help="Of weights and order.")]
WorkersOption = Annotated[
    int, typer.Option("--workers", min=0, help="Processes that read data, for each that trains.")
]
ProcessesOption = Annotated[
    int,
    typer.Option("--processes", min=1, help="Of this computer, that train together: one for each GPU."),
]
PortOption = Annotated[
    int | None,
    typer.Option(
        "--port", min=1, max=65535, help="Of this computer, where --processes meet. Default: a free one."
    ),
]
