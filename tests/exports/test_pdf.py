"""The PDFs of the real guide, read back."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.exports.book import Book, read_book
from macros.exports.drawings import LEAST_PT, LEAST_PX, is_diagram, scale, size
from macros.exports.html import SVG
from tests.exports.conftest import ROOT, Made

pikepdf = pytest.importorskip("pikepdf", reason="pip install -r requirements-full.lock")
pytestmark = [pytest.mark.full, pytest.mark.xdist_group("exports")]
BLOCKS = ("tick-text", "tick-why", "question-text", "latency-beside", "latency-note", "sheet-minutes")
FOLIO = re.compile(r"(?:^|\s)((?:\d+|[A-Z])-\d+)$", re.MULTILINE)


@pytest.fixture(scope="module")
def book(made: Made) -> Book:
    return read_book(made.site)


@pytest.fixture(scope="module")
def guide(made: Made) -> Iterator[Any]:
    with pikepdf.open(made.guide) as opened:
        yield opened


@pytest.fixture(scope="module")
def texts(made: Made) -> list[str]:
    return page_texts(made.guide)


def page_texts(pdf: Path) -> list[str]:
    """The words of each page, in the order they are read."""
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext: apt-get install poppler-utils")
    run = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, text=True, check=True)
    return run.stdout.split("\f")[:-1]


def places(pdf: Any) -> dict[str, int]:
    """Every named place and the index of its page."""
    pages = {page.objgen: index for index, page in enumerate(page.obj for page in pdf.pages)}
    found: dict[str, int] = {}
    pending = [pdf.Root.Names.Dests]
    while pending:
        node = pending.pop()
        pending.extend(node.get("/Kids", []))
        names = list(node.get("/Names", []))
        found |= {str(name): pages[where[0].objgen] for name, where in zip(names[::2], names[1::2], strict=True)}
    return found


def links(pdf: Any) -> Iterator[tuple[int, Any]]:
    for index, page in enumerate(pdf.pages):
        for link in page.get("/Annots", []):
            if link.Subtype == "/Link":
                yield index, link


def inner_name(link: Any) -> str | None:
    """The named place a link leads to; None for one that leaves the file."""
    if "/Dest" in link:
        return str(link.Dest)
    return str(link.A.D) if link.A.S == "/GoTo" else None


def folio(texts: list[str], index: int) -> str:
    """What is printed at the foot of a page."""
    return FOLIO.findall(texts[index])[-1]


def test_the_contents_give_the_folios_that_stand_on_the_pages(guide: Any, texts: list[str]) -> None:
    first = places(guide)["overview--top"]
    listed = [number for text in texts[1:first] for number in FOLIO.findall(text)]
    named = places(guide)
    real = [folio(texts, named[str(inner_name(link))]) for index, link in links(guide) if 0 < index < first]
    assert len(real) > 100
    assert listed == real


def test_what_a_viewer_calls_a_page_is_what_is_printed_on_it(guide: Any, texts: list[str]) -> None:
    first = places(guide)["overview--top"]
    labels = [page.label for page in guide.pages][first:]
    assert labels == [folio(texts, index) for index in range(first, len(texts))]


def test_a_cross_reference_gives_the_page_it_leads_to(guide: Any, made: Made) -> None:
    named = places(guide)
    labels = [page.label for page in guide.pages]
    from macros.exports.pdf import Press

    press = Press(ROOT, read_book(made.site))
    for chapter in press.book.chapters:
        for name in [name for name in press.layouts[chapter.slug].places if name in named]:
            assert press.page_of(chapter.slug, name) == labels[named[name]]


def test_no_link_inside_the_guide_is_dead(guide: Any) -> None:
    named = places(guide)
    dead = [name for _, link in links(guide) if (name := inner_name(link)) is not None and name not in named]
    assert dead == []


def test_links_between_the_chapters_pdfs_find_file_and_place(made: Made) -> None:
    opened = {slug: pikepdf.open(file) for slug, file in made.files.items()}
    named = {f"{slug}.pdf": places(pdf) for slug, pdf in opened.items() if "/Names" in pdf.Root}
    named["contents.pdf"] = named["guide.pdf"]
    dead: list[str] = []
    count = 0
    for slug, pdf in opened.items():
        for _, link in links(pdf):
            if inner_name(link) is None and link.A.S == "/GoToR":
                count += 1
                file, name = str(link.A.F.F), str(link.A.D)
                if name not in named.get(file, {}) or not (made.site / "pdf" / file).is_file():
                    dead.append(f"{slug}: {file}#{name}")
    assert count > 100
    assert dead == []


def test_the_outline_holds_every_chapter_and_section_at_its_page(guide: Any, made: Made, book: Book) -> None:
    named = places(guide)
    pages = {page.obj.objgen: index for index, page in enumerate(guide.pages)}
    with guide.open_outline() as outline:
        entries = list(_flat(outline.root, pages))
    for chapter in book.chapters:
        heads = [title for title, page in entries if page == named[f"{chapter.slug}--top"]]
        assert any(title.startswith(f"{chapter.number} ") for title in heads)
        for name, text in _sections(made.site / chapter.uri):
            assert (text, named[f"{chapter.slug}--{name}"]) in entries


def _flat(items: Any, pages: dict[Any, int]) -> Iterator[tuple[str, int]]:
    for item in items:
        where = item.destination
        page = where if isinstance(where, int) else pages[where[0].objgen]
        yield " ".join(item.title.split()), page
        yield from _flat(item.children, pages)


def _sections(page: Path) -> Iterator[tuple[str, str]]:
    from lxml import html

    for heading in html.parse(str(page), html.HTMLParser(encoding="utf-8")).iter("h2"):
        on_paper = not heading.xpath("ancestor-or-self::*[@data-no-print]")
        if heading.get("id") and heading.getparent().tag == "article" and on_paper:
            yield heading.get("id"), " ".join(heading.text_content().replace("¶", "").split())


def test_every_font_is_embedded(guide: Any) -> None:
    fonts = [
        obj for obj in guide.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor"
    ]
    assert fonts
    assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)


@pytest.mark.parametrize("slug", ["guide", "features", "redraw"])
def test_a_pdf_has_tags_title_language_and_alternatives(made: Made, slug: str) -> None:
    with pikepdf.open(made.files[slug]) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as meta:
            assert meta["dc:title"]
            assert meta["pdfuaid:part"] == "1"
        figures = [obj for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/S") == "/Figure"]
        assert figures
        assert all(str(figure.Alt).strip() for figure in figures)


def test_every_page_and_link_finds_its_tags(guide: Any) -> None:
    parents: dict[int, Any] = {}
    for kid in guide.Root.StructTreeRoot.ParentTree.Kids:
        numbers = list(kid.Nums)
        parents |= {int(number): entry for number, entry in zip(numbers[::2], numbers[1::2], strict=True)}
    for page in guide.pages:
        below = parents[int(page.obj.StructParents)]
        assert all(element.Pg.objgen == page.obj.objgen for element in below)
    assert all(parents[int(link.StructParent)].S == "/Link" for _, link in links(guide))


def test_no_word_of_the_pages_is_lost(made: Made, book: Book) -> None:
    for chapter in book.all:
        text = "\n".join(page_texts(made.files[chapter.slug]))
        squeezed = re.sub(r"\W", "", text)
        printed = Counter(re.findall(r"[^\W_]+", text))
        lost = Counter(_words(made.site / chapter.uri)) - printed
        # Long words and addresses may be broken over lines; what is raised may stand apart.
        assert [word for word in lost if not (len(word) > 3 and word in squeezed)] == [], chapter.slug


def _words(page: Path) -> list[str]:
    """The words a reader of the page finds, but for what the picture says itself: text drawing and Mermaid source."""
    from lxml import html

    article = next(html.parse(str(page), html.HTMLParser(encoding="utf-8")).iter("article"))
    for found in list(article.iter("svg", "script", "button", "style", "summary")):
        if found.tag != "summary" or found.getparent().get("class") == "diagram-faces":
            found.drop_tree()
    for found in article.xpath(".//*[@data-no-print]"):
        found.drop_tree()
    for name in ("headerlink", "page-tools", "est-how", "diagram-panel-title", "diagram-panel/pre"):
        kind, _, below = name.partition("/")
        for found in article.find_class(kind):
            for gone in list(found.iter(below)) if below else [found]:
                gone.drop_tree()
    for block in article.iter("p", "li", "td", "th", "dt", "dd", "caption", "span", "small", "summary"):
        if block.tag not in ("span", "small") or block.get("class") in BLOCKS:
            block.tail = f" {block.tail or ''}"
    return re.findall(r"[^\W_]+", article.text_content())


def test_no_type_in_a_diagram_is_under_seven_points(made: Made) -> None:
    drawn = [
        svg for page in made.site.rglob("*.html") for svg in SVG.findall(page.read_text("utf-8")) if is_diagram(svg)
    ]
    assert len(drawn) > 30
    assert min(scale(*size(svg)) * LEAST_PX for svg in drawn) >= LEAST_PT


def test_what_is_unchanged_is_not_laid_out_again_and_comes_out_the_same(made: Made) -> None:
    from macros.exports import make_pdfs

    before = made.guide.read_bytes()
    again = make_pdfs(ROOT, site=made.site)
    assert again.laid_out == 0
    assert again.files["guide"].read_bytes() == before


def test_after_an_edit_only_that_chapter_is_laid_out_and_the_rest_stays(made: Made, tmp_path: Path) -> None:
    from macros.exports import make_pdfs

    site, root = tmp_path / "site", tmp_path / "root"
    shutil.copytree(made.site, site)
    shutil.copytree(ROOT / ".build/pdf", root / ".build/pdf")
    (root / "docs/assets").mkdir(parents=True)
    shutil.copy(ROOT / "docs/assets/diagrams.css", root / "docs/assets")
    page = site / "about/hosting.html"
    page.write_text(page.read_text("utf-8").replace("</h1>", "</h1><p>One sentence more.</p>", 1), "utf-8")
    again = make_pdfs(root, site=site)
    assert again.laid_out == 1
    assert "One sentence more." in page_texts(again.files["hosting"])[0]
    assert again.files["features"].read_bytes() == made.files["features"].read_bytes()
