"""Tables and lists made from front matter: at a glance, the matrix, which cases use a block, the map of the guide."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from macros.library import Library, href
from macros.pages import Glance, Page

LABELS = {
    "objective": "Objective",
    "task": "ML task",
    "scale": "Scale",
    "latency_target": "Latency target",
    "label_source": "Labels",
    "label_delay": "Label delay",
    "negatives": "Negatives",
    "loss": "Loss",
    "model": "Model",
    "offline_metric": "Offline metric",
    "online_metric": "Online metric",
    "retraining": "Retraining",
    "hardest": "Hardest part",
}
Fill = Callable[[Page, str], str]


def glance_html(page: Page, fill: Fill) -> str:
    """The page's At a glance table; `fill` puts estimates into the `{est.name}` placeholders."""
    assert page.meta.glance is not None
    rows = "".join(
        f'<tr><th scope="row">{label}</th><td>{fill(page, getattr(page.meta.glance, name))}</td></tr>'
        for name, label in LABELS.items()
    )
    return f'<table class="glance"><tbody>{rows}</tbody></table>\n'


def matrix_html(library: Library, page: Page, fill: Fill) -> str:
    """All case studies side by side: a row each, a column for each entry of At a glance."""
    head = "".join(f'<th scope="col" data-sort>{label}</th>' for label in LABELS.values())
    rows = "".join(_matrix_row(case, page, fill) for case in library.case_studies)
    return (
        '<div class="matrix-frame"><table class="matrix" data-matrix>'
        f'<thead><tr><th scope="col" data-sort>Case</th>{head}</tr></thead><tbody>{rows}</tbody></table></div>\n'
    )


def difference_html(pair: tuple[Page, Page], page: Page, fields: tuple[str, ...], fill: Fill) -> str:
    """The named entries of two cases' At a glance tables side by side."""
    heads = "".join(
        f'<th scope="col"><a href="{href(page, case.uri)}">{escape(case.meta.title)}</a></th>' for case in pair
    )
    rows = "".join(
        f'<tr><th scope="row">{LABELS[name]}</th>'
        + "".join(f"<td>{fill(case, getattr(case.meta.glance, name))}</td>" for case in pair)
        + "</tr>"
        for name in fields
    )
    return f'<table class="difference"><thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody></table>\n'


def used_by_html(library: Library, page: Page) -> str:
    """The case studies that use this building block and that its text does not link already."""
    rest = [case for case in library.cases_using(page.slug) if f"case-studies/{case.slug}.md" not in page.body]
    items = "".join(
        f'<li><a href="{href(page, case.uri)}">{escape(case.meta.title)}</a>: {escape(case.meta.summary)}</li>'
        for case in rest
    )
    return f'<ul class="used-by">{items}</ul>\n' if items else ""


def page_list_html(library: Library, page: Page, section: str) -> str:
    """The pages of a section as cards: title and summary."""
    items = "".join(
        f'<li><a href="{href(page, other.uri)}"><strong>{escape(other.meta.title)}</strong>'
        f"<span>{escape(other.meta.summary)}</span></a></li>"
        for other in library.section(section)
    )
    return f'<ul class="page-cards">{items}</ul>\n'


def placeholders_filled(text: str, value: Callable[[str], str]) -> str:
    """`text` escaped, each `{est.name}` replaced by `value(name)`."""
    parts = re.split(r"\{est\.([\w.-]+)\}", text)
    return "".join(value(part) if index % 2 else escape(part) for index, part in enumerate(parts))


def _matrix_row(case: Page, page: Page, fill: Fill) -> str:
    glance = case.meta.glance
    assert isinstance(glance, Glance)
    cells = "".join(
        f'<td data-label="{label}">{fill(case, getattr(glance, name))}</td>' for name, label in LABELS.items()
    )
    return f'<tr><th scope="row"><a href="{href(page, case.uri)}">{escape(case.meta.title)}</a></th>{cells}</tr>'
