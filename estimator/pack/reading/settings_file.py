"""`pack.toml` and `sources.toml`: what the case is about, who serves, and what the numbers rest on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any, Final

from estimator import names, units
from estimator.pack.nouns import MISSILE
from estimator.pack.positions import Path
from estimator.pack.reading.context import Context
from estimator.pack.reading.files import Document
from estimator.pack.reading.findings import Findings, check_table, check_tables, unexpected_sections
from estimator.pack.reading.kinds import SOURCE_ID
from estimator.pack.reading.schema import GROUP, METRIC, PACK, SERVICE, SOURCE
from estimator.pack.records import (
    CHANCE_FAILS,
    CHANCE_HOLDS,
    MOST_KEY_INPUTS,
    Assumption,
    Group,
    OwnMetric,
    Place,
    Service,
    Settings,
    Source,
)
from estimator.pack.targets import fitting
from estimator.pack.wording import OPEN, dotted

MOST_COLUMNS: Final = 200
COLUMN_YEARS: Final = ("first_column_year", "first_year", "last_year", "last_column_year")
SECTIONS: Final = {"pack": "pack", "services": "services.NAME", "groups": "groups.NAME", "metric": "metric.NAME"}
OPEN_TEXTS = ("title", "question", "notice")


def read_settings(findings: Findings, document: Document) -> Settings | None:
    """The settings of `pack.toml`, or None if any is missing or wrong; a text may be open, as nothing rests on it."""
    if document.broken:
        return None
    unexpected_sections(findings, document, SECTIONS)
    before = len(findings.problems)
    given = check_table(findings, document, ("pack",), PACK)
    given |= {key: OPEN for key in OPEN_TEXTS if document.value_at(("pack", key)) == OPEN}
    _check_years(findings, document, given)
    _check_money_shown(findings, document, given)
    _check_thresholds(findings, document, given)
    _check_nouns(findings, document, given.get("nouns", ()))
    _check_threat(findings, document, given)
    if "yardstick_service" in given and given["yardstick_service"] not in document.table_at(("services",)):
        hint = "expected one of the services of this file"
        findings.about(document, ("pack", "yardstick_service"), given["yardstick_service"], hint)
    given.setdefault("money_shown", f"G{given.get('currency')}")
    whole = all(key in given for key, each in PACK.items() if each.required)
    return Settings(**given) if whole and len(findings.problems) == before else None


def _check_years(findings: Findings, document: Document, given: Mapping[str, Any]) -> None:
    """Columns hold the horizon, the decision year and the price year."""
    years = [(key, given[key]) for key in COLUMN_YEARS if key in given]
    for (earlier, one), (later, two) in pairwise(years):
        if one > two:
            findings.about(document, ("pack", later), two, f"expected {later} not before {earlier} ({one})")
    first, last = given.get("first_column_year"), given.get("last_column_year")
    if first is None or last is None or first > last:
        return
    for key in ("decision_year", "price_year"):
        if key in given and not first <= given[key] <= last:
            findings.about(document, ("pack", key), given[key], f"expected a year with a column, {first} to {last}")
    if last - first >= MOST_COLUMNS:
        hint = f"at most {MOST_COLUMNS} fiscal years have columns"
        findings.about(document, ("pack", "last_column_year"), last, hint)


def _check_money_shown(findings: Findings, document: Document, given: Mapping[str, Any]) -> None:
    currency, shown_as = given.get("currency"), given.get("money_shown")
    if currency and shown_as and not re.fullmatch(rf"[kMGT]?{currency}", shown_as):
        hint = f'expected the currency with or without k, M, G or T, such as "G{currency}"'
        findings.about(document, ("pack", "money_shown"), shown_as, hint)


def _check_thresholds(findings: Findings, document: Document, given: Mapping[str, Any]) -> None:
    """A verdict cannot fail from a chance on at which it holds."""
    keys = [key for key in ("chance_fails", "chance_holds") if key in given]
    fails, holds = given.get("chance_fails", CHANCE_FAILS), given.get("chance_holds", CHANCE_HOLDS)
    if keys and fails >= holds:
        hint = "expected chance_fails below chance_holds; left out they are 20 % and 80 %"
        findings.about(document, ("pack", keys[0]), document.table["pack"][keys[0]], hint)


def _check_nouns(findings: Findings, document: Document, nouns: tuple[str, ...]) -> None:
    """A pack's own noun must not mean anything else already."""
    for number, noun in enumerate(nouns):
        path = ("pack", "nouns", number)
        if noun in units.NOUNS or noun in units.PLAIN:
            findings.about(document, path, noun, "it is known already; take it out of the list")
        elif noun in units.registry() and noun not in units.known_words():
            findings.about(document, path, noun, "the word is a unit of measure already; choose another")


def _check_threat(findings: Findings, document: Document, given: Mapping[str, Any]) -> None:
    """What a raid brings is a unit too, so that its noun is one that may be, and that counts nothing else."""
    noun = given.get("threat_noun", MISSILE)
    word, path = noun.replace(" ", "_"), ("pack", "threat_noun")
    if noun == MISSILE:
        return
    if names.problem_with(word):
        findings.about(document, path, noun, 'expected lower-case words, as in "enemy drone"')
    elif word in units.NOUNS or word in units.PLAIN or word in given.get("nouns", ()):
        findings.about(document, path, noun, f'the word counts something else already; say whose, as in "enemy {noun}"')


def read_services(findings: Findings, document: Document) -> dict[str, Service]:
    """The services of `pack.toml` in its order; a pack that counts no people has none."""
    made = {}
    for key in check_tables(findings, document, ("services",), "a service"):
        wrong = names.problem_with_name(key)
        if wrong:
            findings.add(document, ("services", key), f'services.{key}: "{key}" is no legal id', wrong)
        given = check_table(findings, document, ("services", key), SERVICE)
        made[key] = Service(key, given.get("label", key), given.get("short", key))
    return made


def read_groups(findings: Findings, document: Document, assumptions: Mapping[str, Assumption]) -> dict[str, Group]:
    """The groups of `pack.toml`; each of their ids and patterns names something."""
    made = {}
    for key in check_tables(findings, document, ("groups",), "a group"):
        path = ("groups", key)
        given = check_table(findings, document, path, GROUP)
        members = given.get("members", ())
        for number, each in enumerate(members):
            if not fitting([each], assumptions):
                hint = findings.guess(each, assumptions) or "estimator list assumptions shows all ids"
                findings.about(document, (*path, "members", number), each, f"no assumption fits. {hint}")
        made[key] = Group(key, given.get("label", key), members)
    return made


def read_metrics(findings: Findings, document: Document) -> dict[str, OwnMetric]:
    """The metrics that `pack.toml` defines; what their words mean is found when the pack is wired."""
    made = {}
    for key in check_tables(findings, document, ("metric",), "a metric"):
        path, before = ("metric", key), findings.count
        wrong = names.problem_with_name(key, names.OPTION_WORDS)
        if wrong:
            findings.add(document, path, f'metric.{key}: "{key}" is no legal id', wrong)
        given = check_table(findings, document, path, METRIC)
        for side in ("of", "over"):
            _check_words(findings, document, (*path, side), given.get(side))
        if findings.count == before:
            lines = {each: Place(document.file, document.line((*path, each))) for each in given}
            places = {"": Place(document.file, document.line(path)), **lines}
            made[key] = OwnMetric(id=key, places=MappingProxyType(places), **given)
    return made


def _check_words(findings: Findings, document: Document, path: Path, words: tuple[str, ...] | None) -> None:
    if words == ():
        findings.about(document, path, [], "name at least one thing, or leave the key out")
    for number, word in enumerate(words or ()):
        if word in (words or ())[:number]:
            findings.about(document, (*path, number), word, "it is listed twice")


def check_key_inputs(context: Context, document: Document) -> None:
    """Each key input is an assumption with one value, named once, and they are few enough to stand first."""
    findings, named = context.findings, context.settings.key_inputs if context.settings else ()
    for number, id in enumerate(named):
        path, made = ("pack", "key_inputs", number), context.made.get(id)
        if not context.knows(id):
            hint = findings.guess(id, context.places) or "estimator list assumptions shows all ids"
            findings.about(document, path, id, f"no such assumption. {hint}")
        elif made is not None and made.is_by_year:
            findings.about(document, path, id, "it is given by year; expected assumptions with one value")
        elif id in named[:number]:
            findings.about(document, path, id, "the assumption is listed twice")
    if len(named) > MOST_KEY_INPUTS:
        hint = f"at most {MOST_KEY_INPUTS} stand first; take {len(named) - MOST_KEY_INPUTS} out"
        findings.about(document, ("pack", "key_inputs"), list(named), hint)


def read_sources(findings: Findings, document: Document | None) -> dict[str, Source]:
    """The records of `sources.toml`."""
    made = {}
    for key in document.table if document else ():
        assert document is not None
        if not SOURCE_ID.match(key) or len(key) > names.LONGEST:
            hint = f"a source's id is lower-case letters, digits, - and _, at most {names.LONGEST} characters"
            findings.add(document, (key,), f"{dotted((key,))}: no legal id of a source", hint)
        elif not isinstance(document.table[key], dict):
            findings.about(document, (key,), document.table[key], "expected a table with title, publisher and date")
        else:
            given = {"title": "", "publisher": "", "date": "", **check_table(findings, document, (key,), SOURCE)}
            made[key] = Source(id=key, place=Place(document.file, document.line((key,))), **given)
    return made
