"""Where networks that draw run, why there, and with how many threads."""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from vcam.errors import BackendUnavailable, ConfigError

if TYPE_CHECKING:
    import torch

Device = Literal["auto", "cpu", "cuda", "mps"]

MAX_THREADS = 8
"""With more, networks this small get slower."""


@dataclass(frozen=True, kw_only=True)
class Compute:
    """A place for networks to run.

    Args:
        device: PyTorch's.
        reason: why this one, in one sentence.
    """

    device: torch.device
    reason: str

    @property
    def name(self) -> str:
        """For people: `CPU`, or the graphics processor's name."""
        import torch

        if self.device.type == "cpu":
            return "CPU"
        return torch.cuda.get_device_name(self.device) if self.device.type == "cuda" else "Apple GPU"


def choose_compute(wanted: Device = "auto") -> Compute:
    """Decide where networks run.

    Raises:
        ConfigError: the name is not known.
        BackendUnavailable: that device was asked for and isn't there.
    """
    if wanted not in get_args(Device):
        raise ConfigError(f"device {wanted!r} is not known: expected one of {', '.join(get_args(Device))}")
    try:
        prepare_torch()
    except ImportError as error:
        raise BackendUnavailable(
            f"device {wanted!r} needs PyTorch, which can't be imported ({error}): run pip install torch"
        ) from error
    import torch

    there = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if wanted == "auto":
        found = next(name for name, available in there.items() if available)
        missing = "PyTorch found no graphics processor that it can use."
        reason = missing if found == "cpu" else "PyTorch found this graphics processor."
        return Compute(device=torch.device(found), reason=reason)
    if not there[wanted]:
        raise BackendUnavailable(
            f"device {wanted!r} was asked for, but PyTorch {torch.__version__} can't use one here: "
            "choose auto or cpu, or install a PyTorch build for your graphics processor"
        )
    return Compute(device=torch.device(wanted), reason="The device was chosen by the user.")


@dataclass(frozen=True, kw_only=True)
class GpuChoice:
    """Whether networks that the CPU could draw too run on a graphics processor.

    Args:
        gpu: it, or None for the CPU.
        reason: why, in one sentence.
        worth_telling: the user may expect something else.
    """

    gpu: Compute | None
    reason: str
    worth_telling: bool = False


def find_gpu(wanted: Device = "auto") -> GpuChoice:
    """Decide whether small networks run on a graphics processor; by itself that is one of NVIDIA alone.

    PyTorch, which takes seconds and memory, is not loaded to learn that there is none.

    Raises:
        ConfigError, BackendUnavailable: as `choose_compute`.
    """
    if wanted == "cpu":
        return GpuChoice(gpu=None, reason="The device was chosen by the user.")
    if wanted == "auto" and not has_nvidia_driver():
        return GpuChoice(gpu=None, reason="There is no driver of an NVIDIA graphics processor.")
    try:
        compute = choose_compute(wanted)
    except BackendUnavailable as error:
        if wanted != "auto":
            raise
        return GpuChoice(gpu=None, reason=f"The CPU draws, as {error}.", worth_telling=True)
    if compute.device.type == "cpu":
        reason = (
            "The CPU draws, as this PyTorch can't use the NVIDIA graphics processor whose driver is there: "
            "install a PyTorch build for it."
        )
        return GpuChoice(gpu=None, reason=reason, worth_telling=True)
    return GpuChoice(gpu=compute, reason=compute.reason)


def has_nvidia_driver() -> bool:
    """Whether the system has the driver that CUDA needs."""
    try:
        ctypes.CDLL("nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1")
    except OSError:
        return False
    return True


def prepare_torch() -> None:
    """Load PyTorch so that it leaves room for tracking; call it before anything else imports it."""
    if "torch" not in sys.modules:
        # Threads that spin while they wait take the processor from tracking, and all get many times slower.
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    import torch

    if "OMP_NUM_THREADS" not in os.environ:
        torch.set_num_threads(thread_count(_cores()))


def thread_count(cores: int) -> int:
    """How many threads draw: one core is left to tracking, unless only one would remain to draw with."""
    return min(max(min(cores, 2), cores - 1), MAX_THREADS)


def _cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
