"""Chapters' PDFs into one: pages, tags, outline, named places and page labels go along."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from macros.exports.finish import saved
from macros.exports.layout import Layout

Object = Any


@dataclass(frozen=True)
class Piece:
    """A finished PDF to go into the whole; `number` is empty for cover and contents."""

    slug: str
    number: str
    part: str
    file: Path
    layout: Layout


def merge(pieces: Sequence[Piece], title: str, author: str, language: str) -> bytes:
    """One PDF of all pieces in order."""
    out = pikepdf.new()
    joined = _Joined(out, {f"{piece.slug}.pdf" for piece in pieces})
    opened = []
    for piece in pieces:
        source = pikepdf.open(piece.file)
        opened.append(source)  # what is copied out of it is read when `out` is written
        joined.add(source)
    joined.close()
    _outline(out, pieces)
    _labels(out, pieces)
    _describe(out, title, author, language)
    written = saved(out)
    for source in opened:
        source.close()
    return written


class _Joined:
    """The trees of the whole document, grown piece by piece."""

    def __init__(self, out: Pdf, files: set[str]) -> None:
        self.out = out
        self.files = files
        self.document = out.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, K=Array()))
        self.tree = out.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array([self.document])))
        self.document.P = self.tree
        self.parents: list[Object] = []
        self.ids: list[Object] = []
        self.places: list[Object] = []
        self.next = 0  # the next free number in the tree of parents

    def add(self, source: Pdf) -> None:
        """Pages, tags and places of one more piece."""
        first = len(self.out.pages)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about named places, which are carried over below
            self.out.pages.extend(source.pages)
        copied = self.out.copy_foreign(source.Root.StructTreeRoot)
        self._tags(copied)
        self._number(first, copied)
        self.places.append(self.out.copy_foreign(source.Root.Names.Dests))
        if "/IDTree" in copied:
            self.ids.append(copied.IDTree)

    def _tags(self, copied: Object) -> None:
        """The piece's own Document becomes a Part of the whole."""
        for part in copied.K:
            part.S = Name.Part
            part.P = self.document
            self.document.K.append(part)

    def _number(self, first: int, copied: Object) -> None:
        """Pages and links refer to the tree of parents by number: shift the numbers by what is there already."""
        numbers = copied.ParentTree.Nums
        shifted = Array()
        for place in range(0, len(numbers), 2):
            shifted.append(int(numbers[place]) + self.next)
            shifted.append(numbers[place + 1])
        for page in list(self.out.pages)[first:]:
            page.obj.StructParents = int(page.obj.StructParents) + self.next
            for link in page.obj.get("/Annots", []):
                if "/StructParent" in link:
                    link.StructParent = int(link.StructParent) + self.next
                _lead_inside(link, self.files)
        last = int(numbers[len(numbers) - 2])
        limits = Array([self.next, last + self.next])
        self.parents.append(self.out.make_indirect(Dictionary(Nums=shifted, Limits=limits)))
        self.next += last + 1

    def close(self) -> None:
        """Hang the trees into the document."""
        self.tree.ParentTree = self.out.make_indirect(Dictionary(Kids=Array(self.parents)))
        self.tree.ParentTreeNextKey = self.next
        if self.ids:
            self.tree.IDTree = self.out.make_indirect(Dictionary(Kids=Array(_in_order(self.ids))))
        self.out.Root.StructTreeRoot = self.tree
        names = self.out.make_indirect(Dictionary(Kids=Array(_in_order(self.places))))
        self.out.Root.Names = Dictionary(Dests=names)


def _in_order(nodes: list[Object]) -> list[Object]:
    return sorted(nodes, key=lambda node: bytes(node.Limits[0]))


def _lead_inside(link: Object, files: set[str]) -> None:
    """A link to another chapter's PDF leads to the chapter in this one; worksheets stay PDFs beside it."""
    action = link.get("/A")
    if action is not None and action.get("/S") == Name.GoToR and str(action.F.F) in files:
        link.A = Dictionary(Type=Name.Action, S=Name.GoTo, D=action.D)


def _outline(out: Pdf, pieces: Sequence[Piece]) -> None:
    """Parts, chapters, sections."""
    with out.open_outline() as outline:
        first, part = 0, ""
        shelf = outline.root
        for piece in pieces:
            if piece.part != part:
                part = piece.part
                shelf = outline.root
                if part and sum(other.part == part for other in pieces) > 1:
                    item = OutlineItem(part, first, "XYZ", left=0, top=842)
                    item.is_closed = False
                    outline.root.append(item)
                    shelf = item.children
            _branch(shelf, piece.layout, first)
            first += piece.layout.pages


def _branch(shelf: list[OutlineItem], layout: Layout, first: int) -> None:
    """The headings of a piece, each below the last higher one."""
    path: list[tuple[int, list[OutlineItem]]] = [(0, shelf)]
    for level, label, page, height in layout.outline:
        while path[-1][0] >= level:
            path.pop()
        item = OutlineItem(label, first + page - 1, "XYZ", left=0, top=round(height + 4, 1))
        item.is_closed = True
        path[-1][1].append(item)
        path.append((level, item.children))


def _labels(out: Pdf, pieces: Sequence[Piece]) -> None:
    """What a viewer shows as page number is what is printed: `7-3`, and roman numerals before the first chapter."""
    numbers = Array()
    first = 0
    for piece in pieces:
        style = Name.D if piece.number else Name.r
        label = Dictionary(S=style, St=1)
        if piece.number:
            label.P = String(f"{piece.number}-")
        numbers.append(first)
        numbers.append(label)
        first += piece.layout.pages
    out.Root.PageLabels = Dictionary(Nums=numbers)


def _describe(out: Pdf, title: str, author: str, language: str) -> None:
    out.Root.Lang = String(language)
    out.Root.MarkInfo = Dictionary(Marked=True)
    out.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    out.Root.PageMode = Name.UseOutlines
    out.docinfo["/Title"] = title
    out.docinfo["/Author"] = author
    with out.open_metadata(set_pikepdf_as_editor=False) as meta:
        meta.register_xml_namespace("http://www.aiim.org/pdfua/ns/id/", "pdfuaid")
        meta["dc:title"] = title
        meta["dc:creator"] = [author]
        meta["dc:language"] = {language}
        meta["pdfuaid:part"] = "1"
