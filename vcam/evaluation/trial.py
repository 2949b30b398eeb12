"""One avatar drawn by one method through one clip, measured frame by frame."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from statistics import median

import numpy as np

from vcam.avatar.avatar import Avatar
from vcam.engine.settings import OutputFormat, Settings
from vcam.engine.stage import Stage
from vcam.evaluation.clips import ClipFrame
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
from vcam.frames import Image, Landmarks, Points, TrackedFrame


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
        self._draw = _player(method, figure, protocol)
        self._photo = instruments.look(avatar.photo)
        self._rows: list[dict[str, float]] = []
        self._milliseconds: list[float] = []
        self._drawn: list[Points | None] = []
        self._driver: list[Points | None] = []

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
            return None
        started_s = time.perf_counter()
        drawn = self._draw(frame.tracked)
        self._milliseconds.append(1000 * (time.perf_counter() - started_s))
        seen = self._instruments.look(drawn)
        self._drawn.append(seen.points)
        self._driver.append(frame.seen.points)
        row = {"lost": 100.0 * (seen.points is None)}
        if self.protocol == "self":
            row |= against_truth(drawn, seen, frame.image, landmarks, self._instruments.distance)
            row["csim"] = _likeness(seen, frame.seen)
        else:
            row["csim"] = _likeness(seen, self._photo)
            row["csim_driver"] = _likeness(seen, frame.seen)
        self._rows.append(row)
        return drawn

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
        found = {key: mean_of_known([row[key] for row in self._rows]) for key in self._rows[0]}
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
        errors[key] = math.nan if seen.points is None else nme(seen.points, landmarks.points, group)
    return errors


def mean_of_known(values: list[float]) -> float:
    """The mean without NaN; NaN when nothing is left."""
    known = [value for value in values if not math.isnan(value)]
    return float(np.mean(known)) if known else math.nan


def _likeness(first: Seen, second: Seen) -> float:
    if first.embedding is None or second.embedding is None:
        return math.nan
    return csim(first.embedding, second.embedding)


def _player(method: Method, figure: Avatar, protocol: Protocol) -> Callable[[TrackedFrame], Image]:
    """Draws a method's picture for a tracked frame."""
    if method.prepare is None:
        return lambda _: figure.photo
    width, height = figure.size
    settings = Settings(motion="absolute" if protocol == "self" else "relative")
    stage = Stage(figure, OutputFormat(width=width, height=height, framing="photo"), settings)
    return lambda tracked: stage.draw(tracked, tracked.captured_at_s).image
