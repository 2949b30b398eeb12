"""`vcam train synth`: from the morphable head to what training reads, with a report of how well it fits."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from safetensors.numpy import save

from vcam.frames import Image, Landmarks, Points
from vcam.geometry import face_model as face
from vcam.geometry.pose import Pose, fit_similarity
from vcam.landmarks.face_mesh import FaceMeshTracker
from vcam.paths import write_atomically
from vcam.synthetic.correspondence import Correspondence, find_correspondence, named_regions
from vcam.synthetic.detector import Measured, measure_errors, sample_sitter
from vcam.synthetic.facekit import FaceKit, load_facekit
from vcam.synthetic.heads import FILE, DetectorErrors, Heads, write_heads
from vcam.synthetic.keypoints import KeypointMap
from vcam.synthetic.sampling import ViewRanges, sample_identities

CORRESPONDENCE, REPORT, RENDERS = "correspondence.safetensors", "report.json", "renders"
SPARE_SEED = 1_000_003
"""Added to the seed for renders, so that they do not depend on what was measured before."""
FRONTAL_DEG = 20.0

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class SynthSettings:
    """How much is rendered.

    Args:
        identities: heads for the correspondence, the mean head among them.
        heads: heads that the detector's errors are measured on.
        pictures: of each of those, one after the other.
        renders: pictures to write.
        seed: of all chance.
    """

    identities: int = 8
    heads: int = 300
    pictures: int = 3
    renders: int = 0
    seed: int = 0


def make_synthetic(
    folder: Path, out: Path, settings: SynthSettings, progress: Progress = lambda what, done, total: None
) -> dict[str, Any]:
    """Write heads.safetensors, correspondence.safetensors, report.json and the renders.

    Args:
        folder: of the morphable head.
        out: where to write.
        settings: how much.
        progress: told what is being done, how much of it is done, of how much.

    Returns:
        the report.

    Raises:
        ConfigError: the morphable head can't be read.
        FaceNotFound: the detector finds too few rendered faces.
        OSError: a file can't be written.
    """
    facekit, chance = load_facekit(folder), np.random.default_rng(settings.seed)
    tracker = FaceMeshTracker()

    def detect(image: Image) -> Landmarks | None:
        tracker.reset()
        return tracker.track(image)

    identities = sample_identities(settings.identities, len(facekit.identity), chance)
    identities[0] = 0
    correspondence = find_correspondence(
        facekit, identities, detect, lambda done, total: progress("Matching points", done, total)
    )
    measured = measure_errors(
        facekit,
        correspondence,
        detect,
        settings.heads,
        settings.pictures,
        chance,
        lambda done, total: progress("Measuring the detector", done, total),
    )
    write_heads(out / FILE, reduce_heads(facekit, correspondence, measured.errors))
    _write_correspondence(out / CORRESPONDENCE, correspondence)
    report = _report(correspondence, measured)
    with write_atomically(out / REPORT) as temporary:
        temporary.write_text(json.dumps(report, indent=2), encoding="utf-8")
    _write_renders(facekit, correspondence, out / RENDERS, settings, progress)
    return report


def reduce_heads(facekit: FaceKit, correspondence: Correspondence, errors: DetectorErrors) -> Heads:
    """The morphable head at the 1,107 keypoints, in vcam's own frame."""
    keypoints = KeypointMap(facekit, correspondence)
    pose = own_frame(correspondence.points(facekit.neutral))
    turn = pose.rotation / pose.scale
    return Heads(
        neutral=pose.invert(keypoints.points(facekit.neutral)),
        identity=keypoints.points(facekit.identity) @ turn,
        expression=keypoints.points(facekit.expression) @ turn,
        units=facekit.units,
        face_height_cm=pose.scale,
        errors=errors,
    )


def own_frame(landmarks: Points) -> Pose:
    """From vcam's own frame of a head to the morphable head's, by (478, 3) landmarks of the mean head."""
    return fit_similarity(face.mean_face()[face.RIGID], landmarks[face.RIGID])


def _report(correspondence: Correspondence, measured: Measured) -> dict[str, Any]:
    frontal = np.abs(measured.angles_deg[:, :2]).max(1) < FRONTAL_DEG
    regions = {
        name: {
            "points": len(points),
            "reprojection_percent_of_eyes": _percent(measured.reprojection[:, points]),
            "frontal_percent_of_eyes": _percent(measured.reprojection[frontal][:, points]),
            "spread_cm": round(float(correspondence.spread_cm[points].mean()), 3),
            "fewest_hits": int(correspondence.hits[points].min()),
        }
        for name, points in named_regions().items()
    }
    return {
        "regions": regions,
        "heads": len(measured.reprojection),
        "frontal_heads": int(frontal.sum()),
        "lost_heads": measured.lost,
    }


def _percent(ratios: Points) -> float | None:
    return round(100 * float(ratios.mean()), 2) if ratios.size else None


def _write_correspondence(path: Path, found: Correspondence) -> None:
    names = ("corners", "weights", "hits", "spread_cm")
    with write_atomically(path) as temporary:
        temporary.write_bytes(save({name: np.ascontiguousarray(getattr(found, name)) for name in names}))


def _write_renders(
    facekit: FaceKit, found: Correspondence, folder: Path, settings: SynthSettings, progress: Progress
) -> None:
    """Pictures of random heads, each with its true keypoints in a file beside it."""
    chance, keypoints = np.random.default_rng(settings.seed + SPARE_SEED), KeypointMap(facekit, found)
    for number in range(settings.renders):
        progress("Rendering", number, settings.renders)
        sitter = sample_sitter(facekit, ViewRanges(), chance)
        shown = sitter.render(0.0, 0.0)
        truth = {
            "keypoints": shown.camera.project(keypoints.points(shown.vertices)),
            "angles_deg": sitter.angles_deg,
        }
        with write_atomically(folder / f"{number:06d}.png") as temporary:
            cv2.imwrite(str(temporary), cv2.cvtColor(shown.image, cv2.COLOR_RGB2BGR))
        with write_atomically(folder / f"{number:06d}.safetensors") as temporary:
            temporary.write_bytes(save(truth))
