"""The XMP packet: well-formed, and where each format's readers look for it."""

from __future__ import annotations

import struct
from pathlib import Path
from xml.etree import ElementTree

import av
import numpy as np
import pytest
from PIL import Image as Pillow

from vcam.frames import Composite
from vcam.output.base import SYNTHETIC_NOTICE
from vcam.output.picture import write_picture
from vcam.output.provenance import DIGITAL_SOURCE_TYPE, PNG_KEYWORD, append_to_video, xmp_packet
from vcam.output.recorder import Recorder

IMAGE = np.full((32, 48, 3), (200, 60, 20), np.uint8)
SOURCE_TYPE = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}DigitalSourceType"
LIST_ITEM = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"


def check(packet: str | bytes) -> None:
    tree = ElementTree.fromstring(packet)
    assert [element.text for element in tree.iter(SOURCE_TYPE)] == [DIGITAL_SOURCE_TYPE]
    assert [element.text for element in tree.iter(LIST_ITEM)] == [SYNTHETIC_NOTICE]


def boxes(content: bytes) -> list[tuple[bytes, bytes]]:
    found, start = [], 0
    while start < len(content):
        size, kind = struct.unpack_from(">I4s", content, start)
        found.append((kind, content[start + 8 : start + size]))
        start += size
    return found


def record(path: Path) -> None:
    recorder = Recorder(path)
    recorder.open(48, 32, 25.0)
    for index in range(5):
        recorder.write(Composite(image=IMAGE, index=index, captured_at_s=0.0))
    recorder.close()


def test_the_packet_names_a_type_of_the_vocabulary() -> None:
    check(xmp_packet())
    assert DIGITAL_SOURCE_TYPE.startswith("http://cv.iptc.org/newscodes/digitalsourcetype/")


def test_a_png_carries_it(tmp_path: Path) -> None:
    write_picture(IMAGE, tmp_path / "a.png")
    with Pillow.open(tmp_path / "a.png") as written:
        check(written.text[PNG_KEYWORD])


def test_a_jpeg_carries_it(tmp_path: Path) -> None:
    write_picture(IMAGE, tmp_path / "a.jpg")
    with Pillow.open(tmp_path / "a.jpg") as written:
        check(written.info["xmp"])


@pytest.mark.parametrize("name", ["a.mp4", "a.mov"])
def test_a_video_carries_it_and_still_plays(tmp_path: Path, name: str) -> None:
    record(tmp_path / name)
    kinds = boxes((tmp_path / name).read_bytes())
    assert kinds[-1][0] == b"uuid"
    assert kinds[-1][1][:16].hex() == "be7acfcb97a942e89c71999491e3afac"
    check(kinds[-1][1][16:])
    with av.open(str(tmp_path / name), options={"export_xmp": "1"}) as container:
        assert sum(1 for _ in container.decode(video=0)) == 5
        check(container.metadata["xmp"])


def test_a_recording_that_cannot_take_it_is_no_recording(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vcam.errors import RecordingError
    from vcam.output import recorder

    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(recorder, "append_to_video", full)
    with pytest.raises(RecordingError, match="can't be finished"):
        record(tmp_path / "a.mp4")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(FileNotFoundError):
        append_to_video(tmp_path / "none" / "a.mp4")
