"""Texts that have no Japanese yet, each with the file where its translation belongs.

    python -m tests.language.missing_texts

It warns: such a text is shown in English. The tests of this folder ask the same questions and fail.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import estimator.calculators
from estimator import load
from estimator.analysis.standing.flips import flips
from estimator.analysis.standing.grades import grade_shares
from estimator.calculators import calculators, modules
from estimator.calculators.option import own_metrics
from estimator.calculators.row import RowDefinition, first_sentence
from estimator.explorer.texts import texts_of_page
from estimator.expression import OPERATIONS
from estimator.language import in_every_language, speaker_of
from estimator.language.catalogue import has_texts
from estimator.pack.records import OwnMetric
from estimator.report.answers import compare as comparison
from estimator.report.manifest import manifest_texts
from estimator.report.words.brief import brief
from estimator.report.words.translated_brief import brief_in_language
from estimator.workbook.book import compose
from estimator.workbook.cells.grid import Formula, SheetName
from estimator.workbook.plan.sheet_registry import DATA, SHEETS
from estimator.workbook.sheets.value_sheets import attached
from estimator.workbook.translated import LITERAL, in_language

ROOT = Path(estimator.calculators.__file__).parents[2]
PROGRAM = "estimator/language/ja"
PACKS = ROOT / "assumptions"
# What stays in Latin letters in Japanese texts too: designations, abbreviations, units and words of the command line.
LATIN = re.compile(
    r"F-\d+J?A?|C-2|SM-3|PAC-3 MSE|JASSM-ER|JSM|IIA?|IV|V|GDP|SACO|Rayleigh|kg|km|estimator \w+|OPTION\.METRIC|\w+_\w+"
)
# What stays in English, as docs/decisions/017 says: titles and publishers of sources, and other programs' data.
ENGLISH_SHEETS = {"Sources", DATA}
ENGLISH_KINDS = {"choice"}
# Words of the pack's files, which stay too: ids, units, file and line, the shape of a range.
OF_FILES = re.compile(
    r"[\w.]+|[A-Z0-9_% ]+|[\w *%]+( / [\w *]+)*|[\w/]+\.toml:\d+|\w+ \((bounds)?(, )?(mode [\d.e-]+( %)?)?\)"
)
WORDS = re.compile(r"[A-Za-z]+( [A-Za-z]+)+")  # in cells that say something, these are no unit
TELLING = {"header", "right_header", "indented_header", "label", "wrapped", "heading", "band", "wrapped_band"}
FILES_OF_SHEETS = {"Uncertainty": "uncertainty.toml", "Quality": "standards.toml"}


@dataclass(frozen=True)
class Missing:
    """A text without Japanese, and the file where it belongs."""

    file: str
    text: str

    def __str__(self) -> str:
        """One line of a warning."""
        return f"{self.file}: no Japanese for {self.text!r}"


def of_pack(model, name="ja") -> str:
    """A file of the pack's Japanese."""
    return f"assumptions/{model.pack.name}/language/{name}.toml"


def unsaid(model, texts: Iterable[str], file: str) -> Iterator[Missing]:
    """Those of some texts for which there is no translation."""
    speaker = speaker_of(model.pack, "ja")
    for text in dict.fromkeys(texts):
        if speaker.translation(text) is None:
            yield Missing(file, text)


def labels(model) -> list[Missing]:
    """Labels, summaries and titles of the pack, and labels of rows, calculators and metrics."""
    pack = model.pack
    kinds = (pack.assumptions, pack.options, pack.systems, pack.scenarios, pack.services)
    own = [each.label for kind in kinds for each in kind.values()]
    own += [each.short for kind in (pack.options, pack.services) for each in kind.values()]
    own += [each.label for option in pack.options.values() for each in option.elements]
    own += [text for each in pack.left_out for text in (each.label, each.reason)]
    own += [each.summary for each in pack.options.values()] + [each.note for each in pack.scenarios.values()]
    own += [pack.settings.title, pack.settings.question, pack.settings.notice]
    rows = [each.label for each in (*model.rows.values(), *calculators().values())]
    program = [each for each in (*rows, *model.metric_labels.values()) if each not in own]
    shorts = unsaid(model, model.metric_shorts.values(), f"{PROGRAM}/short_labels.toml")
    return [*unsaid(model, own, of_pack(model)), *unsaid(model, program, f"{PROGRAM}/rows.toml"), *shorts]


def explanations(model) -> dict[str, list[str]]:
    """Notes and reasons of assumptions and scenarios, the back-test and the judgement factors, by file of the pack."""
    pack = model.pack
    overrides = [each for scenario in pack.scenarios.values() for each in scenario.overrides]
    factors, ratings = pack.documents["judgement"]["factor"], pack.documents["judgement"]["rating"]
    evidence = [each["label"] for each in factors.values()]
    evidence += [each["reason"] for ratings_of in ratings.values() for each in ratings_of.values()]
    cases = pack.documents["published"]["case"].values()
    evidence += [each[key] for each in cases for key in ("label", "explanation", "miss") if key in each]
    notes = [each.note for each in model.inputs.values() if each.note != "pack.toml"]
    notes += [each.why for each in model.inputs.values() if each.why]
    return {"ja_notes": notes, "ja_scenarios": [each.why for each in overrides if each.why], "ja_evidence": evidence}


def unexplained(model) -> list[Missing]:
    """Explanations of numbers without Japanese."""
    found = explanations(model).items()
    return [each for name, texts in found for each in unsaid(model, texts, of_pack(model, name))]


def table(file: str) -> dict[str, dict[str, str]]:
    """A file of the program's Japanese."""
    return tomllib.loads((ROOT / PROGRAM / file).read_text(encoding="utf-8"))


def row_notes() -> set[str]:
    """The first sentence of each row of each module, also of those that no option of the default pack uses."""
    rows = [each for module in modules().values() for each in vars(module).values() if isinstance(each, RowDefinition)]
    rows += [row for each in calculators().values() for row in each.rows]
    rows += own_metrics.definitions(OwnMetric("own", "Own", "Own", ("cost",), over) for over in ((), ("hours",)))
    return {first_sentence(each.doc) for each in rows}


def unworded() -> list[Missing]:
    """Operations without a phrase, rows without a note, and sheets without a name."""
    names = [sheet.name for sheet in SHEETS if sheet.name and not in_every_language(sheet.name)]
    phrases = sorted(set(OPERATIONS) - set(table("words.toml")["operations"]))
    notes = sorted(row_notes() - set(table("row_notes.toml")["texts"]))
    told = ((phrases, "words.toml"), (notes, "row_notes.toml"), (names, "workbook.toml"))
    return [Missing(f"{PROGRAM}/{file}", text) for texts, file in told for text in texts]


def of_the_page(model) -> list[Missing]:
    """What the page says of itself, without Japanese."""
    return list(unsaid(model, texts_of_page(), f"{PROGRAM}/explorer.toml"))


def in_latin(texts: Iterable[str]) -> list[Missing]:
    """Those of some finished texts of table and brief that still hold English words."""
    found = (each for each in texts if re.search(r"[A-Za-z]{2}", LATIN.sub("", each)))
    return [Missing(f"{PROGRAM}/report.toml", each) for each in dict.fromkeys(found)]


def brief_texts(made) -> list[str]:
    """Every text of a brief."""
    sentences = [*made.finding, *made.summary, *(text for _, texts in made.options.values() for text in texts.values())]
    return [made.title, *made.notes, *sentences, *(label for label, _ in made.options.values())]


def answers(result) -> list[Missing]:
    """What the terminal table and the brief leave in English."""
    model, speaker = result.model, speaker_of(result.model.pack, "ja")
    comparison.tables(model, result.metrics, 10_000, speaker)
    judged = {option: shares["C"] for option, shares in grade_shares(model, result.values).items()}
    drawn = result.simulation(draws=256)
    english = brief(model, result.values, result.metrics, judged, flips(model, result.values), drawn)
    japanese = brief_in_language(english, speaker_of(model.pack, "ja"))
    return [*in_latin(speaker.missing), *in_latin(brief_texts(japanese))]


def sheet_texts(english, japanese) -> list[Missing]:
    """The fixed texts of the sheets that two books, one of them in Japanese, both hold."""
    found = {}
    for one, other in zip(english.grids, japanese.grids, strict=True):
        for place, entry in one.entries.items():
            if one.name in ENGLISH_SHEETS or entry.kind in ENGLISH_KINDS or not _is_text(entry.content):
                continue
            says = entry.kind == "header" or (entry.kind in TELLING and WORDS.fullmatch(entry.content))
            plain = OF_FILES.fullmatch(entry.content) and not says
            same = other.entries[place].content == entry.content
            if same and re.search("[A-Za-z]{3}", entry.content) and not plain:
                found[Missing(_file_of(one.name), entry.content)] = None
    return list(found)


def _is_text(content) -> bool:
    """True for a text that a reader is told; a cell that names a sheet is called as its tab."""
    return isinstance(content, str) and not isinstance(content, SheetName)


def _file_of(sheet: str) -> str:
    return f"{PROGRAM}/{FILES_OF_SHEETS.get(sheet, 'workbook.toml')}"


def texts_of(formula) -> list[str]:
    """The texts in a formula, without a sheet's name and an abbreviation, which stay."""
    return [each.replace("シートChecks", "").replace("GDP", "") for each in LITERAL.findall(formula)]


def formula_texts(japanese) -> list[Missing]:
    """The texts of formulas and charts of a book in Japanese that are still in English."""
    found = {}
    for grid in (each for each in japanese.grids if each.name not in ENGLISH_SHEETS):
        formulas = [each.content for each in grid.entries.values() if isinstance(each.content, Formula)]
        texts = [text for each in formulas for text in texts_of(each.text)]
        texts += [text for each in grid.charts for text in (each.title, each.up_title, each.across_title)]
        found |= {Missing(_file_of(grid.name), each): None for each in texts if re.search("[a-z]{3}", each)}
    return list(found)


def sheets(result) -> list[Missing]:
    """What the workbook leaves in English, the sheet Uncertainty aside, whose draws take longest."""
    model, found = result.model, []
    beside = attached(model, result.values, result.metrics)
    for tables in (False, True):
        book = compose(model, result.values, manifest_texts(model.pack), replace(beside, data_tables=tables))
        japanese = in_language(book, speaker_of(model.pack, "ja"))
        found += [*sheet_texts(book, japanese), *formula_texts(japanese)]
    return found


def missing() -> list[Missing]:
    """All texts without Japanese: of the program, and of each pack that has a Japanese of its own."""
    found = unworded()
    for folder in sorted(each for each in PACKS.iterdir() if (each / "pack.toml").is_file()):
        pack = load(folder)
        if has_texts(pack.model().pack, "ja"):
            result = pack.compare()
            model = result.model
            found += [*labels(model), *unexplained(model), *of_the_page(model), *answers(result), *sheets(result)]
    return without_derived(dict.fromkeys(found))


def without_derived(found: Iterable[Missing]) -> list[Missing]:
    """What must be written: a text that only repeats one named before, alone or in a sentence, is left out."""
    named: list[Missing] = []
    for each in found:
        if not any(other.text in each.text for other in named):
            named.append(each)
    return named


def main() -> None:
    """Warn of each missing text."""
    found = missing()
    sys.stdout.writelines(f"warning: {each}\n" for each in found)
    sys.stdout.write(
        f"{len(found)} texts are shown in English until they stand in those files; the full run fails on them.\n"
        if found
        else "Every text has a Japanese one.\n"
    )


if __name__ == "__main__":
    main()
