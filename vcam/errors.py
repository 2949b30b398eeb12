"""Every error that vcam raises on purpose.

A message is one sentence for a person: what is wrong, what was found, what was expected, what to do.
"""


class VcamError(Exception):
    """Root of the tree: a problem that the user can mend."""


class CaptureError(VcamError):
    """A driving source can't be opened or read."""


class CameraNotFound(CaptureError):
    """No camera answers to the given id, path or name."""


class CameraLost(CaptureError):
    """A camera that worked stopped delivering frames."""


class FaceNotFound(VcamError):
    """No face in a picture or video that must have one."""


class PhotoRejected(VcamError):
    """A photo can't become an avatar."""


class AvatarFileError(VcamError):
    """A stored avatar can't be read or written."""


class CheckpointError(VcamError):
    """A weights file is missing, damaged or not the expected one."""


class TrainingError(VcamError):
    """A training can't start or go on."""


class BackendUnavailable(VcamError):
    """An optional backend is not installed or can't fetch what it needs."""


class VirtualCameraError(VcamError):
    """The virtual camera is missing, busy or went away."""


class RecordingError(VcamError):
    """A recording can't be written."""


class ExportError(VcamError):
    """A graph for other runtimes can't be written, or draws another picture."""


class RemoteControlError(VcamError):
    """A remote control's message means nothing here, or its port can't be used."""


class ShapeError(VcamError):
    """An array has the wrong shape or type."""


class ConfigError(VcamError):
    """A setting is out of its range or contradicts another."""


class WorkerStuckError(VcamError):
    """A thread did not stop within its deadline."""
