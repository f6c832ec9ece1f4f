"""The critical path as a table: a bar for each step, time so far, what runs in parallel, the target to meet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html import escape

from macros.diagrams.latency import Branch, CriticalPath, Duration, Percentile, Step, critical_path
from macros.diagrams.model import Graph
from macros.problems import ProblemError
from macros.quantity import Quantity, show, style_of
from macros.units import parse_unit

Sum = Callable[[list[str | float], str], str]
"""HTML of a sum that follows the calculator: its parts (estimates' keys or seconds), the key of its limit or ""."""

_TOLERANCE = 1 + 1e-9
_NAMED = 3  # slowest steps named when a budget is missed


@dataclass(frozen=True)
class Target:
    """The time that a critical path must not exceed: an estimate's label, its text, its seconds and its key."""

    label: str
    text: str
    seconds: float
    key: str = ""


def latency_budget(
    graph: Graph,
    start: str,
    end: str,
    target: Target,
    quantities: Mapping[str, Quantity],
    live: Sum | None = None,
    percentile: Percentile = "p99",
) -> str:
    """The waterfall of the critical path, once it is known to meet `target`.

    Raises ProblemError: `latency-over-budget`, naming the slowest steps; and those of `critical_path`.
    """
    path = critical_path(graph, start, end, quantities, percentile)
    if path.total > target.seconds * _TOLERANCE:
        slowest = sorted(path.timed, key=lambda step: step.start - step.end)[:_NAMED]
        named = ", ".join(f"{step.label} {step.own.text}" for step in slowest if step.own)
        message = f"{' -> '.join(path.nodes)} takes {_time(path.total)}, over the {target.label} of {target.text}"
        raise ProblemError("latency-over-budget", message, f"the slowest steps: {named}")
    return waterfall_html(path, target, live)


def waterfall_html(path: CriticalPath, target: Target | None = None, live: Sum | None = None) -> str:
    """The table, without blank lines. Bars show the guide's own figures; `live` makes sums follow a reader's."""
    live = live or _fixed
    scale = max(path.total, target.seconds if target else 0.0) or 1.0
    parts: list[str | float] = []
    rows = []
    for step in [step for step in path.steps if step.own or step.branches]:
        parts += [step.own.part] if step.own else []
        rows.append(_row(step, path.percentile, live(list(parts), ""), scale))
    body = "\n".join(rows)
    return (
        f'<table class="latency-waterfall">\n{_caption(path)}\n'
        '<thead><tr><th scope="col">Step</th><th scope="col">Own</th><th scope="col">So far</th>'
        '<th scope="col" class="latency-track">Time</th></tr></thead>\n'
        f"<tbody>\n{body}\n</tbody>\n{_foot(path, parts, target, live, scale)}\n</table>\n"
    )


def _caption(path: CriticalPath) -> str:
    way = " → ".join(escape(label) for label in path.nodes)
    if path.percentile == "p99":
        note = "Each step at its p99. Their sum is a cautious estimate of the path's: not all are slow at once."
    else:
        note = "Each step at its median; their sum is only near the path's own median."
    return f'<caption><strong>Critical path:</strong> {way} <span class="latency-note">{note}</span></caption>'


def _row(step: Step, wanted: Percentile, total: str, scale: float) -> str:
    label = escape(step.label) if step.what == "node" else f"<em>{escape(step.label)}</em>"
    other = f' <small class="latency-stated">({step.stated})</small>' if step.own and step.stated != wanted else ""
    beside = "".join(_beside(branch) for branch in step.branches)
    return (
        f'<tr class="latency-{step.what}"><th scope="row">{label}{beside}</th>'
        f"<td>{_own(step.own)}{other}</td><td>{total}</td>"
        f'<td class="latency-track">{_bar(step.start, step.end, scale)}</td></tr>'
    )


def _beside(branch: Branch) -> str:
    names = " → ".join(escape(label) for label in branch.labels)
    return f'<span class="latency-beside">in parallel: {names}, {_time(branch.slack)} to spare</span>'


def _own(own: Duration | None) -> str:
    if own is None:
        return "0 ms"
    text = escape(own.text)
    return f'<span class="est" data-est="{escape(own.key)}">{text}</span>' if own.key else text


def _bar(start: float, end: float, scale: float) -> str:
    left, width = 100 * start / scale, 100 * (end - start) / scale
    return f'<span class="latency-bar" style="margin-left:{left:.4g}%;width:{width:.4g}%"></span>'


def _foot(path: CriticalPath, parts: list[str | float], target: Target | None, live: Sum, scale: float) -> str:
    total = live(parts, target.key if target else "")
    bar = _bar(0, path.total, scale)
    rows = f'<tr><th scope="row">Total</th><td></td><td>{total}</td><td class="latency-track">{bar}</td></tr>'
    if target:
        text = escape(target.text)
        shown = f'<span class="est" data-est="{escape(target.key)}">{text}</span>' if target.key else text
        left = escape(_time(target.seconds - path.total))
        label = f'{escape(target.label)} <span class="latency-beside">{left} left in the guide\'s own figures</span>'
        bar = _bar(0, target.seconds, scale)
        rows += (
            f'\n<tr class="latency-target"><th scope="row">{label}</th><td></td><td>{shown}</td>'
            f'<td class="latency-track">{bar}</td></tr>'
        )
    return f"<tfoot>\n{rows}\n</tfoot>"


def _fixed(parts: list[str | float], limit: str) -> str:  # noqa: ARG001
    """A sum of plain times, for a waterfall without estimates."""
    return escape(_time(sum(part for part in parts if not isinstance(part, str))))


def _time(seconds: float) -> str:
    return show(seconds, style_of(parse_unit("ms")))
