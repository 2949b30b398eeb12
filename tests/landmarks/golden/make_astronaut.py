"""Recipe of `astronaut.npy`: the second picture's landmarks by MediaPipe itself, on a still picture.

The second picture is the first one that it crops by landmarks and not by the detector's box. Run it in an
environment of its own:

    pip install mediapipe==0.10.21 scikit-image
    python tests/landmarks/golden/make_astronaut.py
"""

from pathlib import Path

import numpy as np
from mediapipe.python.solutions.face_mesh import FaceMesh
from skimage.data import astronaut

image = astronaut()
height, width = image.shape[:2]
mesh = FaceMesh(refine_landmarks=True, max_num_faces=1)
for _ in range(2):
    face = mesh.process(image).multi_face_landmarks[0]
points = np.array([[p.x * width, p.y * height, p.z * width] for p in face.landmark], np.float32)
np.save(Path(__file__).with_name("astronaut.npy"), points)
