"""What can be seen in a page's Markdown without rendering it: its lines outside code, headings, links, words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.toc import slugify, unique

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})")
HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*(?:\{:?\s*([^}]*)\})?\s*$")
EXPLICIT_ID = re.compile(r"\{:[^}]*#([\w:.-]+)[^}]*\}|<[^>]+\bid=[\"']([\w:.-]+)[\"']")
LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+\"(?:[^\"\\]|\\.)*\")?\s*\)")
IMAGE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)>?[^)]*\)")
JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
INLINE_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
WORD = re.compile(r"[^\W_][\w'’.,-]*")


@dataclass(frozen=True)
class Heading:
    """A Markdown heading: `level` 1 to 6, its text, the anchor it gets and the line in the file."""

    level: int
    text: str
    anchor: str
    line: int


@dataclass(frozen=True)
class Link:
    """A link's or image's target as written, and the line it starts on."""

    target: str
    line: int


def lines_outside_code(markdown: str, first_line: int = 1) -> Iterator[tuple[int, str]]:
    """Each line that is not in a fenced code block, with its line number."""
    fence = ""
    for number, line in enumerate(markdown.splitlines(), first_line):
        mark = FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
        elif not fence:
            yield number, line


def headings(markdown: str, first_line: int = 1) -> list[Heading]:
    """The headings in order, with the anchors the table of contents extension gives them."""
    taken: set[str] = set()
    found = []
    for line, text in lines_outside_code(markdown, first_line):
        match = HEADING.match(text)
        if match:
            given = re.search(r"#([\w:.-]+)", match[3] or "")
            plain = _plain(match[2])
            anchor = given[1] if given else unique(slugify(plain, "-"), taken)
            taken.add(anchor)
            found.append(Heading(len(match[1]), plain, anchor, line))
    return found


def explicit_ids(markdown: str) -> set[str]:
    """Anchors written out as `{: #id }` or in raw HTML."""
    text = "\n".join(line for _, line in lines_outside_code(markdown))
    return {a or b for a, b in EXPLICIT_ID.findall(text)}


def links(markdown: str, first_line: int = 1) -> list[Link]:
    """Links and images outside code, whatever they point at."""
    found = []
    for line, text in lines_outside_code(markdown, first_line):
        plain = INLINE_CODE.sub("", text)
        found += [Link(target, line) for target in LINK.findall(plain) + IMAGE.findall(plain)]
    return found


def word_count(markdown: str) -> int:
    """Words of running text: code, macro calls and link targets do not count."""
    text = "\n".join(line for _, line in lines_outside_code(markdown))
    text = re.sub(r"\]\([^)]*\)", "]", JINJA.sub(" ", text))
    return len(WORD.findall(text))


def _plain(text: str) -> str:
    """Heading text without emphasis, code marks and link targets."""
    return re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text).replace("**", "").replace("`", "").strip()
