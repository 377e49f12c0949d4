"""Reading a whole pack: every file, every check, all problems together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from estimator import units
from estimator.errors import PackError
from estimator.names import is_legal
from estimator.pack.reading.assumption_tables import check_growths
from estimator.pack.reading.context import Context
from estimator.pack.reading.files import LANGUAGE, Document, Folder, default_folder, read_folder
from estimator.pack.reading.findings import Findings
from estimator.pack.reading.option_files import Known, read_base_file, read_option, read_system
from estimator.pack.reading.references import check_options, check_stems
from estimator.pack.reading.scenario_files import read_scenario
from estimator.pack.reading.settings_file import read_services, read_settings, read_sources
from estimator.pack.records import Pack

DOCUMENTS: Final = ("published", "judgement", "correlation")
NOT_ASSUMPTIONS: Final = ("pack", "sources", *DOCUMENTS)


def read_pack(folder: Path | None = None, calculators: Collection[str] | None = None) -> Pack:
    """Read and check a pack; without a folder, the default one that comes with the program.

    `calculators` are the names that an element may give; None leaves them unchecked. Raises PackError with every
    problem of every file, each with file and line.
    """
    read = read_folder(folder or default_folder())
    first = read.documents["pack.toml"]
    findings = Findings(list(read.problems))
    settings = read_settings(findings, first)
    nouns = settings.nouns if settings else _nouns(first)
    units.declare(nouns)
    sources = read_sources(findings, read.documents.get("sources.toml"))
    broken = [each.stem for each in read.documents.values() if each.broken]
    context = Context(findings, settings, sources, nouns, broken)
    known = Known(services=read_services(findings, first), calculators=calculators)
    check_stems(findings, read)
    for document in _whole(read, ""):
        if document.stem not in NOT_ASSUMPTIONS:
            read_base_file(context, document)
    _read_systems(context, read, known)
    options = {each.stem: read_option(context, each, known) for each in _whole(read, "options")}
    check_growths(context)
    check_options(findings, first, _stems(read, "options"), options, settings)
    scenarios = {each.stem: read_scenario(context, each) for each in _whole(read, "scenarios")}
    documents = {name: _tables_only(findings, read.documents[f"{name}.toml"]) for name in _documents(read)}
    if findings.problems or settings is None:
        raise PackError(findings.problems)
    return Pack(
        name=read.name,
        settings=settings,
        services=MappingProxyType(dict(known.services)),
        sources=MappingProxyType(sources),
        assumptions=MappingProxyType(context.made),
        systems=MappingProxyType(known.systems),
        options=MappingProxyType({name: options[name] for name in settings.options}),
        scenarios=MappingProxyType(scenarios),
        digest=read.digest,
        documents=MappingProxyType(documents),
    )


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
