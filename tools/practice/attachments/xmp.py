"""XMP without what it says of makers and places; all else that it says stays."""

from __future__ import annotations

from practice.attachments.metadata import in_xmp

_IPTC = (
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
)
_GONE = {
    "http://purl.org/dc/elements/1.1/": ("creator",),
    "http://ns.adobe.com/pdf/1.3/": ("Author",),
    "http://ns.adobe.com/photoshop/1.0/": ("AuthorsPosition", "City"),
    "http://ns.adobe.com/xap/1.0/rights/": ("Owner",),
    "http://ns.adobe.com/exif/1.0/aux/": ("OwnerName",),
    "http://cipa.jp/exif/1.0/": ("CameraOwnerName", "Photographer"),
    "http://www.dji.com/drone-dji/1.0/": ("GpsLatitude", "GpsLongitude", "GpsLongtitude"),
    **dict.fromkeys(
        _IPTC,
        (
            "Location",
            "Sublocation",
            "City",
            "LocationCreated",
            "LocationShown",
            "CreatorContactInfo",
        ),
    ),
}
_NAMES = frozenset(f"{{{space}}}{name}" for space, names in _GONE.items() for name in names)
_GPS = "{http://ns.adobe.com/exif/1.0/}GPS"


def mend_xmp(packet: bytes) -> bytes:
    """Return a packet of XMP without makers and places; one that cannot be read, or says nothing of
    these, as it is.
    """
    if not any(in_xmp(packet)):
        return packet
    from lxml import etree  # type: ignore[import-untyped]

    try:
        root = etree.fromstring(
            packet.strip(b"\0 \t\r\n"),
            etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False),
        )
    except (etree.XMLSyntaxError, ValueError):
        return packet
    for element in list(root.iter(etree.Element)):
        for name in [str(name) for name in element.attrib if _must_go(str(name))]:
            del element.attrib[name]
        parent = element.getparent()
        if parent is not None and _must_go(str(element.tag)):
            parent.remove(element)
    return bytes(etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=False))


def _must_go(name: str) -> bool:
    return name in _NAMES or name.startswith(_GPS)
