"""Recipe of `vcam/geometry/face_model.safetensors`: mean face and triangles of the 478-point layout.

    python -m vcam.content.face_model --data DIR --edges EDGES.json --out FILE

DIR has the layout of `vcam evaluate --data` (clips, portraits, manifest.csv); only people of the train
split are used, each with the same weight. EDGES is the list of vertex pairs of the Face Mesh
tesselation (`FACEMESH_TESSELATION`, Apache-2.0). The mean is a generalised Procrustes mean made
mirror-symmetric, in face heights, x right, y down, z away, origin 0.45 face heights behind the face.
"""

from __future__ import annotations

import argparse
import csv
import json
from itertools import combinations
from pathlib import Path

import cv2
import numpy as np
from safetensors.numpy import save_file
from scipy.optimize import linear_sum_assignment

from vcam.frames import Image, Points, vector
from vcam.geometry.pose import fit_similarity
from vcam.landmarks.base import create_tracker
from vcam.paths import write_atomically

FOREHEAD_TOP, CHIN = 10, 152
PIVOT_BEHIND_FACE = 0.45
FRAMES_PER_CLIP = 24


def triangles_from_edges(edges: list[tuple[int, int]]) -> np.ndarray:
    """(852, 3) int32 faces: the 3-cliques of the edge graph less those that only enclose three others."""
    neighbours: dict[int, set[int]] = {}
    for a, b in edges:
        neighbours.setdefault(a, set()).add(b)
        neighbours.setdefault(b, set()).add(a)
    cliques = {tuple(sorted((a, b, c))) for a, b in edges for c in neighbours[a] & neighbours[b]}
    sides: dict[tuple[int, int], int] = {}
    for clique in cliques:
        for side in combinations(clique, 2):
            sides[side] = sides.get(side, 0) + 1
    faces = [c for c in cliques if any(sides[side] < 3 for side in combinations(c, 2))]
    return np.array(sorted(faces), np.int32)


def mirror_order(face: Points) -> np.ndarray:
    """(478,) index of each point's mirror partner, found on a roughly symmetric face."""
    mirrored = face * vector(-1, 1, 1)
    distance = np.linalg.norm(face[:, None] - mirrored[None], axis=2) ** 2
    return linear_sum_assignment(distance + distance.T)[1]


def procrustes_mean(faces: list[Points], rounds: int = 8) -> Points:
    """(478, 3) mean of similarity-aligned faces."""
    mean = faces[0]
    for _ in range(rounds):
        aligned = [fit_similarity(face, mean).apply(face) for face in faces]
        mean = np.mean(aligned, axis=0)
    return mean


def mean_face(faces: list[Points]) -> Points:
    """(478, 3) symmetric mean face in face heights, about its pivot."""
    mean = procrustes_mean(faces)
    mean = mean - mean[:468].mean(0)
    for _ in range(4):
        order = mirror_order(mean)
        mirrored = mean[order] * vector(-1, 1, 1)
        mean = (mean + fit_similarity(mirrored, mean).apply(mirrored)) / 2
        mean = mean - (mean + mean[order] * vector(-1, 1, 1))[:468].mean(0) * vector(0.5, 0, 0)
    height = mean[CHIN] - mean[FOREHEAD_TOP]
    # Upright means that forehead top and chin are equally near to the camera.
    down = height / np.linalg.norm(height)
    right = np.cross(down, [0.0, 0.0, 1.0])
    right /= np.linalg.norm(right)
    frame = np.stack([right, down, np.cross(right, down)])
    mean = (mean - mean[:468].mean(0)) @ frame.T / np.linalg.norm(height)
    mean = (mean + mean[order] * vector(-1, 1, 1)) / 2
    mean[:, 2] -= PIVOT_BEHIND_FACE
    return mean.astype(np.float32)


def clip_images(path: Path) -> list[Image]:
    """Up to `FRAMES_PER_CLIP` frames spread over a clip."""
    capture = cv2.VideoCapture(str(path))
    images = []
    while True:
        found, image = capture.read()
        if not found:
            break
        images.append(np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8))
    return images[:: max(1, len(images) // FRAMES_PER_CLIP)]


def faces_of_people(data: Path) -> list[Points]:
    """One Procrustes mean a person of the train split."""
    tracker = create_tracker()
    people: dict[str, list[Points]] = {}
    with (data / "manifest.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["split"] == "train" and row["kind"] == "clip"]
    for row in rows:
        tracker.reset()
        for image in clip_images(data / "clips" / f"{row['id']}.mp4"):
            landmarks = tracker.track(image)
            if landmarks is not None:
                people.setdefault(row["identity"], []).append(landmarks.points.astype(np.float64))
    return [procrustes_mean(faces, rounds=2) for faces in people.values()]


def main() -> None:
    """Make the file from a data folder and an edge list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--edges", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    edges = [(int(a), int(b)) for a, b in json.loads(args.edges.read_text())]
    tensors = {"mean_face": mean_face(faces_of_people(args.data)), "triangles": triangles_from_edges(edges)}
    with write_atomically(args.out) as temporary:
        save_file(tensors, temporary)


if __name__ == "__main__":
    main()
