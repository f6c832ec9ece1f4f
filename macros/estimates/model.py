"""What stands under `estimates:` in a page's front matter, and the values it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Literal

from pydantic import Field, model_validator

from macros.estimates.formulas import Formula
from macros.quantity import Quantity, Style, show, style_of
from macros.records import Record
from macros.units import Unit

OWN_ORIGINS = ("question", "assumption", "number")
Written = str | int | float


class GivenEntry(Record):
    """`{given: 500 M user, label: ..., from: question, why: ...}`; `from` may also be assumption or a citation key.

    `min` and `max` bound the input of the calculator.
    """

    given: Written
    label: str
    origin: str = Field(alias="from")
    why: str = ""
    min: Written | None = None
    max: Written | None = None
    digits: int | None = Field(default=None, ge=1, le=12)

    @model_validator(mode="after")
    def _assumptions_are_reasoned(self) -> GivenEntry:
        if self.origin == "assumption" and not self.why:
            raise ValueError("an assumption needs 'why': one sentence with the reason")
        return self


class NumberEntry(Record):
    """`{number: gpu_hour_l4, label: ...}`: a given from Numbers to know, which has its own origin and date."""

    number: str
    label: str = ""
    why: str = ""


class FormulaEntry(Record):
    """`{formula: mau * sessions, unit: request/s, label: ...}`; `unit` may be left out for a plain number."""

    formula: Written
    unit: str = ""
    label: str
    digits: int | None = Field(default=None, ge=1, le=12)


class ExperimentEntry(Record):
    """An A/B test; every value is the name of an estimate. See `macros.experiments` for what each kind needs."""

    experiment: Literal["proportion", "mean"]
    alpha: str
    power: str
    unit: str
    label: str = ""
    baseline: str = ""
    sd: str = ""
    mde_relative: str = ""
    mde_absolute: str = ""
    days: str = ""
    traffic: str = ""
    share: str = ""
    arms: str = ""


Entry = GivenEntry | NumberEntry | FormulaEntry | ExperimentEntry
ENTRY_KINDS: dict[str, type[Entry]] = {
    "given": GivenEntry,
    "number": NumberEntry,
    "formula": FormulaEntry,
    "experiment": ExperimentEntry,
}


@dataclass(frozen=True)
class Value:
    """One estimate. `key` is unique over the guide: `video_recommendation.qps_peak`. `base` is in base units.

    `origin` is question, assumption, number or a citation key for a given, and empty for a computed value.
    """

    page: str
    name: str
    group: str
    label: str
    base: float
    unit: Unit
    style: Style
    file: str
    line: int
    origin: str = ""
    why: str = ""
    number: str = ""
    formula: Formula | None = None
    bounds: tuple[float | None, float | None] = (None, None)

    @property
    def key(self) -> str:
        """Its name over the whole guide."""
        return f"{self.page}.{self.name}"

    @property
    def given(self) -> bool:
        """Whether it is an input (not computed from others)."""
        return self.formula is None

    @property
    def text(self) -> str:
        """The value as plain text: "23.1 k requests/s"."""
        return show(self.base, self.style)

    @property
    def html(self) -> str:
        """The value as the browser's calculator finds it again."""
        return f'<span class="est" data-est="{escape(self.key)}">{escape(self.text)}</span>'

    @property
    def quantity(self) -> Quantity:
        """Base value and unit."""
        return Quantity(self.base, self.unit)


def given_style(quantity: Quantity, digits: int | None = None) -> Style:
    """Givens are shown in the unit they were written in, as exactly as they were written."""
    return style_of(quantity.unit, digits, fixed_unit=True)


@dataclass(frozen=True)
class Group:
    """Estimates that belong in one table."""

    id: str
    names: tuple[str, ...]

    @property
    def title(self) -> str:
        """Its id as words."""
        words = self.id.replace("_", " ")
        return words[:1].upper() + words[1:]


@dataclass(frozen=True)
class PageEstimates:
    """All estimates of one page. `page` is the slug with underscores, as formulas of other pages write it.

    `failed`: names declared there that have no value because of a fault, which is reported where it stands.
    `inputs`: keys of all estimates that the page's formulas use, those of failed ones included.
    """

    page: str
    groups: tuple[Group, ...] = ()
    values: dict[str, Value] = field(default_factory=dict)
    experiments: dict[str, ExperimentEntry] = field(default_factory=dict)
    failed: frozenset[str] = frozenset()
    inputs: frozenset[str] = frozenset()

    @property
    def citations(self) -> list[str]:
        """Citation keys its givens come from, in order, once each."""
        origins = (value.origin for value in self.values.values())
        return list(dict.fromkeys(origin for origin in origins if origin and origin not in OWN_ORIGINS))


def page_name(slug: str) -> str:
    """`video-recommendation` as formulas and the browser write it: `video_recommendation`."""
    return slug.replace("-", "_")
