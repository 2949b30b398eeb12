"""The stage: from a tracked frame to a composite, for one avatar, in one thread.

It owns what follows from the driver's numbers: calibration, retargeting, what happens when the face
is lost, and the renderer and compositor for the present view.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from vcam.avatar.avatar import Avatar
from vcam.engine.card import draw_card
from vcam.engine.compositor import Compositor
from vcam.engine.renderers import AvatarRenderer, make_renderer
from vcam.engine.settings import Background, OutputFormat, Settings
from vcam.engine.view import make_view
from vcam.frames import Composite, Image, Landmarks, TrackedFrame
from vcam.geometry.calibration import CalibrationState, NeutralCalibration
from vcam.geometry.pose import Pose, scale_rotation
from vcam.geometry.retargeting import retarget_absolute, retarget_relative
from vcam.geometry.skeleton import Skeleton, follow, skeleton_of

HOLD_S = 0.4
EASE_S = 1.0
"""A lost face is held, then eased to the photo's own pose."""
RETURN_S = 0.25
"""Time in which a face that comes back takes over."""


@dataclass(frozen=True, eq=False, kw_only=True)
class _Scene:
    """What is prepared once for an avatar, a view and a background."""

    renderer: AvatarRenderer
    compositor: Compositor
    background: Background
    cards: dict[str, Image] = field(default_factory=dict)


class Stage:
    """Draws composites of one avatar; not thread-safe."""

    def __init__(
        self,
        avatar: Avatar,
        output_format: OutputFormat,
        settings: Settings,
        neutral: Landmarks | None = None,
    ) -> None:
        """Prepare the avatar for the output.

        Args:
            avatar: the avatar to show.
            output_format: size and framing.
            settings: may be swapped at any time through `settings`.
            neutral: the driver's neutral face when it is known from before.
        """
        self.settings = settings
        self._format = output_format
        self._calibration = NeutralCalibration(neutral)
        self._last_landmarks: Landmarks | None = None
        self._neutral: Landmarks | None = None
        self._resting = avatar.skeleton
        """The skeleton of `_neutral`, once there is one."""
        self._edits = settings.edits
        """What `_seen` was edited by."""
        self.swap_avatar(avatar)

    @property
    def avatar(self) -> Avatar:
        """The avatar on stage."""
        return self._avatar

    @property
    def calibration(self) -> CalibrationState:
        """How far the driver's neutral face is known."""
        return self._calibration.state

    @property
    def skeleton(self) -> Skeleton:
        """The skeleton shown last."""
        return self._shown

    def swap_avatar(self, avatar: Avatar) -> None:
        """Show another avatar from the next frame on; the driver's neutral face stays."""
        self._avatar = avatar
        self._shown = avatar.skeleton
        self._seen: Skeleton | None = None
        self._seen_at_s = self._lost_at_s = -np.inf
        self._scene: _Scene | None = None

    def calibrate(self) -> None:
        """Make the face seen last the driver's neutral one; without a face, look for it anew."""
        if self._last_landmarks is None:
            self._calibration.restart()
        else:
            self._calibration.take(self._last_landmarks)

    def draw(self, tracked: TrackedFrame | None, now_s: float) -> Composite:
        """The composite for a tracked frame, or for no news from the driver.

        Args:
            tracked: what the tracker found; None when no frame arrived.
            now_s: the time on the clock of `captured_at_s`.
        """
        index = tracked.index if tracked else -1
        captured_at_s = tracked.captured_at_s if tracked else now_s
        if tracked is not None and tracked.landmarks is not None:
            self._follow(tracked.landmarks, now_s)
        elif (
            self._seen is not None and self._last_landmarks is not None and self.settings.edits != self._edits
        ):
            # A driver who stands still, or is out of sight, mustn't keep the user from editing.
            self._seen = self._retarget(self._last_landmarks)
        scene = self._scene_now()
        lost_for_s = now_s - self._seen_at_s
        if self.settings.paused:
            return Composite(image=self._draw_card(scene, "Paused"), index=-1, captured_at_s=captured_at_s)
        if lost_for_s > HOLD_S and self.settings.face_lost == "card" and self._seen is not None:
            return Composite(image=self._draw_card(scene, "Back soon"), index=-1, captured_at_s=captured_at_s)
        self._shown = self._now(now_s, lost_for_s)
        image = scene.compositor.compose(scene.renderer.render(self._shown))
        return Composite(image=image, index=index, captured_at_s=captured_at_s)

    def _follow(self, landmarks: Landmarks, now_s: float) -> None:
        """Take in a face: calibrate and retarget."""
        self._last_landmarks = landmarks
        neutral = self._calibration.update(landmarks, now_s)
        if neutral is not self._neutral:
            self._neutral, self._resting = neutral, skeleton_of(neutral.points)
        if now_s - self._seen_at_s > HOLD_S:
            self._lost_at_s = now_s if self._seen is not None else -np.inf
        self._seen, self._seen_at_s = self._retarget(landmarks), now_s

    def _retarget(self, landmarks: Landmarks) -> Skeleton:
        """The avatar with a face's pose and expression, and the user's edits."""
        avatar, edits = self._avatar.skeleton, self.settings.edits
        self._edits = edits
        if self.settings.motion == "absolute":
            return retarget_absolute(avatar, self._avatar.size, landmarks, edits)
        return retarget_relative(avatar, self._resting, follow(self._resting, landmarks.points), edits)

    def _now(self, now_s: float, lost_for_s: float) -> Skeleton:
        """What to show: the driver's motion, eased to rest when he is gone and taken up again softly."""
        if self._seen is None:
            return self._edited_rest()
        if self.settings.face_lost == "ease" and lost_for_s > HOLD_S:
            share = min((lost_for_s - HOLD_S) / EASE_S, 1.0)
            return blend(self._seen, self._edited_rest(), share * share * (3 - 2 * share))
        back_for_s = now_s - self._lost_at_s
        if back_for_s < RETURN_S:
            return blend(self._shown, self._seen, back_for_s / RETURN_S)
        return self._seen

    def _edited_rest(self) -> Skeleton:
        """The photo's own pose with the user's turn."""
        rest = self._avatar.skeleton
        return retarget_relative(rest, rest, rest, self.settings.edits)

    def _scene_now(self) -> _Scene:
        """The scene for the present edits and background; what still fits is kept."""
        view = make_view(self._avatar, self._format, self.settings.edits)
        background, scene = self.settings.background, self._scene
        cutout = background.kind != "photo"
        if scene is None or scene.renderer.view != view or scene.renderer.cutout != cutout:
            renderer = make_renderer(self._avatar, view, cutout=cutout)
        elif scene.background == background:
            return scene
        else:
            renderer = scene.renderer
        compositor = Compositor(self._avatar, view, background)
        self._scene = _Scene(renderer=renderer, compositor=compositor, background=background)
        return self._scene

    def _draw_card(self, scene: _Scene, text: str) -> Image:
        if text not in scene.cards:
            still = scene.compositor.compose(scene.renderer.render(self._avatar.skeleton))
            scene.cards[text] = draw_card(still, text)
        return scene.cards[text]


def blend(first: Skeleton, second: Skeleton, share: float) -> Skeleton:
    """The skeleton between two of the same avatar; 0 gives the first, 1 the second."""
    turn = second.pose.rotation @ first.pose.rotation.T
    pose = Pose(
        rotation=scale_rotation(turn, share) @ first.pose.rotation,
        position=first.pose.position + np.float32(share) * (second.pose.position - first.pose.position),
        scale=first.pose.scale + share * (second.pose.scale - first.pose.scale),
    )
    expression = first.expression + np.float32(share) * (second.expression - first.expression)
    return Skeleton(shape=second.shape, expression=expression, pose=pose)
