"""Sessions of onnxruntime for the small networks of landmark tracking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vcam.errors import BackendUnavailable, CheckpointError
from vcam.weights import MEND, weights_path

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


def open_session(name: str) -> InferenceSession:
    """A session on the CPU for the shipped weights called `name`.

    It takes one thread, which is as fast as two for networks this small, and its idle thread doesn't
    spin, which would slow down everything else.

    Raises:
        CheckpointError: the weights are missing or can't be loaded.
        BackendUnavailable: onnxruntime is not installed.
    """
    path = weights_path(name)
    try:
        import onnxruntime as ort
    except ImportError as error:
        raise BackendUnavailable(
            f"face tracking needs onnxruntime, which can't be imported ({error}): run pip install onnxruntime"
        ) from error
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    try:
        return ort.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    # onnxruntime's own exceptions share no base class below Exception.
    except Exception as error:
        raise CheckpointError(f"the weights file {path} can't be loaded ({error}): {MEND}") from error
