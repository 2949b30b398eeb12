"""The stage: from a tracked frame to a composite, for one avatar, in one thread.

It owns what follows from the driver's numbers: calibration, retargeting, what happens when the face
is lost, and the renderer and compositor for the present view.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from vcam.avatar.avatar import Avatar
from vcam.engine.animation import Animation
from vcam.engine.badge import with_badge
from vcam.engine.card import draw_card
from vcam.engine.crossfade import Crossfade
from vcam.engine.renderer import OnPart, go_on
from vcam.engine.retargeter import Retargeter
from vcam.engine.scene import Scene, prepare_scene
from vcam.engine.settings import ENGLISH_WORDS, OutputFormat, Settings
from vcam.frames import Composite, Image, Landmarks, TrackedFrame
from vcam.geometry.calibration import CalibrationState, NeutralCalibration
from vcam.geometry.pose import Pose, scale_rotation
from vcam.geometry.retargeting import retarget_relative
from vcam.geometry.skeleton import Skeleton

HOLD_S = 0.4
EASE_S = 1.0
"""A lost face is held, then eased to the photo's own pose."""
RETURN_S = 0.25
"""Time in which a face that comes back takes over, and a neutral face that the network is told of."""


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
        self.on_part: OnPart = go_on
        self._format = output_format
        self._calibration = NeutralCalibration(neutral)
        self._last_landmarks: Landmarks | None = None
        self._retargeter = Retargeter()
        self._animation = Animation()
        self._edits = settings.edits
        """The user's, with what the animation adds now; `_seen` was edited by them."""
        self._moved_by = settings.skeleton
        """What `_seen` was moved by."""
        self._crossfade = Crossfade()
        self._seen: Skeleton | None = None
        self._seen_at_s = self._lost_at_s = -np.inf
        self._put_on(avatar)

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

    @property
    def moving(self) -> bool:
        """Whether the next picture differs from the last although nothing new came in."""
        return self._animation.moving or self._crossfade.running

    def prepare(self, avatar: Avatar, settings: Settings) -> Scene:
        """What `swap_avatar` needs for these settings; may be called in another thread."""
        return prepare_scene(avatar, self._format, settings)

    def swap_avatar(
        self, avatar: Avatar, scene: Scene | None = None, neutral: Landmarks | None = None
    ) -> None:
        """Fade to another avatar from the next frame on, in the driver's pose of now.

        Args:
            avatar: to show.
            scene: as `prepare` made it; without one the next frame takes the time for it.
            neutral: the driver's neutral face for this avatar; the one there is stays without it.
        """
        self._crossfade.begin()
        if neutral is not None:
            self._calibration.take(neutral)
        seen_at_s, lost_at_s = self._seen_at_s, self._lost_at_s
        self._put_on(avatar, scene)
        if self._last_landmarks is not None and self._retargeter.ready:
            self._shown = self._seen = self._retarget(self._last_landmarks)
            self._seen_at_s, self._lost_at_s = seen_at_s, lost_at_s

    def _put_on(self, avatar: Avatar, scene: Scene | None = None) -> None:
        self._avatar = avatar
        self._shown = avatar.skeleton
        self._seen = None
        self._seen_at_s = self._lost_at_s = -np.inf
        self._scene = scene

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
        composite = self._draw(tracked, now_s)
        # Last of all, so that no fade, blur or card takes it away.
        return with_badge(composite, self.settings.badge_words) if self.settings.badge else composite

    def _draw(self, tracked: TrackedFrame | None, now_s: float) -> Composite:
        index = tracked.index if tracked else -1
        captured_at_s = tracked.captured_at_s if tracked else now_s
        found = tracked is not None and tracked.landmarks is not None
        away = not found and now_s - self._seen_at_s > HOLD_S
        before, self._edits = self._edits, self._animation.step(self.settings, now_s, away=away)
        if tracked is not None and tracked.landmarks is not None:
            self._follow(tracked.landmarks, now_s)
        elif (
            self._seen is not None
            and self._last_landmarks is not None
            and (self._edits, self.settings.skeleton) != (before, self._moved_by)
        ):
            # A driver who stands still, or is out of sight, mustn't keep the user from editing.
            self._seen = self._retarget(self._last_landmarks)
        scene = self._scene_now()
        lost_for_s = now_s - self._seen_at_s
        if self.settings.paused:
            card = self._draw_card(scene, self.settings.card_words.paused, ENGLISH_WORDS.paused)
            return Composite(image=card, index=-1, captured_at_s=captured_at_s)
        if lost_for_s > HOLD_S and self.settings.face_lost == "card" and self._seen is not None:
            card = self._draw_card(scene, self.settings.card_words.away, ENGLISH_WORDS.away)
            return Composite(image=card, index=-1, captured_at_s=captured_at_s)
        self._shown = self._animation.lift(self._now(now_s, lost_for_s))
        drawn = scene.compositor.compose(scene.renderer.render(self._shown, on_part=self.on_part))
        image = self._crossfade.show(drawn, now_s)
        return Composite(image=image, index=index, captured_at_s=captured_at_s)

    def _follow(self, landmarks: Landmarks, now_s: float) -> None:
        """Take in a face: calibrate and retarget."""
        self._last_landmarks = landmarks
        neutral = self._calibration.update(landmarks, now_s)
        changed = self._retargeter.use_neutral(neutral, self._calibration.likely)
        compared = self.settings.skeleton == "anchored" and self.settings.motion == "relative"
        if now_s - self._seen_at_s > HOLD_S or (changed and compared):
            self._lost_at_s = now_s if self._seen is not None else -np.inf
        self._seen, self._seen_at_s = self._retarget(landmarks), now_s

    def _retarget(self, landmarks: Landmarks) -> Skeleton:
        """The avatar with a face's pose and expression, and the user's edits."""
        self._moved_by = self.settings.skeleton
        moved = self._retargeter.move(self._avatar, landmarks, self.settings, self._edits)
        return replace(moved, inner_mouth=landmarks.inner_mouth)

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
        return retarget_relative(rest, rest, rest, self._edits)

    def _scene_now(self) -> Scene:
        """The scene for the present edits and background; what still fits is kept."""
        self._scene = prepare_scene(self._avatar, self._format, self.settings, self._scene)
        return self._scene

    def _draw_card(self, scene: Scene, text: str, plain: str) -> Image:
        self._crossfade.cut()
        if text not in scene.cards:
            still = scene.compositor.compose(scene.renderer.render(self._avatar.skeleton))
            scene.cards[text] = draw_card(still, text, plain)
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
    inner_mouth = first.inner_mouth if second.inner_mouth is None else second.inner_mouth
    return Skeleton(shape=second.shape, expression=expression, pose=pose, inner_mouth=inner_mouth)
