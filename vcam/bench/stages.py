"""Times of the single stages, and the driving frames that all measurements use."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import cv2

from vcam.avatar.avatar import Avatar
from vcam.avatar.shipped import DEFAULT_AVATAR, shipped_names, shipped_photo
from vcam.avatar.store import AvatarStore
from vcam.capture.factory import shipped_motion_path
from vcam.capture.motion import load_motion
from vcam.engine.anchored.figure import anchored_or_prior
from vcam.engine.compositor import Compositor
from vcam.engine.renderer import Renderer
from vcam.engine.renderers import make_renderer
from vcam.engine.retargeter import Retargeter
from vcam.engine.settings import Background, OutputFormat, Settings
from vcam.engine.skeleton_kind import SkeletonKind
from vcam.engine.skeleton_network import load_skeleton_network
from vcam.engine.stage import Stage
from vcam.engine.view import make_view
from vcam.errors import CaptureError
from vcam.frames import Image, Landmarks, TrackedFrame
from vcam.geometry.editing import Edits
from vcam.geometry.retargeting import retarget_relative
from vcam.geometry.skeleton import Skeleton, follow, skeleton_of
from vcam.landmarks.base import create_tracker

MOTION = "everyday"
FRAMES = 60
REPEATS = 150
WARM_UP = 10
JPEG_QUALITY = 90
SWITCHES = 20


class Stages:
    """One avatar, its driver's motion, and pictures of a driver: the avatar itself, moving."""

    def __init__(self) -> None:
        """Prepare what is measured.

        Raises:
            VcamError: shipped files are missing or damaged.
        """
        self._avatar = AvatarStore().resolve(DEFAULT_AVATAR)
        track = load_motion(shipped_motion_path(MOTION))
        step = max(1, len(track) // FRAMES)
        found = (track.landmarks(row) for row in range(0, len(track), step))
        self._driving: list[Landmarks] = [landmarks for landmarks in found if landmarks is not None]
        if not self._driving:
            raise CaptureError(f"the shipped motion {MOTION!r} holds no face: install vcam again")
        self._tracker = create_tracker()
        self._frames = self._draw_driver()

    def close(self) -> None:
        """Release the tracker."""
        self._tracker.close()

    def _draw_driver(self) -> list[Image]:
        stage = Stage(self._avatar, OutputFormat(), Settings(), neutral=self._driving[0])
        frames = []
        for index, landmarks in enumerate(self._driving):
            tracked = TrackedFrame(landmarks=landmarks, index=index, captured_at_s=index / 30)
            frames.append(stage.draw(tracked, tracked.captured_at_s).image)
        return frames

    def save_frames(self, folder: Path) -> None:
        """Write the driver's pictures as JPEG files, as a webcam would send them."""
        for index, frame in enumerate(self._frames):
            path = folder / f"{index:06d}.jpg"
            picture = cv2.cvtColor(frame, cv2.COLOR_RGB2BGR)
            cv2.imwrite(str(path), picture, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])

    def landmarks_ms(self) -> float:
        """Tracking one picture after another."""
        frames = cycle(self._frames)
        return median_ms(lambda: self._tracker.track(next(frames)))

    def drawing_ms(self, size_px: int) -> tuple[float, float]:
        """From the driver's landmarks to the avatar's moved layer, in a square output.

        Returns:
            Medians by geometry alone, and corrected by networks. Both are measured in
            turns, so that whatever else the computer does slows both.
        """
        avatars = (self._avatar, anchored_or_prior(self._avatar)[0])
        forms = [self._drawing(avatar, size_px) for avatar in avatars]
        rounds = [[times_ms(form, 1)[0] for form in forms] for _ in range(WARM_UP + REPEATS)][WARM_UP:]
        alone, repaired = (median(times) for times in zip(*rounds, strict=True))
        return alone, repaired

    def _drawing(self, avatar: Avatar, size_px: int) -> Callable[[], object]:
        """Draws the next frame at each call."""
        view = make_view(avatar, OutputFormat(width=size_px, height=size_px), Edits())
        renderer = make_renderer(avatar, view)
        rest, resting, edits = self._avatar.skeleton, skeleton_of(self._driving[0].points), Edits()
        driving = cycle(self._driving)
        return lambda: renderer.render(
            retarget_relative(rest, resting, follow(resting, next(driving).points), edits)
        )

    def retargeting_ms(self) -> tuple[float, float]:
        """From the driver's landmarks to the avatar's skeleton: the analytic way and the anchored, in turns.

        Raises:
            CheckpointError, BackendUnavailable: the skeleton's network can't be used.
        """
        load_skeleton_network()
        retargeter, driving = Retargeter(), cycle(self._driving)
        retargeter.use_neutral(self._driving[0])
        kinds: tuple[SkeletonKind, ...] = ("analytic", "anchored")
        forms = [partial(self._retarget, retargeter, driving, Settings(skeleton=kind)) for kind in kinds]
        rounds = [[times_ms(form, 1)[0] for form in forms] for _ in range(WARM_UP + REPEATS)][WARM_UP:]
        analytic, anchored = (median(times) for times in zip(*rounds, strict=True))
        return analytic, anchored

    def _retarget(self, retargeter: Retargeter, driving: Iterator[Landmarks], settings: Settings) -> Skeleton:
        return retargeter.move(self._avatar, next(driving), settings, Edits())

    def compose_ms(self) -> float:
        """From the moved layer to a 1280x720 picture in the virtual camera's format."""
        view = make_view(self._avatar, OutputFormat(), Edits())
        picture = Renderer(self._avatar, view).render(self._avatar.skeleton)
        compositor = Compositor(self._avatar, view, Background())
        return median_ms(lambda: cv2.cvtColor(compositor.compose(picture), cv2.COLOR_RGB2YUV_I420))


def measure_avatar() -> tuple[float, float]:
    """Seconds to check, build and store an avatar, and milliseconds to load it again."""
    new_s, cached_ms = [], []
    for _ in range(3):
        with tempfile.TemporaryDirectory() as folder:
            store = AvatarStore(Path(folder))
            started_s = time.perf_counter()
            name = store.add(shipped_photo(DEFAULT_AVATAR), "measured").name
            new_s.append(time.perf_counter() - started_s)
            cached_ms.extend(times_ms(partial(store.load, name), 5))
    return median(new_s), median(cached_ms)


def measure_switch() -> float:
    """Milliseconds from the wish for another avatar to its first composite, 1280x720 with the networks.

    What a live session does before the new avatar is seen: load it, prepare its scene, draw. The shipped
    avatars in turns, from 512 px photos.
    """
    store, settings, times_s = AvatarStore(), Settings(), []
    stage = Stage(anchored_or_prior(store.load(DEFAULT_AVATAR))[0], OutputFormat(), settings)
    for name in [*shipped_names(), *islice(cycle(shipped_names()), SWITCHES)]:
        started_s = time.perf_counter()
        avatar = anchored_or_prior(store.load(name))[0]
        stage.swap_avatar(avatar, stage.prepare(avatar, settings))
        stage.draw(None, started_s)
        times_s.append(time.perf_counter() - started_s)
    return 1000 * median(times_s[len(shipped_names()) :])


def times_ms(work: Callable[[], object], repeats: int) -> list[float]:
    """Milliseconds of each of `repeats` calls."""
    times = []
    for _ in range(repeats):
        started_s = time.perf_counter()
        work()
        times.append(1000 * (time.perf_counter() - started_s))
    return times


def median_ms(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Median milliseconds of a call, after some to warm up."""
    return median(islice(times_ms(work, WARM_UP + repeats), WARM_UP, None))
