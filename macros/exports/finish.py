"""What a PDF from the layout still needs: named places, links to the other PDFs, ids that stay unique when merged."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from macros.exports.layout import Layout
from macros.exports.links import target_of

Object = Any  # pikepdf's objects


def finish(pdf: bytes, slug: str, layout: Layout) -> bytes:
    """The PDF of a chapter, complete by itself; links into other chapters lead to `<slug>.pdf` beside it."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        opened.Root.Names = Dictionary(Dests=opened.make_indirect(_destinations(opened, layout)))
        for page in opened.pages:
            for link in page.get("/Annots", []):
                _finish_link(link)
        _unique_ids(opened, slug)
        return saved(opened)


def saved(pdf: Pdf) -> bytes:
    """The same bytes for the same content, whenever it is written."""
    written = BytesIO()
    pdf.save(written, min_version="1.7", deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()


def _destinations(pdf: Pdf, layout: Layout) -> Object:
    names = Array()
    for name, (page, height) in sorted(layout.places.items()):
        names.append(String(name))
        names.append(Array([pdf.pages[page - 1].obj, Name.XYZ, 0, round(height + 4, 1), 0]))
    first, last = min(layout.places, default=""), max(layout.places, default="")
    return Dictionary(Names=names, Limits=Array([String(first), String(last)]))


def _finish_link(link: Object) -> None:
    """A link names where it leads, for readers who hear the page; one into another chapter opens its PDF there."""
    action = link.get("/A")
    address = str(action.URI) if action is not None and "/URI" in action else ""
    target = target_of(address)
    if target:
        file = f"{target.slug}.pdf"
        specification = Dictionary(Type=Name.Filespec, F=String(file), UF=String(file))
        link.A = Dictionary(Type=Name.Action, S=Name.GoToR, F=specification, D=String(target.name))
    if "/Contents" not in link:
        link.Contents = String(target.name.replace("--", ": ") if target else address or "Link inside this chapter")


def _unique_ids(pdf: Pdf, slug: str) -> None:
    """Ids of table cells get the chapter's slug, and an index, which PDF/UA asks for."""
    found: list[tuple[str, Object]] = []
    for element in _structure(pdf.Root.StructTreeRoot.K):
        if "/ID" in element:
            element.ID = String(f"{slug}.{element.ID}")
            found.append((str(element.ID), element))
        attributes = element.get("/A")
        if attributes is not None and "/Headers" in attributes:
            attributes.Headers = Array([String(f"{slug}.{name}") for name in attributes.Headers])
    if found:
        found.sort(key=lambda entry: entry[0])
        names = Array()
        for name, element in found:
            names.append(String(name))
            names.append(element)
        limits = Array([String(found[0][0]), String(found[-1][0])])
        pdf.Root.StructTreeRoot.IDTree = pdf.make_indirect(Dictionary(Names=names, Limits=limits))


def _structure(kids: Object) -> Any:
    """Every structure element below."""
    pending = list(kids)
    while pending:
        element = pending.pop()
        if not isinstance(element, Dictionary) or element.get("/Type") != Name.StructElem:
            continue
        yield element
        below = element.get("/K")
        if isinstance(below, Array):
            pending.extend(below)
        elif isinstance(below, Dictionary):
            pending.append(below)
