"""PDF files as programs make them, with what they are to hide: written by ReportLab, and changed
with pikepdf as other programs would.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

GPS, LATITUDE, ARTIST = 0x8825, 2, 0x013B


def photograph(place: bool = True, artist: str = "") -> bytes:
    """Return a small JPEG picture, as Pillow writes it."""
    about = Image.Exif()
    if artist:
        about[ARTIST] = artist
    if place:
        about.get_ifd(GPS).update({1: "N", LATITUDE: (51.0, 35.0, 6.0)})
    made = io.BytesIO()
    Image.new("RGB", (64, 40), (200, 100, 50)).save(made, "JPEG", exif=about)
    return made.getvalue()


def poster(author: str = "", photo: bytes = b"", **locked: str) -> bytes:
    """Return a poster of two pages with a bookmark and a field, as ReportLab writes it."""
    made = io.BytesIO()
    canvas = Canvas(made, invariant=1, encrypt=StandardEncryption(**locked) if locked else None)
    canvas.setTitle("Come early")
    canvas.drawString(100, 700, "Come early. The doors open at eight.")
    canvas.bookmarkPage("doors")
    canvas.addOutlineEntry("The doors", "doors")
    canvas.acroForm.textfield(name="ward", x=100, y=500)
    if photo:
        canvas.drawImage(ImageReader(io.BytesIO(photo)), 100, 600)
    canvas.showPage()
    canvas.drawString(100, 700, "Bring your letter.")
    canvas.save()
    # ReportLab writes "anonymous" where nobody is named.
    return (
        made.getvalue()
        if locked
        else changed(made.getvalue(), lambda pdf: name_author(pdf, author))
    )


def leaflet(packed: bool) -> bytes:
    """Return a page as ReportLab itself writes it: packed in two ways, or not at all. Nobody is
    named but "anonymous".
    """
    made = io.BytesIO()
    canvas = Canvas(made, invariant=1, pageCompression=int(packed))
    canvas.drawString(100, 700, "Come early.")
    canvas.save()
    return made.getvalue()


def changed(content: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """Return a PDF as pikepdf writes it after `change`."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(made, deterministic_id=True)
    return made.getvalue()


def name_author(pdf: pikepdf.Pdf, author: str, key: str = "/Author") -> None:
    if author:
        pdf.docinfo[key] = author
    elif key in pdf.docinfo:
        del pdf.docinfo[key]


def name_in_xmp(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        about["dc:title"], about["dc:creator"], about["pdfaid:part"] = (
            "Come early",
            ["Jane Smith"],
            "2",
        )
        about["photoshop:City"] = "Leeds"


def comment(
    pdf: pikepdf.Pdf, where: Callable[[pikepdf.Object], pikepdf.Object] | None = None
) -> None:
    """Put a comment on the first page, in its list or, with `where`, as an object of its own."""
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Text,
        Rect=[0, 0, 9, 9],
        T=String("Jane Smith"),
        Contents=String("Is that so?"),
    )
    pdf.pages[0].obj.Annots.append(where(note) if where else note)


def attach(name: str, content: bytes) -> Callable[[pikepdf.Pdf], None]:
    def put(pdf: pikepdf.Pdf) -> None:
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, content, filename=name)

    return put


def sign(pdf: pikepdf.Pdf) -> None:
    """Put what a signature looks like to a reader that does not check it."""
    signature = Dictionary(
        Type=Name.Sig, Filter=Name("/Adobe.PPKLite"), ByteRange=[0, 9, 20, 9], Contents=String("x")
    )
    pdf.Root.AcroForm.Fields.append(
        pdf.make_indirect(
            Dictionary(FT=Name.Sig, T=String("signed"), V=pdf.make_indirect(signature))
        )
    )


def tag(pdf: pikepdf.Pdf) -> None:
    """Say what is what on the pages, for those who listen to them."""
    heading = Dictionary(
        Type=Name.StructElem, S=Name.H1, Pg=pdf.pages[0].obj, K=0, Alt=String("Come early")
    )
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=Array([pdf.make_indirect(heading)]))
    )
    pdf.Root.MarkInfo, pdf.Root.Lang = Dictionary(Marked=True), String("en-GB")


def name_part(pdf: pikepdf.Pdf) -> None:
    """Name the author of one thread of articles."""
    pdf.Root.Threads = Array(
        [
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Thread, I=pdf.make_indirect(Dictionary(Author=String("Jane Smith")))
                )
            )
        ]
    )


def forgotten(content: bytes) -> bytes:
    """Return a PDF whose end does not lead to its properties any more, as programs leave it that
    forget them.
    """
    return re.sub(rb"/Info \d+ 0 R", lambda found: b" " * len(found[0]), content)


def added_to(content: bytes) -> bytes:
    """Return a PDF to the end of which a program has written that nobody made it: the old
    properties are still in it.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        number, size, root = pdf.docinfo.objgen[0], int(pdf.trailer.Size), pdf.Root.objgen[0]
    before = content.rindex(b"startxref") + 10
    old = int(content[before : content.index(b"%%EOF", before)])
    place = len(content)
    new = b"%d 0 obj\n<< /Title (Come early) >>\nendobj\n" % number
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    end = b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %d >>\n" % (
        size,
        root,
        number,
        old,
    )
    return content + new + table + end + b"startxref\n%d\n%%%%EOF\n" % (place + len(new))


def shown(content: bytes) -> tuple[list[str], list[str], int]:
    """Return what another reader (PDFium, of Chromium) makes of a PDF: the text of its pages, its
    bookmarks, how many fields it has.
    """
    pdf = pypdfium2.PdfDocument(content)
    try:
        texts = [page.get_textpage().get_text_range() for page in pdf]
        marks = [mark.get_title() for mark in pdf.get_toc()]
        pdf.init_forms()
        fields = sum(pypdfium2.raw.FPDFPage_GetAnnotCount(page) for page in pdf)
        return texts, marks, fields
    finally:
        pdf.close()
