"""vcam: any single photo as a live face in video calls."""

__version__ = "0.1.0"
