"""From a picture to 478 face points in 3D: detection, tracking, smoothing, person mask."""
