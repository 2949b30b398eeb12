"""`vcam cameras`: what can be captured from and what can be sent to."""

from __future__ import annotations

from dataclasses import asdict

from vcam.cli.console import print_json, print_table, say
from vcam.cli.options import JsonOption


def cameras(json: JsonOption = False) -> None:
    """List webcams and virtual cameras."""
    from vcam.capture.cameras import list_cameras
    from vcam.output.virtual_camera import list_virtual_cameras, virtual_camera_help

    found, virtual = list_cameras(), list_virtual_cameras()
    if json:
        print_json(
            {
                "cameras": [asdict(camera) for camera in found],
                "virtual_cameras": [asdict(camera) for camera in virtual],
            }
        )
        return
    if found:
        rows = [(c.name, c.id, c.backend, "virtual" if c.is_virtual else "") for c in found]
        print_table(("Camera", "Id", "Backend", ""), rows)
    else:
        say("No camera is connected, or this user may not use it.")
    if virtual:
        rows2 = [(v.name, v.device, "free" if v.free else "in use") for v in virtual]
        print_table(("Virtual camera", "Device", ""), rows2)
    else:
        say(f"No virtual camera was found: {virtual_camera_help()}.")
