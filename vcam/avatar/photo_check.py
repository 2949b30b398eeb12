"""Whether a photo can become an avatar, and how good a one: findings with a sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

import cv2
import numpy as np

from vcam.avatar.photo import Photo
from vcam.errors import PhotoRejected
from vcam.frames import Image, Landmarks, Points
from vcam.geometry.face_model import (
    CHIN,
    FACE_OVAL,
    FOREHEAD_TOP,
    LEFT_BROW,
    LEFT_LOWER_LID,
    LEFT_UPPER_LID,
    LOWER_LIP_INNER,
    RIGHT_BROW,
    RIGHT_LOWER_LID,
    RIGHT_UPPER_LID,
    UPPER_LIP_INNER,
)
from vcam.geometry.pose import head_angles

MIN_FACE_PX = 64
GOOD_FACE_PX = 160
MAX_TURN_DEG = 60.0
GOOD_TURN_DEG = 30.0
GOOD_ROLL_DEG = 45.0
CLOSED_EYE = 0.13
"""Lid gap over eye width; open eyes of adults measure 0.2 to 0.4."""

OPEN_MOUTH = 0.30
"""Inner lip gap over mouth width; a smile that shows teeth measures 0.1 to 0.25."""

GLARE = 0.04
"""Share of an eye's surroundings that is blown out by a reflection."""

CUT_OFF = 0.05
"""Share of the face's outline that may lie outside the photo."""


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing about a photo that the user should know.

    Args:
        code: stable name of the finding, for programs.
        severity: "error" refuses the photo, "warning" does not.
        sentence: what is wrong and what to do, for people.
    """

    code: str
    severity: Literal["error", "warning"]
    sentence: str


@dataclass(frozen=True, kw_only=True)
class PhotoReport:
    """What the check of one photo found.

    Args:
        photo: the photo's name.
        width, height: pixels of the upright photo as vcam uses it.
        faces: how many faces were found; the largest is measured.
        face_height_px: forehead to chin, along the face.
        yaw_deg, pitch_deg, roll_deg: where the head points.
        eyes_open: lid gap over eye width of the eye that is more closed.
        mouth_open: inner lip gap over mouth width.
        glare: share of the eyes' surroundings that is blown out.
        problems: the findings, errors first; the measures are None without a face.
    """

    photo: str
    width: int
    height: int
    faces: int
    face_height_px: float | None = None
    yaw_deg: float | None = None
    pitch_deg: float | None = None
    roll_deg: float | None = None
    eyes_open: float | None = None
    mouth_open: float | None = None
    glare: float | None = None
    problems: tuple[Finding, ...] = ()

    @property
    def accepted(self) -> bool:
        """Whether the photo can become an avatar."""
        return not any(finding.severity == "error" for finding in self.problems)

    def raise_if_refused(self) -> None:
        """Raise `PhotoRejected` with the first error's sentence, if there is an error."""
        for finding in self.problems:
            if finding.severity == "error":
                raise PhotoRejected(finding.sentence)

    def to_json(self) -> dict[str, Any]:
        """The report as plain values, `accepted` first."""
        return {"accepted": self.accepted, **asdict(self), "problems": [asdict(p) for p in self.problems]}


def check_photo(photo: Photo, faces: Sequence[Landmarks]) -> PhotoReport:
    """Judge a photo by the faces that were found in it.

    Args:
        photo: the photo.
        faces: landmarks of every face in `photo.rgb`, the largest first.
    """
    width, height = photo.size
    if not faces:
        return PhotoReport(
            photo=photo.name, width=width, height=height, faces=0, problems=(_no_face(photo.name),)
        )
    points = faces[0].points
    yaw, pitch, roll = head_angles(points)
    face_height = float(np.linalg.norm(points[CHIN] - points[FOREHEAD_TOP]))
    eyes_open, mouth_open, glare = eye_opening(points), mouth_opening(points), eye_glare(photo.rgb, points)
    findings = [
        *_size_findings(photo, face_height),
        *_pose_findings(photo, yaw, pitch, roll),
        *_frame_findings(photo, points, len(faces)),
        *_expression_findings(eyes_open, mouth_open, glare),
    ]
    findings.sort(key=lambda finding: finding.severity != "error")
    return PhotoReport(
        photo=photo.name,
        width=width,
        height=height,
        faces=len(faces),
        face_height_px=round(face_height, 1),
        yaw_deg=round(yaw, 1),
        pitch_deg=round(pitch, 1),
        roll_deg=round(roll, 1),
        eyes_open=round(eyes_open, 3),
        mouth_open=round(mouth_open, 3),
        glare=round(glare, 3),
        problems=tuple(findings),
    )


def eye_opening(points: Points) -> float:
    """Lid gap over eye width of the eye that is more closed, from (478, 3) landmarks."""
    return min(
        _opening(points, RIGHT_UPPER_LID, RIGHT_LOWER_LID), _opening(points, LEFT_UPPER_LID, LEFT_LOWER_LID)
    )


def mouth_opening(points: Points) -> float:
    """Inner lip gap over mouth width, from (478, 3) landmarks."""
    return _opening(points, UPPER_LIP_INNER, LOWER_LIP_INNER)


def eye_glare(image: Image, points: Points) -> float:
    """Share of the eyes' surroundings (brow to below the lid) that a reflection blows out.

    Small glints belong to every eye; only connected spots wider than an iris count.

    Args:
        image: (H, W, 3) uint8 RGB.
        points: (478, 3) landmarks in its pixels.
    """
    return max(
        _glare_of_region(image, points[[*RIGHT_BROW, *RIGHT_LOWER_LID]], points[[33, 133]]),
        _glare_of_region(image, points[[*LEFT_BROW, *LEFT_LOWER_LID]], points[[362, 263]]),
    )


def _opening(points: Points, upper: np.ndarray, lower: np.ndarray) -> float:
    gaps = np.linalg.norm(points[upper] - points[lower], axis=1)
    width = float(np.linalg.norm(points[upper[0]] - points[upper[-1]]))
    middle = len(upper) // 2
    return float(gaps[middle - 1 : middle + 2].mean()) / max(width, 1e-6)


def _glare_of_region(image: Image, region: Points, corners: Points) -> float:
    height, width = image.shape[:2]
    eye_width = float(np.linalg.norm(corners[0] - corners[1]))
    low = np.floor(region[:, :2].min(0)).astype(int)
    high = np.ceil(region[:, :2].max(0) + np.array([0, 0.4 * eye_width])).astype(int)
    x0, y0 = np.clip(low, 0, [width, height])
    x1, y1 = np.clip(high, 0, [width, height])
    if x1 - x0 < 4 or y1 - y0 < 4:
        return 0.0
    blown = (image[y0:y1, x0:x1].min(axis=2) >= 250).astype(np.uint8)
    count, _, spots, _ = cv2.connectedComponentsWithStats(blown, connectivity=8)
    wide = [
        spots[i, cv2.CC_STAT_AREA] for i in range(1, count) if spots[i, cv2.CC_STAT_WIDTH] > 0.3 * eye_width
    ]
    return float(sum(wide)) / blown.size


def _no_face(name: str) -> Finding:
    return _error(
        "no_face",
        f"no face was found in photo {name!r}: "
        "choose one that shows the whole face from the front, sharp and in good light",
    )


def _size_findings(photo: Photo, face_height: float) -> list[Finding]:
    if face_height < MIN_FACE_PX:
        return [
            _error(
                "face_too_small",
                f"the face in photo {photo.name!r} is {face_height:.0f} px high, expected at least "
                f"{MIN_FACE_PX}: choose a closer or larger photo",
            )
        ]
    if face_height < GOOD_FACE_PX:
        return [
            _warning(
                "face_small",
                f"the face is only {face_height:.0f} px high, so the avatar will look soft: "
                f"{GOOD_FACE_PX} px or more look sharp",
            )
        ]
    return []


def _pose_findings(photo: Photo, yaw: float, pitch: float, roll: float) -> list[Finding]:
    turn = float(np.rad2deg(np.arccos(np.cos(np.deg2rad(yaw)) * np.cos(np.deg2rad(pitch)))))
    findings = []
    if turn > MAX_TURN_DEG:
        findings.append(
            _error(
                "turned_away",
                f"the face in photo {photo.name!r} is turned {turn:.0f} degrees away from the camera, "
                f"expected at most {MAX_TURN_DEG:.0f}: choose one that looks into the camera",
            )
        )
    elif turn > GOOD_TURN_DEG:
        findings.append(
            _warning(
                "turned",
                f"the face is turned {turn:.0f} degrees, so its far side will look stretched: "
                "a frontal photo works best",
            )
        )
    if abs(roll) > GOOD_ROLL_DEG:
        findings.append(
            _warning(
                "tilted", f"the head is tilted {abs(roll):.0f} degrees: rotate the photo upright if it can be"
            )
        )
    return findings


def _frame_findings(photo: Photo, points: Points, faces: int) -> list[Finding]:
    findings = []
    if faces > 1:
        findings.append(
            _warning(
                "several_faces",
                f"{faces} faces were found and the largest is used: crop the photo if you mean another",
            )
        )
    outline, (width, height) = points[FACE_OVAL, :2], photo.size
    outside = ((outline < 0) | (outline > [width - 1, height - 1])).any(1).mean()
    if outside > CUT_OFF:
        findings.append(
            _warning(
                "face_cut_off", "part of the face lies outside the photo: one that shows it whole works best"
            )
        )
    return findings


def _expression_findings(eyes_open: float, mouth_open: float, glare: float) -> list[Finding]:
    findings = []
    if eyes_open < CLOSED_EYE:
        findings.append(
            _warning(
                "eyes_closed", "an eye is closed, so its colour is unknown: a photo with open eyes works best"
            )
        )
    if mouth_open > OPEN_MOUTH:
        findings.append(
            _warning(
                "mouth_open", "the mouth is wide open: a photo with a closed or smiling mouth works best"
            )
        )
    if glare > GLARE:
        findings.append(
            _warning(
                "glare", "there is a bright reflection over an eye, as of glasses: less glare works best"
            )
        )
    return findings


def _error(code: str, sentence: str) -> Finding:
    return Finding(code=code, severity="error", sentence=sentence)


def _warning(code: str, sentence: str) -> Finding:
    return Finding(code=code, severity="warning", sentence=sentence)
