"""Texts of the engine that the window shows: it speaks English, here they are noted for translation.

Sentences with values in them are matched as a whole, and the values put into the translation.
"""

from __future__ import annotations

import re
from functools import cache

from ui.translation import marked, tr

LABELS = (
    marked("Turn"),
    marked("Nod"),
    marked("Tilt"),
    marked("Left / right"),
    marked("Up / down"),
    marked("Zoom"),
    marked("Face width"),
    marked("Jaw width"),
    marked("Chin length"),
    marked("Forehead height"),
    marked("Cheeks"),
    marked("Nose length"),
    marked("Nose width"),
    marked("Eye size"),
    marked("Eye distance"),
    marked("Lip fullness"),
    marked("Mouth width"),
    marked("Brow height"),
    marked("Smile"),
    marked("Mouth open"),
    marked("Brow raise"),
    marked("Brow frown"),
    marked("Close right eye"),
    marked("Close left eye"),
    marked("Gaze sideways"),
    marked("Gaze up / down"),
    marked("Pucker"),
    marked("Cheek puff"),
    marked("Head motion"),
    marked("Whole face"),
    marked("Mouth"),
    marked("Eyes"),
    marked("Brows"),
    marked("Gaze"),
    marked("Pose"),
    marked("Position"),
    marked("Face shape"),
    marked("Expression"),
    marked("Strength"),
)
"""What the edits and their groups are called: `vcam.geometry.editing`."""

HELPS = (
    marked("Turns the head towards the picture's right."),
    marked("Nods the head down."),
    marked("Tilts the head clockwise in the picture."),
    marked("Moves the avatar to the picture's right."),
    marked("Moves the avatar down."),
    marked("Enlarges head and shoulders."),
    marked("Widens the face."),
    marked("Widens the lower jaw."),
    marked("Lengthens the chin."),
    marked("Heightens the forehead."),
    marked("Fills the cheeks."),
    marked("Lengthens the nose."),
    marked("Widens the nose."),
    marked("Enlarges the eyes."),
    marked("Sets the eyes further apart."),
    marked("Makes the lips fuller."),
    marked("Widens the mouth."),
    marked("Sets the brows higher."),
    marked("Smiles; below zero the corners of the mouth go down."),
    marked("Opens the mouth by dropping the jaw."),
    marked("Raises both brows."),
    marked("Draws the brows down and together."),
    marked("Closes the avatar's right eye; below zero opens it wide."),
    marked("Closes the avatar's left eye; below zero opens it wide."),
    marked("Looks to the picture's right."),
    marked("Looks down."),
    marked("Purses the lips as for a kiss."),
    marked("Blows up the cheeks."),
    marked("Strengthens the driver's head motion."),
    marked("Strengthens the driver's whole expression."),
    marked("Strengthens the driver's mouth."),
    marked("Strengthens the driver's eyelids."),
    marked("Strengthens the driver's brows."),
    marked("Strengthens the driver's glances."),
)
"""What the edits do: `vcam.geometry.editing`."""

SENTENCES = (
    marked("Look straight into the camera."),
    marked("Neutral face ready."),
    marked("{name} delivers."),
    marked("{name} has ended."),
    marked("The avatar is drawn again."),
    marked("Tracking works again."),
    marked("A program uses the virtual camera."),
    marked("{name} went away: plug it in again, vcam keeps trying"),
    marked("{name} gives no picture: see that it is free, vcam keeps trying"),
    marked("Camera lost, reconnecting: plug {name} in again."),
    marked("Opening {name} ..."),
    marked("{name} waits."),
    marked("Opening the source ..."),
    marked("{name} has stopped sending pictures; waiting for it."),
    marked("{name}: {does}; it really gives {fps} fps: more light or a smaller size may help."),
    marked("Showing the picture {name}."),
    marked("Paused: the camera is closed."),
    marked("Asleep until a program uses the virtual camera."),
    marked("{name} can't be opened: {error}"),
    marked("there is no file {name}: check the name"),
    marked(
        "the virtual camera {path} is fixed to {width}x{height}, not {width2}x{height2}: choose that "
        "output size, or load its driver again without keep_format"
    ),
    marked("the virtual camera {path} went away while opening ({error}); load its driver again"),
    marked("the virtual camera {name} took no picture ({error}); vcam tries again"),
    marked("the avatar folder {folder} can't be read ({error}): check its permissions"),
    marked(
        "the part of photo {name} to keep has {width} x {height} pixels, expected at least {least} x "
        "{least2}: keep more of it"
    ),
    marked("photo {name} needs more memory than there is: save it smaller"),
    marked(
        "photo {name} is an HEIC file, which needs the package pillow-heif: install it, or export the "
        "photo as JPEG"
    ),
    marked("the order of the avatars can't be saved in {folder} ({error}): check that you may write there"),
    marked(
        "the look {path} can't be written ({error}): check that its folder may be written and the disk "
        "has room"
    ),
    marked("{name} is no look ({error}): save one with vcam and choose that"),
    marked("something unexpected happened while {doing} ({what}); the log has the details"),
    marked("there is no camera {text}; connected: {known} (`vcam cameras` lists them)"),
    marked("no camera is connected: plug one in, or check that this user may use it"),
    marked("cameras can't be listed ({error}): install the package cv2-enumerate-cameras"),
    marked("there is no motion file at {path}: check the name"),
    marked("{path} is not a motion that vcam can read ({reason}): record it again with `vcam motion record`"),
    marked("there is no picture at {path}: check the name"),
    marked("{name} is not a picture that vcam can read: save it as PNG or JPEG"),
    marked("the picture {name} is damaged or can't be read ({error})"),
    marked("another program is sending to the virtual camera {path}; stop it there or choose another device"),
    marked(
        "{paths} may not be opened by you: add yourself to the group 'video' with `sudo usermod -aG video"
        " {user}` and log in again"
    ),
    marked("no virtual camera was found: {help}"),
    marked("no virtual camera is named {wanted}; there are: {known}"),
    marked("the virtual camera {path} doesn't exist: {help}"),
    marked("the virtual camera {path} doesn't answer ({error}); load its driver again"),
    marked("the virtual camera {name} went away; load its driver again, vcam reconnects by itself"),
    marked("{what} is in use already ({text}); stop the program that sends to it"),
    marked("{what} can't be opened ({text}); {help}"),
    marked(
        "{what} can't change to {width}x{height} while another program uses it; close that program's "
        "camera, start vcam first, then the program"
    ),
    marked("pyvirtualcam can't be loaded ({error}); install it with `pip install pyvirtualcam`"),
    marked(
        "the picture {path} can't be written ({error}): check that its folder may be written and the disk"
        " has room"
    ),
    marked(
        "the recording {path} {what} ({reason}): check that the folder may be written and the disk has "
        "room, or record somewhere else"
    ),
    marked(
        "{threads} did not stop within {seconds} s: a driver or disk hangs; close vcam and start it again"
    ),
    marked("an avatar can't be called {name}: expected 1 to {most} printable characters"),
    marked("photo {name} has {found}, expected at most {most} million: scale it down"),
    marked("photo {name} is empty: choose another file"),
    marked(
        "photo {name} has {width} x {height} pixels, expected at least {least} x {least2}: choose a "
        "larger one"
    ),
    marked("photo {name} is too narrow a strip to hold a face: choose another one"),
    marked("photo {name} is a file of {size} MB, expected at most {most} MB: save it smaller"),
    marked("there is no photo at {path}: check the path"),
    marked("photo {path} can't be read ({reason}): check its permissions"),
    marked("photo {name} is damaged or incomplete ({reason}): copy or export it again"),
    marked(
        "{name} is not a picture that vcam can read: expected JPEG, PNG, WebP, HEIC, AVIF, TIFF, BMP or "
        "GIF, choose another file"
    ),
    marked("there is an avatar called {name} already: choose another name, or remove it first"),
    marked("avatar {name} ships with vcam and can't {what}"),
    marked("avatar {name} has lost its photo: remove it and add it again"),
    marked("avatar {name} is damaged ({error}): remove it and add it again"),
    marked(
        "avatar {name} can't be saved in {folder} ({error}): choose a folder that you may write to, on a "
        "disk with room"
    ),
    marked("avatar {name} can't be removed from {folder} ({error}): check that you may write there"),
    marked("the look {path} can't be read ({reason}): choose another file"),
    marked("remote control can't listen on port {port} ({reason}): choose another port"),
    marked("Face Mesh takes about 2 ms on one processor thread, so a graphics card would not help."),
    marked("The device was chosen by the user."),
    marked("The small networks draw on it. {reason}"),
    marked("There is no driver of an NVIDIA graphics processor."),
    marked("PyTorch found this graphics processor."),
    marked("PyTorch found no graphics processor that it can use."),
)
"""What the engine's errors, events, advice and reasons say; braces stand for values."""

VIRTUAL_CAMERA_HELPS = (
    marked(
        "install v4l2loopback (Debian and Ubuntu: `sudo apt install v4l2loopback-dkms`), load it with "
        "`sudo modprobe v4l2loopback exclusive_caps=1 card_label=vcam`, start vcam before the call app, "
        "choose the camera 'vcam' in Zoom, Teams or Chrome, and run `vcam doctor` to test again"
    ),
    marked(
        "install OBS Studio 28 or newer from https://obsproject.com (it brings the driver; OBS itself "
        "need not run), choose the camera 'OBS Virtual Camera' in Zoom, Teams or Chrome, and run `vcam "
        "doctor` to test again"
    ),
    marked(
        "install OBS Studio 30 or newer from https://obsproject.com, press Start Virtual Camera in it "
        "once, allow the extension in System Settings, quit OBS, choose the camera 'OBS Virtual Camera' "
        "in Zoom, Teams or Chrome, and run `vcam doctor` to test again"
    ),
)
"""How to install a virtual camera on each system: `vcam.output.virtual_camera`."""


def translated(text: str) -> str:
    """A text of the engine in the chosen language; as it is where it is not known.

    Args:
        text: English, with its values in it.
    """
    whole = tr(text)
    if whole != text:
        return whole
    for template in _templates():
        match = _pattern(template).fullmatch(text) if _may_fit(template, text) else None
        if match is not None:
            values = match.groupdict()
            # Sentences within a sentence; other values are names, which stay as they are.
            inner = {name: tr(value) for name, value in values.items() if name in ("help", "reason")}
            return tr(template).format(**values | inner)
    return text


@cache
def _templates() -> tuple[str, ...]:
    """Those with the most words of their own first: a short one fits many a sentence."""
    return tuple(sorted((text for text in SENTENCES if "{" in text), key=len, reverse=True))


def _may_fit(template: str, text: str) -> bool:
    """False for most: compiling all patterns at once would hold the window up."""
    first, last = template[: template.index("{")], template[template.rindex("}") + 1 :]
    return text.startswith(first) and text.endswith(last)


@cache
def _pattern(template: str) -> re.Pattern[str]:
    words = re.split(r"\{(\w+)\}", template)
    parts = (f"(?P<{word}>.+?)" if number % 2 else re.escape(word) for number, word in enumerate(words))
    return re.compile("".join(parts), re.DOTALL)
