"""Run by torchrun, or alone: one process's part of the work that test_distributed compares.

Writes what it found to FOLDER/rank<R>.pt; the training goes to FOLDER/run.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import torch
from small_networks import small_config
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel
from training_runs import SmallPairs, small_perceptual, small_trainer

from vcam.training.distributed import Processes, join_processes, mean_over_all
from vcam.training.losses import LossWeights
from vcam.training.networks import new_networks
from vcam.training.objective import Objective
from vcam.training.stream import Schedule, load_parts
from vcam.training.sync_norm import synchronise

BATCH = 4


def norm_of_shares(processes: Processes) -> dict[str, Tensor]:
    """A batch normalisation over everybody's share of one batch: output, gradients and statistics."""
    torch.manual_seed(1)
    holder = nn.Sequential(nn.BatchNorm2d(3, momentum=None))
    synchronise(holder, processes)
    whole = torch.randn(BATCH, 3, 4, 4) * 3 + 5
    target = torch.randn(BATCH, 3, 4, 4)
    size = BATCH // processes.world
    own = slice(processes.rank * size, (processes.rank + 1) * size)
    x = whole[own].clone().requires_grad_()
    y = holder(x)
    (y * target[own]).sum().backward()
    state = {name: tensor.clone() for name, tensor in holder.state_dict().items()}
    assert x.grad is not None
    mean = mean_over_all(whole[own])
    return {"output": y.detach(), "gradient": x.grad, "mean": mean, **state}


def gradients(processes: Processes) -> dict[str, Tensor]:
    """The gradients of one iteration."""
    torch.manual_seed(2)
    bilayer = new_networks(small_config(), "base")
    synchronise(bilayer, processes)
    objective = Objective(bilayer, small_perceptual(), stage="base", weights=LossWeights())
    module = DistributedDataParallel(objective, broadcast_buffers=False) if processes.world > 1 else objective
    schedule = Schedule(length=8, part=BATCH // processes.world, rank=processes.rank, world=processes.world)
    (pair,) = load_parts(SmallPairs(8), schedule.parts(0, 1), processes)
    module(pair, 10.0).total.backward()
    return {n: p.grad for n, p in bilayer.named_parameters() if p.grad is not None}


def main(folder: Path) -> None:
    torch.set_num_threads(1)
    with join_processes("cpu") as processes:
        found = {"norm": norm_of_shares(processes), "gradients": gradients(processes)}
        trainer = small_trainer(
            folder / "run",
            pairs=SmallPairs(8),
            options={"processes": processes},
            batch=BATCH,
            iterations=3,
            ema_decay=0.5,
            sample_every=2,
        )
        trainer.run()
        found["networks"] = dict(trainer._bilayer.state_dict())
        torch.save(found, folder / f"rank{processes.rank}.pt")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
