"""One avatar drawn by one method through one clip, measured frame by frame."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median

import numpy as np

from vcam.avatar.avatar import Avatar
from vcam.engine.settings import Motion, OutputFormat, Settings
from vcam.engine.stage import Stage
from vcam.evaluation.clips import ClipFrame
from vcam.evaluation.following import calibration_errors, following, openings
from vcam.evaluation.instruments import Instruments, Seen
from vcam.evaluation.measures import Protocol, measures_of
from vcam.evaluation.methods import Method
from vcam.evaluation.metrics import (
    EYE_POINTS,
    MOUTH_POINTS,
    colour_shift,
    detail,
    eye_mask,
    l1,
    mouth_mask,
    nme,
    ssim,
)
from vcam.evaluation.recognition import csim
from vcam.evaluation.sequences import jitter, shape_distances
from vcam.evaluation.steadiness import delay_frames, held_still, trembling
from vcam.frames import Image, Landmarks, Points, TrackedFrame
from vcam.geometry.face_model import Indices


class Trial:
    """Draws every frame of a clip and gathers what is measured."""

    def __init__(self, protocol: Protocol, method: Method, avatar: Avatar, instruments: Instruments) -> None:
        """Prepare the avatar.

        Args:
            protocol: `self` moves it absolutely and compares with the clip's frames, `cross` relatively.
            method: draws it.
            avatar: of the photo.
            instruments: measure.

        Raises:
            VcamError: the method can't draw this avatar.
        """
        self.protocol, self.method = protocol, method
        self._avatar, self._instruments = avatar, instruments
        figure = avatar if method.prepare is None else method.prepare(avatar)
        self._frame_gmac = method.frame_gmac(figure)
        self._stage = _stage(method, figure, protocol)
        self._photo = instruments.look(avatar.photo)
        self._rows: list[dict[str, float]] = []
        self._milliseconds: list[float] = []
        self._drawn: list[Points | None] = []
        self._driver: list[Points | None] = []
        self._landmarks: list[Landmarks | None] = []
        self._shown: list[Points | None] = []
        self._first: Image | None = None

    @property
    def frames(self) -> int:
        """How many frames were drawn."""
        return len(self._rows)

    def take(self, frame: ClipFrame) -> Image | None:
        """Draw and measure a frame of the driver.

        Returns:
            (H, W, 3) uint8 RGB, what was drawn; None if the driver's face is not in the frame.
        """
        landmarks = frame.tracked.landmarks
        if landmarks is None:
            # Kept as a gap, so that the frames before and after don't count as neighbours.
            self._drawn.append(None)
            self._driver.append(None)
            self._landmarks.append(None)
            self._shown.append(None)
            return None
        self._first = frame.image if self._first is None else self._first
        started_s = time.perf_counter()
        tracked = frame.tracked
        if not self.method.sees_mouth:
            tracked = replace(tracked, landmarks=replace(landmarks, inner_mouth=None))
        drawn = self._draw(tracked)
        self._milliseconds.append(1000 * (time.perf_counter() - started_s))
        self._landmarks.append(landmarks)
        self._shown.append(None if self._stage is None else self._stage.skeleton.points())
        seen = self._instruments.look(drawn)
        self._drawn.append(seen.points)
        self._driver.append(frame.seen.points)
        row = {"lost": 100.0 * (seen.points is None)}
        if self.protocol == "self":
            row |= against_truth(drawn, seen, frame.image, landmarks, self._instruments.distance)
            row["true_nme"] = nme_of(frame.seen, landmarks)
            row["csim"] = _likeness(seen, frame.seen)
        else:
            row["csim"] = _likeness(seen, self._photo)
            row["csim_driver"] = _likeness(seen, frame.seen)
        self._rows.append(row)
        return drawn

    def _draw(self, tracked: TrackedFrame) -> Image:
        if self._stage is None:
            return self._avatar.photo
        return self._stage.draw(tracked, tracked.captured_at_s).image

    @property
    def fault(self) -> float:
        """How bad the picture drawn last is, to compare it with the trial's others: larger is worse.

        In self-reenactment it is L1, in cross-reenactment how unlike the photo's person it is. A picture
        without a face is worst of all. NaN if unknown.
        """
        row = self._rows[-1]
        if row["lost"]:
            return math.inf
        return row["l1"] if self.protocol == "self" else 1 - row["csim"]

    def scores(self) -> dict[str, float]:
        """Every measure of the protocol over the frames, of which there is one at least; NaN if unknown."""
        found = self._skeleton_scores()
        found |= {key: mean_of_known([row[key] for row in self._rows]) for key in self._rows[0]}
        found |= {
            "jitter": jitter(self._drawn, self._driver),
            "frame_ms": median(self._milliseconds),
            "frame_gmac": self._frame_gmac,
        }
        if self.protocol == "self":
            # Of the means, since a mouth that hardly opens has a ratio that says little.
            true = found["true_mouth_detail"]
            found["mouth_sharpness"] = found["mouth_detail"] / true if true else math.nan
        else:
            own = self._avatar.points if self._photo.points is None else self._photo.points
            shape = shape_distances(self._drawn, own, self._driver)
            found["leak"] = shape.leak if shape else math.nan
            found["avatar_distance"] = shape.avatar if shape else math.nan
            found["driver_distance"] = shape.driver if shape else math.nan
        return {measure.key: found[measure.key] for measure in measures_of(self.protocol)}

    def _skeleton_scores(self) -> dict[str, float]:
        """How the skeleton follows; all measures are NaN for a photo that never moves."""
        found = dict.fromkeys((measure.key for measure in measures_of(self.protocol)), math.nan)
        given = [landmarks for landmarks in self._landmarks if landmarks is not None]
        shown = [points for points in self._shown if points is not None]
        if not shown:
            return found
        raw = [None if landmarks is None else landmarks.points for landmarks in self._landmarks]
        found["skeleton_jitter"] = jitter(self._shown, raw)
        theirs = [openings(landmarks.points) for landmarks in given]
        for name, own, driver in zip(
            ("mouth", "eyes"), zip(*map(openings, shown), strict=True), zip(*theirs, strict=True), strict=True
        ):
            found[f"{name}_following"], found[f"{name}_range"] = following(own, driver)
        if self.protocol == "self":
            found |= calibration_errors(self._avatar, given, self.method.skeleton)
            found["delay"] = delay_frames(given)
            if self._first is not None:
                still = held_still(self._first, self._instruments.tracker.detect_all)
                found["trembling"] = trembling(self._avatar, still, self.method.skeleton)
        return found


def against_truth(
    drawn: Image,
    seen: Seen,
    truth: Image,
    landmarks: Landmarks,
    distance: Callable[[Image, Image], float] | None = None,
) -> dict[str, float]:
    """Errors of a drawn picture against the true one; NaN for what can't be measured.

    Args:
        drawn, truth: (H, W, 3) uint8 RGB.
        seen: what was found in the drawn one.
        landmarks: of the true one.
        distance: LPIPS, if there is any.
    """
    errors = {"l1": l1(drawn, truth), "colour": colour_shift(drawn, truth), "ssim": ssim(drawn, truth)}
    errors["lpips"] = distance(drawn, truth) if distance is not None else math.nan
    shape = (truth.shape[0], truth.shape[1])
    errors["eyes_l1"] = l1(drawn, truth, eye_mask(landmarks.points, shape))
    mouth = mouth_mask(landmarks.points, shape)
    errors["mouth_l1"] = l1(drawn, truth, mouth)
    errors["mouth_detail"], errors["true_mouth_detail"] = detail(drawn, mouth), detail(truth, mouth)
    for key, group in (("nme", None), ("eyes_nme", EYE_POINTS), ("mouth_nme", MOUTH_POINTS)):
        errors[key] = nme_of(seen, landmarks, group)
    return errors


def nme_of(seen: Seen, landmarks: Landmarks, group: Indices | None = None) -> float:
    """The error of landmarks found in a picture in percent (`nme`); NaN without a face."""
    return math.nan if seen.points is None else nme(seen.points, landmarks.points, group)


def mean_of_known(values: list[float]) -> float:
    """The mean without NaN; NaN when nothing is left."""
    known = [value for value in values if not math.isnan(value)]
    return float(np.mean(known)) if known else math.nan


def _likeness(first: Seen, second: Seen) -> float:
    if first.embedding is None or second.embedding is None:
        return math.nan
    return csim(first.embedding, second.embedding)


def _stage(method: Method, figure: Avatar, protocol: Protocol) -> Stage | None:
    """Where a method draws; None for a photo that never moves."""
    if method.prepare is None:
        return None
    width, height = figure.size
    motion: Motion = "absolute" if protocol == "self" else "relative"
    settings = Settings(motion=motion, skeleton=method.skeleton)
    return Stage(figure, OutputFormat(width=width, height=height, framing="photo"), settings)
