"""Short labels of options across files: all there, each its own, and no wider in another language.

A table on a terminal, the tab of a sheet and the axis of a chart have room for eighteen columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from estimator.names import LONGEST_SHORT
from estimator.pack.positions import Path
from estimator.pack.reading.files import Document
from estimator.pack.reading.findings import Findings
from estimator.pack.reading.kinds import short_problem
from estimator.pack.wording import shown
from estimator.visible import visible_line, width_of

OPTION: Final = "option"
SHORT: Final[Path] = (OPTION, "short")
TEXTS: Final = "texts"
MOST_LISTED: Final = 40


def check_shorts(findings: Findings, options: Sequence[Document], languages: Iterable[Document]) -> None:
    """Note the options without a short label, all at once, and labels that two options have or that grow too wide."""
    read = [each for each in options if isinstance(each.value_at((OPTION,)), dict)]
    missing = [each for each in read if "short" not in each.table_at((OPTION,))]
    if missing:
        _note_missing(findings, missing)
    given = {each.file: each for each in read if isinstance(each.value_at(SHORT), str)}
    said = {file: each.value_at(SHORT).strip() for file, each in given.items()}
    _note_alike(findings, given, said)
    for document in languages:
        _note_translations(findings, document, said)


def _note_missing(findings: Findings, documents: Sequence[Document]) -> None:
    """One problem with the lines to paste, for a start made of the labels' first words."""
    count = len(documents)
    lines = [f'{file}  short = "{words}"' for file, words in _proposed(documents[:MOST_LISTED]).items()]
    more = [f"and {count - MOST_LISTED} more"] if count > MOST_LISTED else []
    many = f" here and in {count - 1} more option{'s' if count > 2 else ''}" if count > 1 else ""
    hint = (
        f"tables, tabs and charts have {LONGEST_SHORT} columns for an option's name (a wide character takes two), and "
        "no two options one name. Below label, write for a start:"
    )
    findings.add(documents[0], (OPTION,), f'option: "short" is missing{many}', "\n    ".join([hint, *lines, *more]))


def _proposed(documents: Sequence[Document]) -> dict[str, str]:
    """A short label for each file, no two alike."""
    found: dict[str, str] = {}
    for each in documents:
        words = _first_words(each)
        same = sum(other.startswith(words) for other in found.values())
        found[each.file] = f"{words[: LONGEST_SHORT - 3].rstrip()} {same + 1}" if same else words
    return found


def _first_words(document: Document) -> str:
    """As many words of the label as there is room for."""
    label = document.value_at((OPTION, "label"))
    text = visible_line(label if isinstance(label, str) and label.strip() else document.stem.replace("_", " "))
    kept = ""
    for word in text.replace('"', "'").replace("\\", "/").split():
        longer = f"{kept} {word}".strip()
        if width_of(longer) > LONGEST_SHORT:
            break
        kept = longer
    return kept.rstrip(",:;–-") or document.stem[:LONGEST_SHORT]


def _note_alike(findings: Findings, given: Mapping[str, Document], said: Mapping[str, str]) -> None:
    """Note what two options are called; tabs of a workbook do not tell capitals from small letters."""
    first: dict[str, str] = {}
    for file, short in said.items():
        other = first.setdefault(short.casefold(), file)
        if other != file:
            findings.about(given[file], SHORT, short, f"{other} has the same short label; give each option its own")


def _note_translations(findings: Findings, document: Document, said: Mapping[str, str]) -> None:
    """Note translations of short labels that are too wide, or that two options share."""
    texts = document.table_at((TEXTS,))
    first: dict[str, str] = {}
    for short in dict.fromkeys(said.values()):
        other = texts.get(short)
        if not isinstance(other, str):
            continue
        wrong = short_problem(other)
        twin = first.setdefault(other.casefold(), short)
        if not wrong and twin != short:
            wrong = f"the short label {shown(twin)} has the same translation; give each option its own"
        if wrong:
            findings.about(document, (TEXTS, short), other, wrong)
