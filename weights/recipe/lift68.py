"""Recipe of `weights/lift68.safetensors`: the linear map from 68 to 478 face points.

    python -m weights.recipe.lift68 --data DIR --out weights/lift68.safetensors

DIR has the layout of `vcam evaluate --data` (clips, portraits, manifest.csv). Face Mesh finds the 478
points in pictures of the train split; the 68 are read off them (`vcam.landmarks.lifting.MESH_POINTS`).
Ridge regression between the two, in the face's own frame, each person with the same weight and each face
also mirrored; the ridge stands for the noise that a 68-point detector adds. The error on the people of
the heldout split, who are not in the train split, is logged at the end.
"""

from __future__ import annotations

import argparse
import csv
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from safetensors.numpy import save_file

from vcam.frames import Image
from vcam.geometry.face_model import mean_face, mirror_order
from vcam.landmarks.face_mesh import FaceMeshTracker
from vcam.landmarks.lifting import COUNT_68, MESH_POINTS, RIGID, Lifting
from vcam.landmarks.similarity import Array, fit_similarity
from vcam.paths import write_atomically

FRAMES_PER_PERSON = 60
NOISE = 0.007
"""Assumed error of a 68-point detector, as a ratio of the outer eye corners' distance.

More would calm the points, but swallow blinks: with 0.02 lids move by about 0.6 of the truth, with 0.007
by about 0.9.
"""
TRIED_NOISE = 0.01
RANK = 64
RIGHT_IRIS, LEFT_IRIS = 468, 473
UPPER_LID, LOWER_LID = 159, 145
log = logging.getLogger("lift68")


@dataclass(frozen=True, kw_only=True)
class Faces:
    """(N, 478, 3) faces in pixels and whose they are."""

    points: Array
    people: list[str]


def pictures(data: Path, row: dict[str, str]) -> Iterator[Image]:
    """The pictures of one row of the manifest."""
    if row["kind"] != "clip":
        image = cv2.imread(str(data / "portraits" / f"{row['id']}.jpg"))
        if image is not None:
            yield cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
        return
    capture = cv2.VideoCapture(str(data / "clips" / f"{row['id']}.mp4"))
    while True:
        found, image = capture.read()
        if not found:
            break
        yield cv2.cvtColor(image, cv2.COLOR_BGR2RGB)
    capture.release()


def collect(data: Path, split: str) -> Faces:
    """At most `FRAMES_PER_PERSON` faces of each person of a split, spread over that person's pictures."""
    tracker = FaceMeshTracker()
    people: dict[str, list[Array]] = {}
    with (data / "manifest.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == split]
    for row in rows:
        tracker.reset()
        for image in pictures(data, row):
            found = tracker.track(image)
            if found is not None:
                people.setdefault(row["identity"], []).append(found.points.astype(np.float64))
    chosen = [
        (person, faces[i])
        for person, faces in people.items()
        for i in np.unique(np.linspace(0, len(faces) - 1, FRAMES_PER_PERSON).round().astype(int))
    ]
    return Faces(points=np.stack([face for _, face in chosen]), people=[person for person, _ in chosen])


def person_weights(people: list[str]) -> Array:
    """(N,) weights that sum to 1 and to the same for each person."""
    names, index, counts = np.unique(people, return_inverse=True, return_counts=True)
    weights: Array = 1 / counts[index] / len(names)
    return weights


def own_frame(points: Array) -> tuple[Array, Array]:
    """Mean face (478, 3), one unit between the outer eye corners, and (N, 478, 3) faces in its frame."""
    mean = mean_face().astype(np.float64)
    mean = mean - mean[MESH_POINTS[RIGID]].mean(0)
    rigid = MESH_POINTS[RIGID]
    for _ in range(4):
        mean = mean / np.linalg.norm(mean[MESH_POINTS[36]] - mean[MESH_POINTS[45]])
        faces = np.stack([fit_similarity(mean[rigid], face[rigid]).invert(face) for face in points])
        mean = faces.mean(0)
    return mean, faces


def fit(faces: Faces) -> Lifting:
    """The map by weighted ridge regression, reduced to `RANK` numbers."""
    mirrored = faces.points[:, mirror_order()] * [-1.0, 1.0, 1.0]
    mean, own = own_frame(np.concatenate([faces.points, mirrored]))
    weights = np.tile(person_weights(faces.people), 2) / 2
    target = (own - mean).reshape(len(own), -1)
    source = (own - mean)[:, MESH_POINTS].reshape(len(own), -1)
    weighted = source * weights[:, None]
    covariance = weighted.T @ source + NOISE**2 * np.eye(source.shape[1])
    full = np.linalg.solve(covariance, weighted.T @ target)
    # The reduction keeps what matters most in the output over the inputs that occur.
    root = np.linalg.cholesky(covariance)
    u, singular, vt = np.linalg.svd(root.T @ full, full_matrices=False)
    encode = np.linalg.solve(root.T, u[:, :RANK] * singular[:RANK])
    return Lifting(mean68=mean[MESH_POINTS], mean478=mean, encode=encode, decode=vt[:RANK])


def error_percent(lifting: Lifting, faces: Faces, noise: float = 0.0, axes: int = 3) -> float:
    """Mean distance of lifted from true points, percent of the iris distance, people weighted alike."""
    generator = np.random.default_rng(0)
    errors = []
    for face in faces.points:
        eyes = np.linalg.norm(face[MESH_POINTS[36]] - face[MESH_POINTS[45]])
        given = face[MESH_POINTS] + generator.normal(0, noise * eyes, (COUNT_68, 3))
        distance = np.linalg.norm((lifting.lift(given) - face)[:, :axes], axis=1).mean()
        errors.append(100 * distance / np.linalg.norm(face[RIGHT_IRIS] - face[LEFT_IRIS]))
    return float(person_weights(faces.people) @ np.array(errors))


def lid_movement_ratio(lifting: Lifting, faces: Faces) -> float:
    """Slope of the lifted against the true gap between the lids: 1 keeps blinks whole."""
    lifted = np.stack([lifting.lift(face[MESH_POINTS]) for face in faces.points])
    true_gap, gap = (
        np.linalg.norm(points[:, UPPER_LID] - points[:, LOWER_LID], axis=1)
        / np.linalg.norm(points[:, MESH_POINTS[36]] - points[:, MESH_POINTS[45]], axis=1)
        for points in (faces.points, lifted)
    )
    return float(np.polyfit(true_gap, gap, 1)[0])


def main() -> None:
    """Make the file and log its figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="folder with clips, portraits, manifest.csv")
    parser.add_argument("--out", type=Path, required=True, help="file to write")
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    train, heldout = collect(args.data, "train"), collect(args.data, "heldout")
    lifting = fit(train)
    types = {"mean68": np.float32, "mean478": np.float32, "encode": np.float16, "decode": np.float16}
    tensors = {name: np.ascontiguousarray(getattr(lifting, name), type_) for name, type_ in types.items()}
    with write_atomically(args.out) as temporary:
        save_file(tensors, temporary)
    saved = Lifting(**{name: tensor.astype(np.float64) for name, tensor in tensors.items()})
    figures = {
        "train_people": len(set(train.people)),
        "train_faces": len(train.people),
        "heldout_people": len(set(heldout.people)),
        "heldout_faces": len(heldout.people),
        "heldout_error_percent_of_iris_distance": error_percent(saved, heldout),
        "heldout_error_2d_percent_of_iris_distance": error_percent(saved, heldout, axes=2),
        "heldout_error_at_1_percent_input_noise": error_percent(saved, heldout, noise=TRIED_NOISE),
        "heldout_lid_movement_ratio": lid_movement_ratio(saved, heldout),
    }
    log.info(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
