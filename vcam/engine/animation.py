"""What moves the avatar without the driver: reactions that ease in and out, and idle motion."""

from __future__ import annotations

from dataclasses import replace

from vcam.engine.idle import IdlePose, idle_pose
from vcam.engine.settings import Settings
from vcam.geometry.editing import Edits
from vcam.geometry.reactions import REACTIONS, with_added
from vcam.geometry.skeleton import Skeleton

REACTION_S = 0.15
"""Time in which a reaction comes, and goes."""
IDLE_S = 1.0
"""Time in which idle motion comes, and goes."""
_LONGEST_STEP_S = 0.05
"""A picture that is drawn after a long rest begins to ease: it doesn't jump to the end."""


class Animation:
    """Turns the user's edits into those to draw at a moment. It knows no clock but the one it is told."""

    def __init__(self) -> None:
        """Start at rest."""
        self._reactions: dict[str, float] = {}
        self._sway = self._blinks = 0.0
        self._pose = idle_pose(0.0)
        self._idle_since_s = self._at_s = 0.0
        self._amount = 0.0
        self._easing = False

    @property
    def moving(self) -> bool:
        """Whether the next picture differs from this one although driver and settings are the same."""
        return self._easing or self._sway > 0

    def step(self, settings: Settings, now_s: float, *, away: bool) -> Edits:
        """The edits to draw now: the user's with reactions and idle motion on top.

        Args:
            settings: which reactions are wanted, and how much idle motion.
            now_s: never before the last call's.
            away: nobody drives the avatar.
        """
        step_s = min(max(now_s - self._at_s, 0.0), _LONGEST_STEP_S)
        self._at_s = now_s
        self._easing = False
        added = self._react(settings.reactions, step_s / REACTION_S)
        for name, value in self._idle(settings, now_s, step_s / IDLE_S, away).items():
            added[name] = added.get(name, 0.0) + value
        return with_added(settings.edits, added)

    def lift(self, skeleton: Skeleton) -> Skeleton:
        """The skeleton raised by the breath at the last step."""
        rise = self._pose.rise * _smooth(self._sway) * self._amount
        if rise == 0:
            return skeleton
        position = skeleton.pose.position.copy()
        position[1] -= rise * skeleton.pose.scale
        return replace(skeleton, pose=replace(skeleton.pose, position=position))

    def _react(self, wanted: frozenset[str], step: float) -> dict[str, float]:
        added: dict[str, float] = {}
        for reaction in wanted | self._reactions.keys():
            strength = self._eased(self._reactions.get(reaction, 0.0), float(reaction in wanted), step)
            self._reactions[reaction] = strength
            for name, value in REACTIONS[reaction].items():
                added[name] = added.get(name, 0.0) + value * _smooth(strength)
        self._reactions = {name: strength for name, strength in self._reactions.items() if strength > 0}
        return added

    def _idle(self, settings: Settings, now_s: float, step: float, away: bool) -> dict[str, float]:
        wanted = settings.idle > 0 and (away or settings.idle_always)
        if self._sway == 0:
            self._idle_since_s = now_s
        # Somebody who is there blinks himself.
        self._sway = self._eased(self._sway, float(wanted), step)
        self._blinks = self._eased(self._blinks, float(wanted and away), step)
        if settings.idle > 0:
            self._amount = settings.idle
        self._pose = idle_pose(now_s - self._idle_since_s)
        return _as_edits(self._pose, _smooth(self._sway) * self._amount, _smooth(self._blinks))

    def _eased(self, value: float, target: float, step: float) -> float:
        self._easing = self._easing or value != target
        return min(target, value + step) if value < target else max(target, value - step)


def _as_edits(pose: IdlePose, sway: float, blinks: float) -> dict[str, float]:
    shut = pose.blink * blinks
    turns = {"yaw": pose.yaw * sway, "pitch": pose.pitch * sway, "roll": pose.roll * sway}
    return {**turns, "blink_right": shut, "blink_left": shut}


def _smooth(share: float) -> float:
    return share * share * (3 - 2 * share)
