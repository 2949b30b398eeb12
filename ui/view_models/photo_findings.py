"""What the photo check found, in the user's language."""

from __future__ import annotations

from ui.translation import tr
from vcam.avatar.photo_check import GOOD_FACE_PX, MAX_TURN_DEG, MIN_FACE_PX, Finding, PhotoReport

from .messages import as_sentence


def finding_text(finding: Finding, report: PhotoReport) -> str:
    """One finding as a sentence of its own.

    Args:
        finding: of the report.
        report: where the values come from.
    """
    values = {
        "height": round(report.face_height_px or 0),
        "least": MIN_FACE_PX,
        "good": GOOD_FACE_PX,
        "faces": report.faces,
        "most": round(MAX_TURN_DEG),
        "tilt": round(abs(report.roll_deg or 0)),
    }
    text = _texts().get(finding.code)
    return text.format(**values) if text else as_sentence(finding.sentence)


def _texts() -> dict[str, str]:
    """By the finding's code; made at each call, because the language may change."""
    return {
        "no_face": tr(
            "No face was found: choose a photo that shows the whole face from the front, in good light."
        ),
        "face_too_small": tr(
            "The face is {height} px high, at least {least} px are needed: choose a closer or larger photo."
        ),
        "face_small": tr(
            "The face is only {height} px high, so the avatar will look soft: {good} px or more look sharp."
        ),
        "turned_away": tr(
            "The face is turned more than {most} degrees away: choose a photo that looks into the camera."
        ),
        "turned": tr(
            "The face is turned aside, so its far side will look stretched: a frontal photo works best."
        ),
        "tilted": tr("The head is tilted {tilt} degrees: rotate the photo upright if it can be."),
        "several_faces": tr(
            "{faces} faces were found and the largest is used: drag the frame around the one you mean."
        ),
        "face_cut_off": tr("Part of the face lies outside the photo: one that shows it whole works best."),
        "eyes_closed": tr("An eye is closed, so its colour is unknown: a photo with open eyes works best."),
        "mouth_open": tr("The mouth is wide open: a photo with a closed or smiling mouth works best."),
        "glare": tr("There is a bright reflection over an eye, as of glasses: less glare works best."),
    }
