"""Self- and cross-reenactment: every clip of a split drives its own person's photo and another's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from vcam.avatar.avatar import Avatar
from vcam.avatar.builder import build_avatar
from vcam.avatar.photo import Photo
from vcam.errors import ConfigError, FaceNotFound
from vcam.evaluation.clips import Clip, first_picture, read_clips, read_frames
from vcam.evaluation.instruments import Instruments
from vcam.evaluation.measures import PROTOCOLS, Protocol
from vcam.evaluation.methods import STATIC, Method
from vcam.evaluation.trial import Trial
from vcam.frames import Image


@dataclass(frozen=True, kw_only=True)
class ClipResult:
    """One clip driving one photo by one method.

    Args:
        protocol: kind of reenactment.
        method: its name.
        person: whose photo it is.
        photo: the clip whose first frame is the photo.
        clip: the clip that drives.
        frames: how many were drawn.
        scores: by the keys of `MEASURES`; NaN where nothing could be measured.
    """

    protocol: Protocol
    method: str
    person: str
    photo: str
    clip: str
    frames: int
    scores: dict[str, float]


@dataclass(frozen=True, eq=False, kw_only=True)
class Sample:
    """One frame for a contact sheet; pictures are (H, W, 3) uint8 RGB.

    Args:
        protocol: kind of reenactment.
        person, driving: whose photo it is, and who drives.
        clip: the clip that drives.
        index: the frame's place in it.
        photo: the avatar's.
        driver: the driving frame, in self-reenactment the true picture.
        drawn: what each method that moves the photo drew, by its name.
        fault: how bad the last of these is (`Trial.fault`); NaN if unknown.
    """

    protocol: Protocol
    person: str
    driving: str
    clip: str
    index: int
    photo: Image
    driver: Image
    drawn: dict[str, Image]
    fault: float


def evaluate(
    data: Path,
    split: str,
    methods: Sequence[Method],
    *,
    protocols: Sequence[Protocol] = PROTOCOLS,
    instruments: Instruments | None = None,
    progress: Callable[[int, int], None] | None = None,
    keep: Callable[[Sample], None] | None = None,
) -> list[ClipResult]:
    """Measure every clip of a split with every method.

    Args:
        data: folder with clips/ and manifest.csv.
        split: which clips.
        methods: what draws, by `open_methods`.
        protocols: kinds of reenactment; with one person alone there is no cross-reenactment.
        instruments: by `open_instruments`; landmarks alone by default.
        progress: told after each clip how many are done, and of how many.
        keep: gets every frame drawn, for contact sheets.

    Raises:
        ConfigError: the folder doesn't hold such clips, or nothing can be measured with them.
        VcamError: a clip can't be used.
    """
    clips = read_clips(data, split)
    instruments = instruments or Instruments()
    partners = _partners(clips) if "cross" in protocols else {}
    if not partners and "self" not in protocols:
        raise ConfigError(f"the split {split!r} has one person only, cross-reenactment needs two: add clips")
    results: list[ClipResult] = []
    for done, clip in enumerate(clips):
        photos: dict[Protocol, Clip] = {"self": clip} if "self" in protocols else {}
        if clip in partners:
            photos["cross"] = partners[clip]
        results += _drive(clip, photos, methods, instruments, keep)
        if progress:
            progress(done + 1, len(clips))
    return results


def _partners(clips: Iterable[Clip]) -> dict[Clip, Clip]:
    """The clip that drives whose first frame is the photo: a person's first clip drives the one before."""
    firsts: dict[str, Clip] = {}
    for clip in clips:
        firsts.setdefault(clip.person, clip)
    people = list(firsts.values())
    return dict(zip(people, people[-1:] + people[:-1], strict=True)) if len(people) > 1 else {}


def _drive(
    clip: Clip,
    photos: dict[Protocol, Clip],
    methods: Sequence[Method],
    instruments: Instruments,
    keep: Callable[[Sample], None] | None,
) -> list[ClipResult]:
    """Every photo that the clip drives, by every method, frame by frame: no clip is held in memory."""
    avatars = {protocol: _avatar_of(photo, instruments) for protocol, photo in photos.items()}
    trials = {
        protocol: [Trial(protocol, method, avatar, instruments) for method in methods]
        for protocol, avatar in avatars.items()
    }
    for place, frame in enumerate(read_frames(clip, instruments)):
        for protocol, drawing in trials.items():
            if protocol == "self" and place == 0:
                continue  # the photo itself
            pictures = {trial.method.name: trial.take(frame) for trial in drawing}
            drawn = {name: picture for name, picture in pictures.items() if picture is not None}
            if keep and drawn:
                keep(
                    Sample(
                        protocol=protocol,
                        person=photos[protocol].person,
                        driving=clip.person,
                        clip=clip.name,
                        index=frame.tracked.index,
                        photo=avatars[protocol].photo,
                        driver=frame.image,
                        drawn={name: picture for name, picture in drawn.items() if name != STATIC},
                        fault=drawing[-1].fault,
                    )
                )
    return [
        _result(trial, photos[protocol], clip) for protocol, drawing in trials.items() for trial in drawing
    ]


def _avatar_of(clip: Clip, instruments: Instruments) -> Avatar:
    photo = Photo(rgb=first_picture(clip), alpha=None, original_bytes=b"", suffix=".png", name=clip.name)
    return build_avatar(photo, name=clip.name, tracker=instruments.tracker)


def _result(trial: Trial, photo: Clip, clip: Clip) -> ClipResult:
    if not trial.frames:
        raise FaceNotFound(
            f"no face was found in clip {clip.name!r} after its first frame: take it out of the split"
        )
    return ClipResult(
        protocol=trial.protocol,
        method=trial.method.name,
        person=photo.person,
        photo=photo.name,
        clip=clip.name,
        frames=trial.frames,
        scores=trial.scores(),
    )
