"""What a person before the camera is told to do, in his language."""

from __future__ import annotations

from collections.abc import Callable

from ui.translation import tr

_ADVICE: dict[str, Callable[[], str]] = {
    "": lambda: tr("Look straight into the camera, mouth closed."),
    "no_face": lambda: tr("No face is in view. Sit before the camera."),
    "several_faces": lambda: tr("Several faces are in view. Only yours may be."),
    "too_dark": lambda: tr("It is too dark. Turn on a light before you."),
    "too_far": lambda: tr("You are too far away. Come closer."),
    "cut_off": lambda: tr("Your face is partly outside the picture."),
    "turned": lambda: tr("Turn your head straight to the camera."),
    "mouth_open": lambda: tr("Close your mouth."),
    "eyes_closed": lambda: tr("Open your eyes."),
    "moving": lambda: tr("Hold still for a second."),
}


def advice(fault: str) -> str:
    """The sentence for a `vcam.self_view.faults.Fault`; empty asks for what is wanted."""
    return _ADVICE[fault]()
