"""From the driver's landmarks to the avatar's skeleton, by the way that the settings say."""

from __future__ import annotations

from vcam.avatar.avatar import Avatar
from vcam.engine.settings import Settings
from vcam.engine.skeleton_network import network_of
from vcam.frames import Landmarks, Points
from vcam.geometry.anchoring import (
    AnchorNetwork,
    anchor,
    anchored_absolute,
    anchored_relative,
    resting_expression,
)
from vcam.geometry.calibration import LikelyNeutral
from vcam.geometry.editing import Edits
from vcam.geometry.retargeting import retarget_absolute, retarget_relative
from vcam.geometry.skeleton import Skeleton, follow, skeleton_of


class Retargeter:
    """Keeps the driver's neutral face and moves avatars against it."""

    def __init__(self) -> None:
        """Start without a driver."""
        self._neutral: Landmarks | None = None
        self._resting: Skeleton | None = None
        """The skeleton of `_neutral`."""
        self._likely: LikelyNeutral | None = None
        self._likely_resting: Skeleton | None = None
        """The skeleton of `_likely`."""
        self._rested: tuple[Skeleton, Skeleton, Points] | None = None
        """A photo's skeleton, a neutral one, and the expression that the network sees in the latter."""

    @property
    def ready(self) -> bool:
        """Whether `use_neutral` has been called."""
        return self._neutral is not None

    def use_neutral(self, neutral: Landmarks, likely: LikelyNeutral | None = None) -> bool:
        """Move against this face from now on.

        Args:
            neutral: what calibration gives for this frame: the neutral face, what stands in for it, or what
                lies between them.
            likely: what the network is told of it; by default, that `neutral` is the one.

        Returns:
            Whether the anchored skeleton changes at once by it, as the network takes nothing in between.
        """
        known = likely or LikelyNeutral(landmarks=neutral, facing=True, found=True)
        before, self._likely = self._likely, known
        changed = before is not None and (before.facing, before.found) != (known.facing, known.found)
        if before is None or known.landmarks is not before.landmarks:
            self._likely_resting = skeleton_of(known.landmarks.points)
        if neutral is not self._neutral:
            self._neutral, self._resting = neutral, skeleton_of(neutral.points)
        return changed

    def move(self, avatar: Avatar, landmarks: Landmarks, settings: Settings, edits: Edits) -> Skeleton:
        """The avatar with a face's pose and expression.

        Args:
            avatar: to move.
            landmarks: the driver's now.
            settings: their motion and skeleton count.
            edits: the user's.
        """
        photo, absolute = avatar.skeleton, settings.motion == "absolute"
        network, _ = network_of(settings.skeleton)
        if network is not None:
            rest = self._likely_resting or skeleton_of(landmarks.points)
            facing = self._likely is not None and self._likely.facing
            # A driver on his own photo is shown as he is: the photo tells enough of his build.
            seen_at_rest = None if absolute else self._expression_at_rest(network, photo, rest)
            said = anchor(network, photo, landmarks.points, rest, facing, seen_at_rest)
            if absolute:
                return anchored_absolute(photo, avatar.size, landmarks, said, edits)
            return anchored_relative(photo, said, edits)
        if absolute:
            return retarget_absolute(photo, avatar.size, landmarks, edits)
        resting = self._resting or skeleton_of(landmarks.points)
        return retarget_relative(photo, resting, follow(resting, landmarks.points), edits)

    def _expression_at_rest(self, network: AnchorNetwork, photo: Skeleton, rest: Skeleton) -> Points:
        """(478,3) asked for anew only when photo or neutral face are others."""
        known = self._rested
        if known is None or known[0] is not photo or known[1] is not rest:
            known = self._rested = photo, rest, resting_expression(network, photo, rest)
        return known[2]
