"""`--set "ID=VALUE UNIT"`: an override as text.

    budget.gdp_share=2 %                          one value, with or without its unit
    manpower.msdf.authorised=45300                a point before decimals; 1,234,567 may have commas, 45,300 is unclear
    economy.gdp=2030:5.4e14                       one fiscal year; the others stay
    economy.growth=2027:1.2 2028-2030:1.3 %       several years and spans of years, one unit for all
    budget.gdp_share*=1.1                         relative to the value in force: *=, +=, -= (`relative`)
    *.crew_per_hull*=1.3                          every id that fits the pattern; a * that touches = is a factor
    @crews*=1.3                                   every assumption of a group of the pack

A value without a unit is in the unit of the assumption's file. Full-width digits, as a Japanese keyboard types
them, are read as plain ones.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from estimator.errors import InputError, UnknownNameError, did_you_mean
from estimator.pack.changes import Refused, changed
from estimator.pack.layers.written_number import PLAINER, number_in, split
from estimator.pack.records import Assumption, Override, Pack
from estimator.pack.relative import SIGNS, absolute
from estimator.pack.targets import named_by, names_many
from estimator.pack.wording import shown

SPAN: Final = r"(?P<first>\d{4})(?:-(?P<last>\d{4}))?"
YEARS: Final = re.compile(rf"\s*{SPAN}:[^\S\n]*(?P<number>[^\s;%]*)[\s;]*", re.ASCII)
SETTING: Final = re.compile(r"(?P<target>[^=]*?)(?P<sign>[*+-]?)=(?P<rest>.*)\Z", re.DOTALL)
NOT_FINITE: Final = ("nan", "inf", "infinity")
LONGEST: Final = 10_000
MOST_HINTS: Final = 50
MOST_TOLD: Final = 6
MOST_NAMED, SHORTEST_WORD = 3, 4
LOOK: Final = "estimator list assumptions TEXT searches ids and labels."
SEARCH: Final = "estimator list rows TEXT and estimator list assumptions TEXT search ids and labels."


def parse_setting(text: str, pack: Pack) -> Override:
    """The override that `ID=VALUE [UNIT]`, `ID*=FACTOR`, `ID+=MORE` or `ID-=LESS` means, checked against the pack.

    Raises UnknownNameError for an id that the pack does not have, InputError for a value that cannot be read, does not
    fit or is outside its limits.
    """
    target, _, rest = _parts(text)
    if target not in (pack.base or pack.assumptions):
        raise UnknownNameError(f'no assumption "{target[:80]}". {_other_way(target, rest, pack.assumptions)}'.rstrip())
    return _override(text, target, pack)


def parse_settings(text: str, pack: Pack) -> tuple[Override, ...]:
    """The overrides that a setting means whose target may be a pattern or a group: one for each assumption named.

    Raises as `parse_setting` does; what does not fit some of the assumptions is told for each of them.
    """
    target = _parts(text)[0]
    if not names_many(target):
        return (parse_setting(text, pack),)
    made, problems = [], {}
    for id in named_by(target, pack.base or pack.assumptions, pack.groups):
        try:
            made.append(_override(text, id, pack))
        except InputError as problem:
            problems[id] = str(problem).partition("\n  ")[2]
    if problems:
        raise InputError("\n  ".join([text.strip(), *_told(problems)]))
    return tuple(made)


def _told(problems: Mapping[str, str]) -> Iterator[str]:
    """What does not fit some assumptions: once if it is the same for all, else a line each, of many the first few."""
    if len(set(problems.values())) == 1 and len(problems) > 1:
        yield next(iter(problems.values()))
        return
    yield from (f"{id}: {reason}" for id, reason in list(problems.items())[:MOST_TOLD])
    if len(problems) > MOST_TOLD:
        yield f"and {len(problems) - MOST_TOLD} more"


def targets_of(text: str, pack: Pack) -> tuple[str, ...]:
    """The ids that a setting's pattern or group names; none where it names one assumption by its id."""
    target = _parts(text)[0]
    return named_by(target, pack.base or pack.assumptions, pack.groups) if names_many(target) else ()


def without_effect(texts: Sequence[str], pack: Pack) -> Iterator[tuple[str, str]]:
    """Settings of which a later one sets anew all that they set, each with the first such one."""
    reach = [_reach(each, pack) for each in texts]
    for at, (ids, years, _) in enumerate(reach):
        for later, (more, when, relative) in zip(texts[at + 1 :], reach[at + 1 :], strict=True):
            if not relative and ids <= more and (when is None or (years is not None and years <= when)):
                yield texts[at].strip(), later.strip()
                break


def _reach(text: str, pack: Pack) -> tuple[set[str], set[int] | None, bool]:
    """The ids that a setting changes, the years if it names them, and whether it rests on the value before it."""
    target, sign, rest = _parts(text)
    years = set(_by_year(target, rest, text).by_year or ()) if _names_years(rest) else None
    return set(targets_of(text, pack) or (target,)), years, bool(sign)


def _names_years(rest: str) -> bool:
    return bool(re.match(r"\s*[\d-]+\s*:", rest))


def _parts(text: str) -> tuple[str, str, str]:
    """Target, sign of a relative change, and what follows the equals sign."""
    found = SETTING.match(text[:LONGEST].translate(PLAINER))
    target = found["target"].strip() if found else ""
    if not found or not target:
        expected = 'ID=VALUE [UNIT], such as "budget.gdp_share=2 %", or a factor, such as "budget.gdp_share*=1.1"'
        raise InputError(f'"{text[:80]}" cannot be read. Expected {expected}')
    return target, found["sign"], found["rest"]


def _override(text: str, id: str, pack: Pack) -> Override:
    """The override of one assumption."""
    _, sign, rest = _parts(text)
    asked = _by_year(id, rest, text) if _names_years(rest) else _one_value(id, rest, text)
    in_force = pack.assumptions[id]
    made = asked
    try:
        made = absolute(asked, SIGNS[sign], in_force, pack.settings.years)
        changed((pack.base or pack.assumptions)[id], made, pack.settings.years)
    except Refused as reason:
        result = "" if made is asked else f"; it would be {_result(made, in_force.unit)}"
        raise InputError(f"{text.strip()}\n  {reason}{result}") from None
    rests_on = in_force.layer == asked.layer and (sign or made.by_year)
    return replace(made, why=f"{in_force.why}; {made.why}") if rests_on else made


def _result(made: Override, unit: str) -> str:
    """The value that a relative change gives; along the years the lowest and the highest."""
    values = sorted([made.value or 0.0] if made.by_year is None else made.by_year.values())
    said = " to ".join(shown(each) for each in dict.fromkeys((values[0], values[-1])))
    return said if unit in ("", "1") else f"{said} {unit}"


def _other_way(name: str, rest: str, known: Mapping[str, Assumption]) -> str:
    """What may have been meant: a year that stands with the id instead of with the value, or an id like it."""
    if name.endswith("."):
        return f'A * that touches = is a factor; "{name}* ={rest.strip()[:40]}" sets all that fit'
    id, _, year = name.rpartition(".")
    if id in known and re.fullmatch(r"\d{4}", year, re.ASCII):
        return f'A year stands before the value: "{id}={year}:{rest.strip()[:40]}"'
    return meant(name, known)


def meant(name: str, assumptions: Mapping[str, Assumption]) -> str:
    """Which assumptions a name may mean: by their last word, by a word of their labels, by spelling, or how to look."""
    last = {each.rsplit(".", 1)[-1] for each in assumptions}
    spelt = nearest_ids(name, assumptions)
    said = "" if name.lower().rsplit(".", 1)[-1] in last else by_label(name, assumptions)
    return said or spelt or LOOK


def by_label(word: str, assumptions: Mapping[str, Assumption]) -> str:
    """Where a word that is part of no id stands in labels: `dollar` in "Yen per dollar"; empty where it does not."""
    said = word.lower().replace("_", " ")
    if len(said) < SHORTEST_WORD or any(word.lower() in each for each in assumptions):
        return ""
    found = [id for id, each in assumptions.items() if said in each.label.lower()]
    if not found:
        return ""
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    labels = "label" if len(found) == 1 else "labels"
    return f"The word stands in the {labels} of {', '.join(found[:MOST_NAMED])}{more}. {LOOK}"


def nearest_ids(name: str, known: Iterable[str]) -> str:
    """The nearest ids: by the last word where that is an id's last word, else by spelling."""
    same = [each for each in known if each.rsplit(".", 1)[-1] == name.lower().rsplit(".", 1)[-1]]
    return did_you_mean(name, same) or did_you_mean(name[:80], known)


class Nearest:
    """Hints at the nearest ids for a list of unknown ones: for the first of them, since each takes a while."""

    def __init__(self, known: Iterable[str]) -> None:
        """Remember what is known."""
        self._known, self._left = tuple(known), MOST_HINTS

    def __call__(self, name: str) -> str:
        """The hint; empty if nothing is near, and after many hints."""
        self._left -= 1
        return nearest_ids(name, self._known) if self._left >= 0 else ""


def _one_value(name: str, rest: str, text: str) -> Override:
    try:
        found = split(rest)
    except Refused as reason:
        raise InputError(f"{text.strip()}\n  {reason}") from None
    if found is None:
        raise InputError(_no_number(rest, text))
    return Override(id=name, value=_finite(found[0], text), unit=found[1], why=f"--set {text.strip()}")


def _by_year(name: str, rest: str, text: str) -> Override:
    values: dict[int, float] = {}
    at = 0
    while found := YEARS.match(rest, at):
        first, last = int(found["first"]), int(found["last"] or found["first"])
        if last < first:
            raise InputError(f"{text.strip()}\n  the years {first}-{last} run backwards")
        number = _number(found["number"], text)
        twice = next((each for each in range(first, last + 1) if each in values), None)
        if twice:
            raise InputError(f"{text.strip()}\n  the year {twice} has two values; give it one")
        values |= dict.fromkeys(range(first, last + 1), number)
        at = found.end()
    unit = rest[at:].strip()
    if not values or ":" in unit:
        expected = "Expected YEAR:VALUE, such as 2030:1.2 2031-2035:1.3 %"
        raise InputError(f'{text.strip()}\n  "{unit}" cannot be read. {expected}')
    return Override(id=name, by_year=values, unit=unit, why=f"--set {text.strip()}")


def _number(written: str, text: str) -> float:
    if not written or written.lower().lstrip("+-") in NOT_FINITE:
        raise InputError(_no_number(written, text))
    try:
        return _finite(number_in(written), text)
    except Refused as reason:
        raise InputError(f"{text.strip()}\n  {reason}") from None


def _finite(number: float, text: str) -> float:
    if not math.isfinite(number):
        raise InputError(f"{text.strip()}\n  expected a finite number")
    return number


def _no_number(rest: str, text: str) -> str:
    if not rest.strip():
        return f"{text.strip()}\n  the value is missing"
    word = rest.strip().split(" ")[0][:40]
    if word.lower().lstrip("+-") in NOT_FINITE:
        return f"{text.strip()}\n  expected a finite number"
    return f'{text.strip()}\n  "{word}" is not a number.'
