"""Under which licences vcam and what it is built on stand, from the installed packages' own metadata."""

from __future__ import annotations

import importlib.metadata
import re
from dataclasses import dataclass
from functools import cache

from vcam.paths import resources
from vcam.weights import weights_folder

OWN = "vcam"
PACKAGES = (
    "av",
    "cv2-enumerate-cameras",
    "face-alignment",
    "numpy",
    "onnxruntime",
    "opencv-python",
    "pillow",
    "platformdirs",
    "PySide6-Essentials",
    "python-osc",
    "pyvirtualcam",
    "rich",
    "safetensors",
    "torch",
    "typer",
)
OPTIONAL_PACKAGES = ("face-alignment", "python-osc", "pyvirtualcam", "torch")
"""For the second landmark backend, remote control and the virtual camera; the rest works without them."""
_NAME = re.compile(r"[A-Za-z0-9._-]+")
_CLASSIFIER = "License :: "
_LONGEST_NAME = 80


@dataclass(frozen=True, kw_only=True)
class Package:
    """An installed package.

    Args:
        name, version: as it calls itself.
        licence: its licence's name, as it calls it; `unknown` when it doesn't.
        homepage: where to find it; empty when it doesn't tell.
    """

    name: str
    version: str
    licence: str
    homepage: str


@cache
def installed_version(name: str) -> str | None:
    """Version of an installed package, None when it is missing; read once, since that takes its time."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def third_parties() -> tuple[Package, ...]:
    """The installed packages that vcam needs, and those that they need, by name."""
    found: dict[str, Package] = {}
    waiting = _needs(OWN)
    while waiting:
        name = waiting.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in found or key == OWN:
            continue
        try:
            metadata = importlib.metadata.metadata(name)
        except importlib.metadata.PackageNotFoundError:
            # An extra, or for another system.
            continue
        found[key] = Package(
            name=metadata["Name"],
            version=metadata["Version"],
            licence=_licence(metadata),
            homepage=_homepage(metadata),
        )
        waiting += _needs(name)
    return tuple(found[key] for key in sorted(found))


def notices() -> dict[str, str]:
    """The texts that come with vcam, by title: its licence, its networks' and its pictures' origin."""
    return {
        "vcam": _own_licence(),
        "Networks": (weights_folder() / "NOTICE").read_text(encoding="utf-8"),
        "Pictures and motions": (resources() / "NOTICE").read_text(encoding="utf-8"),
    }


def _own_licence() -> str:
    distribution = importlib.metadata.distribution(OWN)
    for place in ("licenses/LICENSE", "LICENSE"):
        text = distribution.read_text(place)
        if text:
            return text
    # Run from a checkout, whose own record of the installation lacks the text.
    return (weights_folder().parent / "LICENSE").read_text(encoding="utf-8")


def _needs(name: str) -> list[str]:
    """Names of the packages that a package needs without any extra."""
    wanted = importlib.metadata.requires(name) or []
    matches = [_NAME.match(line) for line in wanted if "extra ==" not in line]
    return [match[0] for match in matches if match]


def _licence(metadata: importlib.metadata.PackageMetadata) -> str:
    """The licence's name. Older packages put the whole text where others put the name."""
    for field in ("License-Expression", "License"):
        name = _field(metadata, field)
        if name and "\n" not in name and len(name) <= _LONGEST_NAME:
            return name
        if name and field == "License-Expression":
            return name
    names = [
        line.removeprefix(_CLASSIFIER).removeprefix("OSI Approved :: ")
        for line in metadata.get_all("Classifier") or ()
        if line.startswith(_CLASSIFIER)
    ]
    if names:
        return ", ".join(names)
    return next(iter(_field(metadata, "License").splitlines()), "unknown")[:_LONGEST_NAME]


def _field(metadata: importlib.metadata.PackageMetadata, name: str) -> str:
    return next(iter(metadata.get_all(name) or ()), "").strip()


def _homepage(metadata: importlib.metadata.PackageMetadata) -> str:
    links = dict(link.split(", ", 1) for link in metadata.get_all("Project-URL") or () if ", " in link)
    wanted = {"homepage", "source", "repository", "source code", "github"}
    urls = [url for label, url in links.items() if label.lower() in wanted]
    return next(iter(urls), _field(metadata, "Home-page"))
