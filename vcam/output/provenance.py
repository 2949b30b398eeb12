"""What every file that vcam writes tells about its origin, for programs: XMP with IPTC's digital source type.

C2PA is not used: a manifest proves nothing without a certificate that others trust, and a key that ships
with a program anybody may change can't be kept secret.

Source: XMP Specification Part 3 (where a packet lies in PNG, JPEG and MP4); IPTC Photo Metadata Standard,
`Iptc4xmpExt:DigitalSourceType`.
"""

from __future__ import annotations

import struct
import uuid
import zlib
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from vcam import __version__
from vcam.output.base import SYNTHETIC_NOTICE

if TYPE_CHECKING:
    from PIL.PngImagePlugin import PngInfo

DIGITAL_SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic"
"""A composite with at least one synthetic element: a photo, whose mouth and eyes are drawn. It holds for
geometry alone too, which `trainedAlgorithmicMedia` would not."""
PNG_KEYWORD = "XML:com.adobe.xmp"
_MP4_BOX = uuid.UUID("be7acfcb-97a9-42e8-9c71-999491e3afac")


def xmp_packet() -> str:
    """The XMP packet, well-formed XML."""
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">'
        f"<Iptc4xmpExt:DigitalSourceType>{DIGITAL_SOURCE_TYPE}</Iptc4xmpExt:DigitalSourceType>"
        f"<xmp:CreatorTool>vcam {escape(__version__)}</xmp:CreatorTool>"
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(SYNTHETIC_NOTICE)}</rdf:li></rdf:Alt>'
        "</dc:description></rdf:Description></rdf:RDF></x:xmpmeta>"
        '<?xpacket end="r"?>'
    )


def png_chunks() -> bytes:
    """The notice, then the XMP packet, as PNG chunks to stand right after the header."""
    notice = b"Comment\0" + SYNTHETIC_NOTICE.encode("latin-1")
    # After the keyword: not compressed, no language, no translated keyword.
    packet = PNG_KEYWORD.encode("latin-1") + b"\0\0\0\0\0" + xmp_packet().encode("utf-8")
    return _png_chunk(b"tEXt", notice) + _png_chunk(b"iTXt", packet)


def png_info() -> PngInfo:
    """The same for Pillow's `pnginfo`."""
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Comment", SYNTHETIC_NOTICE)
    info.add_itxt(PNG_KEYWORD, xmp_packet())
    return info


def append_to_video(path: Path) -> None:
    """Add the XMP packet to a finished MP4 or QuickTime file, as a box of its own at the end.

    Raises:
        OSError: the file can't be written.
    """
    content = _MP4_BOX.bytes + xmp_packet().encode("utf-8")
    with path.open("ab") as file:
        file.write(struct.pack(">I", 8 + len(content)) + b"uuid" + content)


def _png_chunk(kind: bytes, content: bytes) -> bytes:
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))
