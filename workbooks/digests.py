"""What a workbook is made of apart from its numbers: parts by their place, and a digest for each sheet.

A part is the formula or text of a cell, its look, a column, a pane, a group, a validation, a light, a link or a chart.
Looks count by what they are and not by their index in the file. No number enters: a stored value not at all, a number
in a text as #, and nothing that follows the size of a number (decimals, the height of a row, the ends of an axis). Nor
what numbers choose: which assumption is a driver and at which place, whether a comparison with the world holds, which
lines the long table has.
"""

import hashlib
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from estimator.display.verdict import Standing
from estimator.report.standards.records import MET, NOT, PARTLY
from estimator.report.words.option_sentences import VERDICT
from estimator.workbook.plan.sheet_registry import ANSWER, DATA, UNCERTAINTY, WHAT_IF

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SHARED_TEXTS = "xl/sharedStrings.xml"
WHOLE = "(workbook)"  # the line of names, order of sheets and properties
NUMBER = re.compile(r"\b[0-9a-f]{12,64}\b|\d(?:[\d,.]*\d)?")
CONDITION = re.compile(r"\[[<>=]+[^\]]*\]")
PLACES = re.compile(r'("[^"]*")|[#0][#0,]*(?:\.[#0]*)?,*')
CODED = {"f", "formula", "formatCode", "row", "col"}  # what is no text for a reader stays as it is
FROM_NUMBERS = {"numCache", "strCache", "max", "min", "majorUnit", "dLblPos"}
NOT_STRUCTURE = {"dimension", "sheetData", "selection", "drawing", "tableParts", "hyperlinks"}
ROW_MARKS = ("outlineLevel", "hidden", "collapsed")
TEXT_ATTRIBUTES = {"descr", "prompt", "promptTitle", "error", "errorTitle"}
NO_MATTER = {RELATION, "priority", "numFmtId"}
BUILT_IN = {
    "0": "General",
    "1": "0",
    "2": "0.00",
    "3": "#,##0",
    "4": "#,##0.00",
    "9": "0%",
    "10": "0.00%",
    "11": "0.00E+00",
}
A_NUMBER, DASH = "a number", "–"  # stands for a number that does not apply
VERDICTS = {"yes", "missed", "NO", MET, PARTLY, NOT, *VERDICT.words}  # told by numbers
CLASSES = tuple(each.sign for each in Standing)  # a verdict with its chance begins with one
A_VERDICT = "a verdict"
RANKED = {ANSWER, WHAT_IF, UNCERTAINTY}  # their tornadoes show the drivers of most weight, the heaviest first
OF_A_DRIVER = "of a driver"
ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
ROWS = re.compile(r"(?<=[A-Z])\$?\d+")
LETTERS = 16
SHOWN = 100
DIGITS_SHOWN = "<numFmt"  # in the light of a rule: which cells it is for is told by the decimals of their numbers
SHARED_NUMBER = "si"  # which of a sheet's shared formulas it is: the cells say so


@dataclass(frozen=True)
class Sheet:
    """The parts of a sheet by place, and its stored numbers by cell."""

    parts: dict[str, str] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)


def masked(text: str) -> str:
    """A text with # in place of each number and each digest.

    >>> masked("costs ¥1,229.9 bn from FY2027")
    'costs ¥# bn from FY#'
    """
    return NUMBER.sub("#", text)


def read_sheets(path: Path) -> dict[str, Sheet]:
    """Every sheet of a workbook that the program wrote, and the whole under a name of its own."""
    with zipfile.ZipFile(path) as book:
        texts, (looks, lights) = _texts(book), _looks(book)
        found = {WHOLE: Sheet(dict(_whole(book)))}
        for name, part in _sheet_parts(book):
            found[name] = _sheet(book, part, name, texts, looks, lights)
    return found


def digest(sheet: Sheet) -> str:
    """A short digest of the parts of a sheet."""
    text = "\n".join(f"{place}: {part}" for place, part in sheet.parts.items())
    return hashlib.sha256(text.encode()).hexdigest()[:LETTERS]


def first_difference(old: Sheet, new: Sheet) -> str:
    """The first place where two sheets differ, with both parts; empty if none does."""
    for place in [*new.parts, *(each for each in old.parts if each not in new.parts)]:
        before, after = old.parts.get(place, "nothing"), new.parts.get(place, "nothing")
        if before != after:
            start = next((at for at, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)
            start = max(start - SHOWN // 2, 0)
            return f"{place} was {_cut(before, start)}, is {_cut(after, start)}"
    return "the order of its parts" if list(old.parts) != list(new.parts) else ""


def _cut(text: str, start: int) -> str:
    return f"{'…' if start else ''}{text[start : start + SHOWN]}{'…' if len(text) > start + SHOWN else ''}"


def _xml(book: zipfile.ZipFile, part: str) -> Element:
    return ElementTree.fromstring(book.read(part))


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _told(element: Element) -> str:
    """An element in words, with its attributes in order; what comes from numbers is left out."""
    name = _name(element)
    own = {key.rpartition("}")[2]: text for key, text in element.attrib.items() if key not in NO_MATTER}
    told = [f"{key}={masked(text) if key in TEXT_ATTRIBUTES else text}" for key, text in sorted(own.items())]
    text = (element.text or "").strip()
    told += [text if name in CODED else masked(text)] if text else []
    told += [_told(each) for each in element if _name(each) not in FROM_NUMBERS]
    return f"<{' '.join([name, *told])}>"


def _relations(book: zipfile.ZipFile, part: str) -> dict[str, str]:
    """The parts that a part refers to, by the id of the reference."""
    path = PurePosixPath(part)
    name = str(path.parent / "_rels" / f"{path.name}.rels")
    if name not in book.namelist():
        return {}
    base = str(path.parent)
    return {each.get("Id", ""): _target(base, each.get("Target", "")) for each in _xml(book, name)}


def _target(base: str, target: str) -> str:
    return target[1:] if target.startswith("/") else posixpath.normpath(f"{base}/{target}")


def _sheet_parts(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = _relations(book, "xl/workbook.xml")
    for each in _xml(book, "xl/workbook.xml").iter(f"{MAIN}sheet"):
        yield each.get("name", ""), relations[each.get(RELATION, "")]


def _whole(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Order of the sheets, names and properties."""
    whole = _xml(book, "xl/workbook.xml")
    for index, each in enumerate(whole.iter(f"{MAIN}sheet"), 1):
        yield f"sheet {index}", f"{each.get('name')} {each.get('state', '')}"
    for each in whole.iter(f"{MAIN}definedName"):
        text = each.text or ""
        yield f"name {each.get('name')} {each.get('localSheetId', '')}", _any_rows(text) if DATA in text else text
    for part in ("docProps/core.xml", "docProps/custom.xml"):
        if part in book.namelist():
            for index, each in enumerate(_xml(book, part)):
                name = each.get("name") or _name(each)
                yield f"property {index + 1} {name}", masked("".join(each.itertext()))


def _looks(book: zipfile.ZipFile) -> tuple[list[str], list[str]]:
    """What each style of cells looks like, and each light of a conditional format."""
    styles = _xml(book, "xl/styles.xml")
    kinds = {name: list(map(_told, styles.find(f"{MAIN}{name}") or ())) for name in ("fonts", "fills", "borders")}
    listed = styles.find(f"{MAIN}numFmts")
    formats = BUILT_IN | {each.get("numFmtId", ""): each.get("formatCode", "") for each in listed or ()}
    names = {each.get("xfId", ""): each.get("name", "") for each in styles.iter(f"{MAIN}cellStyle")}
    looks = []
    for each in styles.find(f"{MAIN}cellXfs") or ():
        parts = [kinds[f"{kind}s"][int(each.get(f"{kind}Id", 0))] for kind in ("font", "fill", "border")]
        number = each.get("numFmtId", "0")
        own = [
            format_kind(formats.get(number, f"format {number}")),
            names.get(each.get("xfId", "0"), ""),
            *map(_told, each),
        ]
        looks.append("; ".join([*own, *parts, "quoted" if each.get("quotePrefix") in ("1", "true") else ""]))
    return looks, [_light(each) for each in styles.find(f"{MAIN}dxfs") or ()]


def format_kind(code: str) -> str:
    """A number format without its decimals and scale, chosen by the size of a number, and without its limits.

    >>> format_kind('[>0.05]"at no value";#,##0.000%')
    '[#]"at no value";0%'
    """
    return PLACES.sub(lambda each: each[1] or "0", CONDITION.sub("[?]", code)).replace("[?]", "[#]")


def _light(element: Element) -> str:
    """A light by what it shows; the number of its format in the file is left out."""
    return re.sub(r" numFmtId=\d+", "", _told(element))


def _any_rows(text: str) -> str:
    """A range without the numbers of its rows: the long table ends where its lines do."""
    return ROWS.sub("#", text)


def _sheet(book: zipfile.ZipFile, part: str, name: str, texts: list[str], looks: list[str], lights: list[str]) -> Sheet:
    made, root, drivers = Sheet(), _with_texts(_xml(book, part), texts), set[str]()
    for row in root.iter(f"{MAIN}row"):
        marks = [f"{name}={row.get(name)}" for name in ROW_MARKS if row.get(name)]
        if marks:
            made.parts[f"row {row.get('r')}"] = " ".join(marks)
        line = name == DATA and row.get("r") != "1"
        driver = name in RANKED and any(ID.fullmatch("".join(cell.itertext())) for cell in row)
        drivers |= {cell.get("r", "") for cell in row} if driver else set()
        for cell in row:
            if line:
                _of_line(cell, made, looks)
            else:
                _cell(cell, made, looks, driver)
    for place, text in (*_structure(root, lights, looks, drivers), *_charts(book, part)):
        made.parts[place] = text
    return made


def _texts(book: zipfile.ZipFile) -> list[str]:
    """The texts that cells name by their number."""
    return ["".join(each.itertext()) for each in _xml(book, SHARED_TEXTS)] if SHARED_TEXTS in book.namelist() else []


def _with_texts(root: Element, texts: list[str]) -> Element:
    """A sheet whose cells hold their texts."""
    for cell in root.iter(f"{MAIN}c"):
        if cell.get("t") == "s":
            value = cell.find(f"{MAIN}v")
            value.text = texts[int(value.text)]
            cell.set("t", "inlineStr")
    return root


def _of_line(cell: Element, made: Sheet, looks: list[str]) -> None:
    """A cell of the long table: the looks of its column, as which lines there are is told by numbers."""
    column = f"column {ROWS.sub('', cell.get('r', ''))}"
    told = {*filter(None, made.parts.get(column, "").split(" | ")), looks[int(cell.get("s", 0))]}
    made.parts[column] = " | ".join(sorted(told))
    _keep_number(cell, made)


def _cell(cell: Element, made: Sheet, looks: list[str], driver: bool) -> None:
    place, kind = cell.get("r", ""), cell.get("t", "n")
    formula, value = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v")
    _keep_number(cell, made)
    if driver:
        made.parts[place] = OF_A_DRIVER
        return
    if formula is not None:
        table = "".join(f" {key}={text}" for key, text in sorted(formula.attrib.items()) if key != SHARED_NUMBER)
        made.parts[place] = f"={formula.text or ''}{table}"
    elif kind in ("inlineStr", "str"):
        text = "".join(cell.itertext())
        made.parts[place] = (
            A_NUMBER if text == DASH else A_VERDICT if text in VERDICTS or text.startswith(CLASSES) else masked(text)
        )
    elif value is not None:
        made.parts[place] = A_NUMBER
    made.parts[f"{place} look"] = looks[int(cell.get("s", 0))]


def _keep_number(cell: Element, made: Sheet) -> None:
    value = cell.find(f"{MAIN}v")
    if cell.get("t", "n") == "n" and value is not None:
        made.numbers[cell.get("r", "")] = float(value.text or 0)


def _structure(root: Element, lights: list[str], looks: list[str], drivers: set[str]) -> Iterator[tuple[str, str]]:
    """Panes, columns, validations, lights, links and paper; not the formats that show a number's own digits."""
    for each in root.iter(f"{MAIN}hyperlink"):
        ref = each.get("ref", "")
        yield f"link {ref}", OF_A_DRIVER if ref in drivers else each.get("location", "")
    for element in root:
        name = _name(element)
        if name in NOT_STRUCTURE:
            continue
        if name in ("cols", "dataValidations", "conditionalFormatting", "sheetViews"):
            for index, each in enumerate(element, 1):
                cells = each.get("sqref") or element.get("sqref") or each.get("min") or index
                told = _lit(each, lights, looks)
                if DIGITS_SHOWN not in told:
                    yield f"{_name(each)} {cells} {index}", told
        else:
            yield name, _told(element)


def _lit(element: Element, lights: list[str], looks: list[str]) -> str:
    """A rule with the light in place of its index, a column with its look, a limit without its numbers."""
    light = element.attrib.pop("dxfId", None)
    if "style" in element.attrib and _name(element) == "col":
        element.set("style", looks[int(element.get("style", 0))])
    for each in [each for each in element if _name(each) in NOT_STRUCTURE]:
        element.remove(each)
    for each in element:
        if _name(each) in ("formula1", "formula2"):
            each.text = masked(each.text or "") if _is_number(each.text or "") else each.text
            each.tag = "formula"
    return _told(element) + (f" {lights[int(light)]}" if light is not None else "")


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _charts(book: zipfile.ZipFile, part: str) -> Iterator[tuple[str, str]]:
    """Charts with their place and description, and tables."""
    for target in _relations(book, part).values():
        root = _xml(book, target)
        if "/drawings/" not in target:
            yield f"{_name(root)} {_any_rows(root.get('ref', ''))}", _any_rows(_told(root))
            continue
        charts = _relations(book, target)
        for index, anchor in enumerate(root, 1):
            drawn = [charts[each.attrib[RELATION]] for each in anchor.iter() if RELATION in each.attrib]
            yield f"place of chart {index}", _told(anchor)
            yield f"chart {index}", " ".join(_told(_xml(book, each)) for each in drawn)


def written(sheets: Mapping[str, Sheet]) -> str:
    """The digests as a text of one line a sheet."""
    return "".join(f"{digest(sheet)}  {name}\n" for name, sheet in sheets.items())


def read_digests(text: str) -> dict[str, str]:
    """The digest of each sheet from that text."""
    return {name: found for found, _, name in (line.partition("  ") for line in text.splitlines() if line)}
