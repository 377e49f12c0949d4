"""Reading a whole pack: every file, every check, all problems together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Final

from estimator import units
from estimator.errors import PackError, Problem
from estimator.names import is_legal
from estimator.pack.nouns import MISSILE
from estimator.pack.reading.assumption_tables import check_growths
from estimator.pack.reading.context import Context
from estimator.pack.reading.files import LANGUAGE, Document, Folder, Texts, default_folder, parsed, read_texts
from estimator.pack.reading.findings import Findings
from estimator.pack.reading.left_out_file import read_left_out
from estimator.pack.reading.option_files import Known, know_yardstick, read_base_file, read_option, read_system
from estimator.pack.reading.references import check_options, check_stems, readable_options
from estimator.pack.reading.scenario_files import read_scenario
from estimator.pack.reading.settings_file import (
    check_key_inputs,
    read_groups,
    read_metrics,
    read_services,
    read_settings,
    read_sources,
)
from estimator.pack.reading.short_labels import check_shorts
from estimator.pack.records import Assumption, Option, Pack
from estimator.pack.unread import Unread

DOCUMENTS: Final = ("published", "judgement", "correlation")
NOT_ASSUMPTIONS: Final = ("pack", "sources", "left_out", *DOCUMENTS)


@dataclass(frozen=True)
class Reading:
    """A pack as far as its files can be read, with every problem of theirs; `pack` is None where nothing can be built.

    A pack with problems is good for finding more of them, never for computing.
    """

    pack: Pack | None
    problems: tuple[Problem, ...]
    unread: Unread


def read_pack(folder: Path | None = None, calculators: Collection[str] | None = None) -> Pack:
    """Read and check a pack; without a folder, the default one that comes with the program.

    `calculators` are the names that an element may give; None leaves them unchecked. Raises PackError with every
    problem of every file, each with file and line.
    """
    reading = read_files(read_texts(folder or default_folder()), calculators)
    if reading.problems or reading.pack is None:
        raise PackError(reading.problems)
    return reading.pack


def read_files(texts: Texts, calculators: Collection[str] | None = None) -> Reading:
    """Read a pack as `read_pack` does, as far as it can be read, from the texts of its files."""
    read = parsed(texts)
    first = read.documents["pack.toml"]
    findings = Findings(list(read.problems))
    settings = read_settings(findings, first)
    nouns = settings.nouns if settings else _nouns(first)
    threat = settings.threat_unit if settings else _threat(first)
    units.declare(nouns, threat)
    sources = read_sources(findings, read.documents.get("sources.toml"))
    broken = [each.stem for each in read.documents.values() if each.broken]
    context = Context(findings, settings, sources, (*nouns, threat), broken)
    known = Known(services=None if first.broken else read_services(findings, first), calculators=calculators)
    check_stems(findings, read)
    for document in _whole(read, ""):
        if document.stem not in NOT_ASSUMPTIONS:
            read_base_file(context, document)
    know_yardstick(context, known)
    _read_systems(context, read, known)
    options = {each.stem: read_option(context, each, known) for each in _whole(read, "options")}
    check_growths(context)
    check_shorts(findings, _whole(read, "options"), _whole(read, LANGUAGE))
    check_key_inputs(context, first)
    check_options(findings, first, _stems(read, "options"), options, settings)
    left_out = read_left_out(findings, read.documents.get("left_out.toml"), _stems(read, "options"))
    groups = read_groups(findings, first, context.made)
    context.groups = groups
    metrics = read_metrics(findings, first)
    scenarios = {each.stem: read_scenario(context, each) for each in _whole(read, "scenarios")}
    documents = {name: _tables_only(findings, read.documents[f"{name}.toml"]) for name in _documents(read)}
    pack = _as_far_as_read(read, context, known, options)
    if pack:
        pack = replace(
            pack,
            scenarios=MappingProxyType(scenarios),
            documents=MappingProxyType(documents),
            groups=MappingProxyType(groups),
            metrics=MappingProxyType(metrics),
            left_out=left_out,
        )
    return Reading(pack, findings.told(), _unread(read, context))


def _as_far_as_read(read: Folder, context: Context, known: Known, options: Mapping[str, Option]) -> Pack | None:
    """The pack of what could be read; None without settings, or without the two options that every model holds."""
    kept = readable_options(context.settings.options, options) if context.settings else {}
    if context.settings is None or not {context.settings.baseline_option, context.settings.reference_option} <= set(
        kept
    ):
        return None
    settings = (
        context.settings if context.settings.options == tuple(kept) else replace(context.settings, options=tuple(kept))
    )
    return Pack(
        name=read.name,
        settings=settings,
        services=MappingProxyType(dict(known.services or {})),
        sources=MappingProxyType(dict(context.sources)),
        assumptions=MappingProxyType(_assumptions(context)),
        systems=MappingProxyType(known.systems),
        options=MappingProxyType(kept),
        scenarios=MappingProxyType({}),
        digest=read.digest,
        begun=tuple(each.stem for each in _whole(read, "") if not each.table and each.stem not in NOT_ASSUMPTIONS),
    )


def _assumptions(context: Context) -> dict[str, Assumption]:
    """Those read, and stand-ins for those with mistakes; growth that is not there has been reported already."""
    if not context.findings.count:
        return context.made
    held = {id: context.made.get(id) or context.stand_ins[id] for id in context.places if id in context.stand_ins}
    return {id: each if each.growth in context.places else replace(each, growth="") for id, each in held.items()}


def _unread(read: Folder, context: Context) -> Unread:
    files = frozenset(name for name, each in read.documents.items() if each.broken)
    return Unread(frozenset(context.places) - set(context.stand_ins), files)


def _whole(read: Folder, folder: str) -> list[Document]:
    """The documents of a folder that could be parsed."""
    return [each for each in read.inside(folder) if not each.broken]


def _stems(read: Folder, folder: str) -> list[str]:
    """The names of a folder's files, unreadable ones included, so that one mistake is not reported twice."""
    return [each.stem for each in read.inside(folder)]


def _read_systems(context: Context, read: Folder, known: Known) -> None:
    for document in read.inside("systems"):
        if document.broken:
            known.system_keys[document.stem] = None
        else:
            read_system(context, document, known)


def _nouns(first: Document) -> tuple[str, ...]:
    """The nouns of a pack.toml that has other mistakes, so that its units are not all wrong too."""
    listed = first.value_at(("pack", "nouns"))
    words = [each for each in listed if isinstance(each, str)] if isinstance(listed, list) else []
    return tuple(word for word in words if is_legal(word))


def _threat(first: Document) -> str:
    """The unit of what a raid brings, as its nouns."""
    noun = first.value_at(("pack", "threat_noun"))
    word = noun.replace(" ", "_") if isinstance(noun, str) else ""
    return word if is_legal(word) else MISSILE


def _documents(read: Folder) -> list[str]:
    languages = [f"{LANGUAGE}/{each.stem}" for each in _whole(read, LANGUAGE)]
    return [*(name for name in DOCUMENTS if f"{name}.toml" in read.documents), *languages]


def _tables_only(findings: Findings, document: Document) -> Mapping[str, object]:
    """A file whose tables another part of the program reads."""
    for key, value in document.table.items():
        tables = value if isinstance(value, list) else [value]
        if not tables or not all(isinstance(each, dict) for each in tables):
            findings.about(document, (key,), value, "expected a table")
    return MappingProxyType(dict(document.table))
