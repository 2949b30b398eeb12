"""The driver's real picture never reaches an output, whatever happens.

The driver is a real face whose every pixel is a magenta that no avatar has, so a single leaked pixel shows.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_type_hints

import av
import cv2
import numpy as np
import pytest
import torch
from engine_fakes import MemoryOutput, ScriptedSource, engine_threads, until
from marker import marked_pixels
from small_checkpoint import small_checkpoint

from vcam.avatar.avatar import Avatar
from vcam.avatar.store import AvatarStore
from vcam.engine.anchored.figure import make_anchored
from vcam.engine.bilayer.figure import BilayerFigure, make_figure
from vcam.engine.session import Session
from vcam.engine.settings import OutputFormat, Settings, parse_background
from vcam.engine.stage import Stage
from vcam.engine.tracking import FrameTracker
from vcam.errors import CameraLost
from vcam.frames import LANDMARK_COUNT, Composite, DrivingFrame, Image
from vcam.geometry.editing import Edits
from vcam.landmarks.base import create_tracker
from vcam.models.checkpoint import save_checkpoint
from vcam.output.base import Output
from vcam.output.recorder import Recorder

FORMAT = OutputFormat(width=320, height=180, fps=60)


@pytest.fixture(scope="module")
def avatars() -> tuple[Avatar, Avatar]:
    store = AvatarStore()
    first = store.resolve("astronaut")
    names = [entry.name for entry in store.list() if entry.name != "astronaut"]
    second = store.resolve(names[0]) if names else first
    return first, second


@pytest.fixture(scope="module")
def figure(avatars: tuple[Avatar, Avatar], tmp_path_factory: pytest.TempPathFactory) -> BilayerFigure:
    """The first avatar drawn by networks that know shades of green alone: never the marker."""
    checkpoint = small_checkpoint(updater=False)
    networks = checkpoint.bilayer
    with torch.no_grad():
        networks.texture_generator.head.weight.zero_()
        networks.texture_generator.head.bias.zero_()
        networks.inference_generator.low_frequency_head.weight[[0, 2]] = 0
        networks.inference_generator.low_frequency_head.bias.copy_(torch.tensor([-1.0, 0.0, -1.0]))
    folder = tmp_path_factory.mktemp("networks") / "green"
    save_checkpoint(folder, checkpoint)
    return make_figure(avatars[0], folder, "cpu")


@pytest.fixture(scope="module")
def driver(avatars: tuple[Avatar, Avatar]) -> Image:
    """(480, 480, 3): the shipped portrait in magenta. The real tracker finds its face."""
    green = cv2.resize(avatars[0].photo, (480, 480))[..., 1] // 2
    image = np.full((480, 480, 3), 255, np.uint8)
    image[..., 1] = green
    return image


class Trouble:
    """Says at each step whether this one fails."""

    def __init__(self, every: int) -> None:
        self._steps = itertools.count(1)
        self._every = every
        self.on = False

    def step(self) -> None:
        if self.on and next(self._steps) % self._every == 0:
            raise RuntimeError("something broke here")


class Watcher:
    """An output that looks at every pixel of every composite, right when it comes."""

    counts_frames = False
    name = "watcher"

    def __init__(self) -> None:
        self.seen = self.distinct = self.marked = 0
        self._last: Composite | None = None

    def open(self, width: int, height: int, fps: float) -> None:
        self.size = (width, height)

    def write(self, composite: Composite) -> None:
        if composite is not self._last:
            self._last = composite
            self.distinct += 1
            self.marked += marked_pixels(composite.image)
        self.seen += 1

    def close(self) -> None:
        pass

    def discard(self) -> None:
        pass


def faces(driver: Image) -> Iterator[Any]:
    """The marked face, moving; now and then no face (plain marker colour), a lost camera, silence."""
    plain = np.empty_like(driver)
    plain[:] = (255, 0, 255)
    for index in itertools.count():
        phase = index % 60
        if phase == 50:
            yield CameraLost("it was unplugged")
        elif phase == 55:
            yield None
        else:
            shift = 30 * np.sin(index / 10)
            moved = cv2.warpAffine(
                driver, np.float32([[1, 0, shift], [0, 1, 0]]), (480, 480), borderValue=(255, 0, 255)
            )
            yield DrivingFrame(
                image=plain.copy() if 25 <= phase < 45 else moved,
                index=index,
                captured_at_s=time.monotonic(),
            )


def test_the_marker_is_seen_where_it_is_and_the_tracker_sees_the_face(
    driver: Image, avatars: tuple[Avatar, Avatar]
) -> None:
    assert marked_pixels(driver) == driver.shape[0] * driver.shape[1]
    tracker = create_tracker()
    assert tracker.track(driver) is not None
    tracker.close()
    for avatar in avatars:
        assert marked_pixels(avatar.photo) == 0


def test_no_driver_pixel_reaches_an_output(
    driver: Image, avatars: tuple[Avatar, Avatar], figure: BilayerFigure, tmp_path: Path
) -> None:
    tracking, drawing = Trouble(7), Trouble(5)

    class FailingTracker:
        def __init__(self) -> None:
            self._real = create_tracker()
            self.name, self.device, self.device_reason = "real", "CPU", "test"

        def track(self, image: Image) -> Any:
            tracking.step()
            return self._real.track(image)

        def reset(self) -> None:
            self._real.reset()

        def close(self) -> None:
            self._real.close()

    class FailingStage(Stage):
        def draw(self, tracked: Any, now_s: float) -> Composite:
            drawing.step()
            composite = super().draw(tracked, now_s)
            shown.add(self.avatar)
            return composite

    def open_source() -> ScriptedSource:
        return ScriptedSource(faces(driver), name="marked", fps=60, paced=True)

    watcher, late = Watcher(), MemoryOutput("late")
    recorder = Recorder(tmp_path / "a.mp4")
    previews: list[Composite] = []
    shown: set[Avatar] = set()

    def look(seconds: float) -> None:
        end_s = time.monotonic() + seconds
        while time.monotonic() < end_s:
            latest = session.latest_composite()
            if latest is not None:
                previews.append(latest)
            time.sleep(0.05)

    def drawn(avatar: Avatar) -> bool:
        # Again and again: after a failure the session goes back to the avatar before.
        session.swap_avatar(avatar)
        return avatar in shown

    session = Session(
        source=open_source,
        tracker=FailingTracker,
        avatar=avatars[0],
        settings=Settings(),
        output_format=FORMAT,
        outputs=[watcher, recorder],
        stage_factory=FailingStage,
    )
    with session:
        until(lambda: session.statistics().face_visible, 20)
        until(lambda: watcher.seen > 0, 20)
        look(1.0)
        tracking.on = drawing.on = True
        session.swap_avatar(avatars[1])
        look(0.7)
        session.add_output(late)
        session.update(Settings(face_lost="card", edits=Edits(yaw=15, zoom=0.8)))
        look(0.7)
        session.update(Settings(paused=True))
        look(0.3)
        session.update(Settings(motion="absolute", background=parse_background("#203040")))
        session.set_source(open_source)
        look(0.7)
        until(lambda: drawn(figure), 20)
        look(0.7)
        session.update(Settings(paused=True))
        look(0.3)
        session.update(Settings())
        session.swap_avatar(avatars[0])
        session.calibrate()
        session.remove_output(late)
        look(0.5)
    assert engine_threads() == []
    assert watcher.marked == 0
    assert watcher.distinct > 30
    assert sum(marked_pixels(seen.image) for seen in [*previews, *late.written]) == 0
    with av.open(str(tmp_path / "a.mp4")) as container:
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert len(frames) > 30
    assert sum(marked_pixels(frame) for frame in frames) == 0


def test_outputs_take_composites_alone() -> None:
    assert get_type_hints(Output.write)["composite"] is Composite


def test_a_tracked_frame_is_landmarks_and_twenty_seven_numbers(driver: Image) -> None:
    tracker = FrameTracker(create_tracker())
    tracked = tracker.track(DrivingFrame(image=driver, index=0, captured_at_s=0.0))
    assert tracked.landmarks is not None
    held = [value for value in vars(tracked.landmarks).values() if isinstance(value, np.ndarray)]
    assert sum(array.size for array in held) <= LANDMARK_COUNT * 3 + 27


def test_what_the_networks_know_of_the_drivers_mouth_shows_no_driver_pixel(
    driver: Image, avatars: tuple[Avatar, Avatar]
) -> None:
    tracker = FrameTracker(create_tracker())
    stage = Stage(make_anchored(avatars[1]), FORMAT, Settings(motion="absolute", edits=Edits(mouth=1.5)))
    told = 0
    for index in range(8):
        image = np.roll(driver, 4 * index, axis=1)
        tracked = tracker.track(DrivingFrame(image=image, index=index, captured_at_s=index / 30))
        told += tracked.landmarks is not None and tracked.landmarks.inner_mouth is not None
        assert marked_pixels(stage.draw(tracked, index / 30).image) == 0
    assert told
