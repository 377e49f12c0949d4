"""Overrides as a TOML file: written in the form of a scenario, and read as one from anywhere by `--scenario FILE.toml`.

Each value stands in a table of its own, `[set."budget.gdp_share"]`, with value or by_year, unit, why and source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from estimator.errors import InputError, PackError
from estimator.names import LONGEST, problem_with_name
from estimator.pack.reading.context import Context
from estimator.pack.reading.files import read_document
from estimator.pack.reading.findings import Findings
from estimator.pack.reading.scenario_files import read_scenario
from estimator.pack.records import Override, Pack, Scenario

if TYPE_CHECKING:
    from tomlkit.items import InlineTable, Table

ENDING: Final = ".toml"
FIRST_WORD: Final = "values"
PLACEHOLDERS: Final = ('why = ""', 'source = "an id of sources.toml"', 'grade = "C"')


def overrides_text(pack: Pack, overrides: Sequence[Override], label: str, note: str, remarks: Sequence[str]) -> str:
    """The overrides as a scenario file, with remarks on top; each keeps the source of the value that it replaces.

    One without a reason has places for reason and source, as comments.
    """
    import tomlkit

    made = tomlkit.document()
    for remark in remarks:
        made.add(tomlkit.comment(" ".join(remark.split())))
    made["scenario"] = {"label": label, "note": note}
    table = tomlkit.table(is_super_table=True)
    for each in overrides:
        table[each.id] = _entry(pack, each) if each.why else _undocumented(pack, each)
    made["set"] = table
    return tomlkit.dumps(made)


def _undocumented(pack: Pack, override: Override) -> Table:
    """An entry without a reason, and where it and the source would stand."""
    import tomlkit

    made = tomlkit.table()
    for key, value in _entry(pack, override).items():
        if key not in ("why", "source", "grade"):
            made[key] = _in_one_line(value) if isinstance(value, dict) else value
    for each in PLACEHOLDERS:
        made.add(tomlkit.comment(each))
    return made


def _in_one_line(values: Mapping[str, object]) -> InlineTable:
    import tomlkit

    made = tomlkit.inline_table()
    made.update(values)
    return made


def _entry(pack: Pack, override: Override) -> dict[str, object]:
    base = (pack.base or pack.assumptions)[override.id]
    years = {str(year): each for year, each in sorted((override.by_year or {}).items())}
    value: dict[str, object] = {"by_year": years} if years else {"value": override.value}
    source = override.source or ("judgement" if "judgement" in pack.sources else base.source)
    return {**value, "unit": override.unit or base.unit, "why": override.why, "source": source, "grade": "C"}


def with_scenario_files(pack: Pack, names: Iterable[str]) -> tuple[Pack, list[str]]:
    """The pack with the scenarios of files among some names added, each file once, and all as ids.

    Raises PackError, or InputError for a name that is taken.
    """
    ids, files = list[str](), dict[FilePath, str]()
    for name in names:
        path = FilePath(name).absolute()
        if name.lower().endswith(".toml") and path not in files:
            if scenario_name(path) in files.values():
                raise InputError(
                    f'{name}: another file gives the scenario "{scenario_name(path)}"; give it another name'
                )
            pack, files[path] = with_scenario_file(pack, FilePath(name))
        ids.append(files.get(path, name))
    return pack, ids


def with_scenario_file(pack: Pack, path: FilePath) -> tuple[Pack, str]:
    """The pack with the scenario of a file added, and its name. Raises PackError, or InputError for a name taken."""
    name = require_free_name(pack, path)
    found = _read(pack, path)
    return replace(pack, scenarios=MappingProxyType({**pack.scenarios, name: found})), name


def require_free_name(pack: Pack, path: FilePath) -> str:
    """The id of a file's scenario. Raises InputError if the pack has one of that id."""
    name = scenario_name(path)
    if name in pack.scenarios:
        raise InputError(f'{path}: the pack has a scenario "{name}" of its own; give the file another name')
    return name


def scenario_name(path: FilePath) -> str:
    """The id of a file's scenario: the file's name, made a legal id where it is none.

    `Her-Values.toml` is `her_values`; `t4.toml`, which reads as the address of a cell, is `values_t4`.
    """
    word = re.sub(r"[^a-z0-9]+", "_", path.stem.lower()).strip("_")
    made = [path.stem, word[:LONGEST], f"{FIRST_WORD}_{word}"[:LONGEST].strip("_")]
    return next(each for each in made if not problem_with_name(each))


def _read(pack: Pack, path: FilePath) -> Scenario:
    document, problems = read_document(path)
    findings = Findings(problems)
    base = pack.base or pack.assumptions
    places = {id: each.place for id, each in base.items()}
    context = Context(
        findings, pack.settings, pack.sources, pack.settings.nouns, made=dict(base), places=places, groups=pack.groups
    )
    found = None if document.broken else read_scenario(context, document)
    if found is None or findings.problems:
        raise PackError(findings.problems)
    return found
