"""The cases of a pack's `published.toml`: what was published, which rows answer it, what is set for it.

Each case has a kind. An *identity* adds up published parts. A *calibrated* case exercises the calculators, with inputs
that come from the published figure itself or were set to meet it: what is left to differ is arithmetic. A *predicted*
case uses only what was known before its figure was published, so it may miss; then `miss` says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from estimator.errors import ModelError, Problem, did_you_mean
from estimator.pack.records import Pack

KINDS = ("identity", "calibrated", "predicted")
WITHDRAWN = {"model": 'is "calibrated" now, or "predicted" where its inputs were known before the figure'}
REQUIRED = ("label", "kind", "rows", "value", "unit", "source")
KNOWN = {*REQUIRED, "option", "year", "tolerance", "band", "set", "scenario", "miss", "explanation", "as_of", "note"}


@dataclass(frozen=True, slots=True)
class Case:
    """One published total.

    `rows` weighs model rows; a row along the years is written `row@2022` for one year, `row@2022-2031` for the sum of
    several or `row@total`. `year` is that of the rate where the total is in a foreign currency: given, or the one year
    that the rows name. `tolerance` is relative, `band` in the published unit; one of them is given. `scenario` names
    what was known, `settings` are laid on top of it. `miss` is why a prediction misses. `option` is built even where no
    row names it, for prices that only it reads.
    """

    id: str
    label: str
    kind: str
    rows: Mapping[str, float]
    value: float
    unit: str
    source: str
    tolerance: float | None = None
    band: tuple[float, float] | None = None
    settings: Mapping[str, str] | None = None
    explanation: str = ""
    year: int | None = None
    scenario: str = ""
    miss: str = ""
    option: str = ""


def cases(pack: Pack) -> list[Case]:
    """The cases of a pack's `published.toml`, in the order of the file. Raises ModelError with all problems."""
    document = pack.documents.get("published", {})
    given = document.get("case", {})
    problems: list[str] = []
    found = []
    for id, table in given.items() if isinstance(given, dict) else ():
        mistakes = _mistakes(pack, id, table)
        problems += mistakes
        if not mistakes:
            found.append(_case(id, table))
    if problems:
        raise ModelError("\n".join(str(Problem("published.toml", 0, problem)) for problem in problems))
    return found


def _mistakes(pack: Pack, id: str, table: object) -> list[str]:
    if not isinstance(table, dict):
        return [f"case.{id} is no table"]
    found = [f"case.{id}: {key} is missing" for key in REQUIRED if key not in table]
    found += [f"case.{id}.{key} is unknown. {did_you_mean(key, KNOWN)}".rstrip() for key in table if key not in KNOWN]
    if ("tolerance" in table) == ("band" in table):
        found.append(f"case.{id} needs either tolerance or band")
    if table.get("source") not in pack.sources:
        found.append(f'case.{id}.source = "{table.get("source")}" is not in sources.toml')
    return found + _mistakes_of_kind(pack, id, table)


def _mistakes_of_kind(pack: Pack, id: str, table: Mapping[str, object]) -> list[str]:
    kind, scenario = table.get("kind"), table.get("scenario", "")
    found = []
    if kind not in KINDS:
        renamed = f': "{kind}" {WITHDRAWN[str(kind)]}' if str(kind) in WITHDRAWN else ""
        found.append(f"case.{id}.kind is one of {', '.join(KINDS)}{renamed}")
    if "miss" in table and kind != "predicted":
        found.append(f"case.{id}.miss: only a predicted case may miss; an identity or a calibrated one must hold")
    if scenario and scenario not in pack.scenarios:
        hint = did_you_mean(str(scenario), pack.scenarios)
        found.append(f'case.{id}.scenario = "{scenario}" is no scenario of the pack. {hint}'.rstrip())
    return found


def _case(id: str, table: Mapping[str, object]) -> Case:
    band, settings, rows = table.get("band"), table.get("set", {}), _numbers(table["rows"])
    named = {when for row in rows if (when := row.partition("@")[2]).isdigit()}
    year = table.get("year", int(named.pop()) if len(named) == 1 else None)
    return Case(
        id=id,
        label=str(table["label"]),
        kind=str(table["kind"]),
        value=_number(table["value"]),
        rows=rows,
        unit=str(table["unit"]),
        source=str(table["source"]),
        tolerance=_number(table["tolerance"]) if "tolerance" in table else None,
        band=(_number(band[0]), _number(band[1])) if isinstance(band, list) else None,
        settings={str(key): str(value) for key, value in settings.items()} if isinstance(settings, dict) else {},
        explanation=str(table.get("explanation", "")),
        year=int(_number(year)) if year is not None else None,
        scenario=str(table.get("scenario", "")),
        miss=str(table.get("miss", "")),
        option=str(table.get("option", "")),
    )


def _numbers(table: object) -> dict[str, float]:
    return {str(key): _number(value) for key, value in table.items()} if isinstance(table, dict) else {}


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ModelError(f"published.toml: {value!r} is no number")
    return float(value)
