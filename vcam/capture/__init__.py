"""Where driving frames come from: cameras, videos, still images and recorded motion."""
