"""Recipe of the shipped avatars' thumbnails.

python -m vcam.content.thumbnails OUT_FOLDER
"""

from __future__ import annotations

import argparse
from pathlib import Path

import cv2

from vcam.avatar.builder import build_avatar
from vcam.avatar.photo import load_photo
from vcam.avatar.shipped import shipped_names, shipped_photo
from vcam.paths import write_atomically


def main() -> None:
    """Write one thumbnail for each shipped avatar."""
    parser = argparse.ArgumentParser(description="Make the thumbnails of the shipped avatars.")
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    for name in shipped_names():
        thumbnail = build_avatar(load_photo(shipped_photo(name)), name=name).thumbnail()
        _, data = cv2.imencode(".png", cv2.cvtColor(thumbnail, cv2.COLOR_RGB2BGR))
        with write_atomically(folder / f"{name}.png") as temporary:
            temporary.write_bytes(data.tobytes())


if __name__ == "__main__":
    main()
