"""Which skeleton carries the driver's motion to the avatar."""

from __future__ import annotations

from typing import Literal

SkeletonKind = Literal["anchored", "analytic"]
"""`anchored` is the network's (`vcam.geometry.anchoring`), `analytic` adds the driver's offsets to the
photo's points (`vcam.geometry.retargeting`)."""
DEFAULT_SKELETON: SkeletonKind = "analytic"
"""Where nobody chose: on the command line, in the app and in every `Settings`."""
