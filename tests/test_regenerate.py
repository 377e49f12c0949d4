"""The example workbook is held by digests that hold no number, and by numbers in its JSON twin."""

import importlib.util
import re
import shutil
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest

from estimator import load
from tests.coast import write_shorter_pack

FOLDER = Path(__file__).parents[1] / "workbooks"


def module(name):
    """A script of the folder workbooks as a module."""
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def digests():
    return module("digests")


@pytest.fixture(scope="module")
def regenerate(digests):
    before = list(sys.path)
    yield module("regenerate")
    sys.path[:] = before


@pytest.fixture(scope="module")
def folders(regenerate, tmp_path_factory):
    """What is written for a small pack, and for the same pack with another value."""
    made = []
    for name in ("before", "after"):
        folder = tmp_path_factory.mktemp(name)
        write_pack(folder / "coast")
        budget = folder / "coast" / "budget.toml"
        text = budget.read_text(encoding="utf-8")
        changed = re.sub(r"(?m)^value = ([\d.]+)$", lambda each: f"value = {float(each[1]) * 1.25}", text, count=1)
        budget.write_text(changed if name == "after" else text, encoding="utf-8")
        result = load(folder / "coast").compare()
        result.to_workbook(folder / regenerate.WORKBOOK, draws=64)
        regenerate._put(folder / regenerate.TWIN, result.to_json())
        sheets = regenerate.read_sheets(folder / regenerate.WORKBOOK)
        regenerate._put(folder / regenerate.DIGESTS, regenerate.written(sheets))
        made.append(folder)
    return made


def write_pack(folder):
    """The small pack with the inputs that matter named: those that draws choose stand where numbers put them."""
    write_shorter_pack(folder)
    file = folder / "pack.toml"
    text = file.read_text(encoding="utf-8")
    assert text.count("\nquestion = ") == 1
    file.write_text(text.replace("\nquestion = ", f"\nkey_inputs = {KEY_INPUTS}\nquestion = "), encoding="utf-8")
    return folder


@pytest.fixture
def book(folders, regenerate, tmp_path):
    """The workbook of a small pack, with charts."""
    return Path(shutil.copy(folders[0] / regenerate.WORKBOOK, tmp_path / "book.xlsx"))


@pytest.fixture(scope="module")
def kept(digests, folders, regenerate):
    """Its sheets, read once."""
    return digests.read_sheets(folders[0] / regenerate.WORKBOOK)


@pytest.fixture(scope="module")
def kept_lines(digests, kept):
    """The lines of its digests."""
    return lines(digests, kept)


def part_with(path, pattern, under="xl/worksheets/"):
    """The first part of a workbook in which a pattern is found."""
    with zipfile.ZipFile(path) as book:
        found = (name for name in book.namelist() if name.startswith(under))
        return next(name for name in found if re.search(pattern, book.read(name).decode()))


def rewritten(path, pattern, text, under="xl/worksheets/"):
    """A copy of a workbook with the first match of a pattern replaced in the first part that has one."""
    changed, copy = part_with(path, pattern, under), path.with_name("copy.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, re.sub(pattern, text, content.decode(), count=1) if name == changed else content)
    return copy


def retold(path, was, now):
    """A copy of a workbook in which the first cell with a text has another one, of its own."""
    with zipfile.ZipFile(path) as book:
        listed = re.findall(r"<si><t[^>]*>([^<]*)</t></si>", book.read("xl/sharedStrings.xml").decode())
    text = f't="inlineStr"><is><t>{now}</t></is></c>'
    return rewritten(path, rf't="s"><v>{listed.index(was)}</v></c>', text)


def lines(digests, sheets):
    return set(digests.written(sheets).splitlines())


@pytest.mark.parametrize(
    ("pattern", "text", "under", "words"),
    [
        (r"<f>SUM\(", "<f>MAX(", "xl/worksheets/", "was =SUM("),
        (r'<col width="[\d.]+"', '<col width="99"', "xl/worksheets/", "col 1 1"),
        (r' state="frozen"', ' state="split"', "xl/worksheets/", "sheetView"),
        (r'location="(?!Assumptions)\w+!', 'location="Checks!', "xl/worksheets/", "link"),
        (r"<formula>checks_hold=1<", "<formula>checks_hold=2<", "xl/worksheets/", "checks_hold=2"),
        (r'type="decimal"', 'type="whole"', "xl/worksheets/", "type=whole"),
        (r'(<row (?![^>]*hidden=)[^>]*outlineLevel="1")', r'\1 hidden="1"', "xl/worksheets/", "hidden=1"),
        (r"<f>'?\w+'?!\$[A-Z]+\$\d+", "<f>Checks!$A$1", "xl/charts/", "chart 1"),
        (r"<xdr:row>\d+</xdr:row>", "<xdr:row>999</xdr:row>", "xl/drawings/", "place of chart 1"),
    ],
)
def test_a_change_of_a_sheet_changes_its_line_alone_and_its_place_is_told(
    digests, regenerate, book, kept, kept_lines, pattern, text, under, words
):
    fresh = digests.read_sheets(rewritten(book, pattern, text, under))
    assert len(kept_lines ^ lines(digests, fresh)) == 2
    (told,) = regenerate.compare_digests({name: digests.digest(sheet) for name, sheet in kept.items()}, kept, fresh)
    assert words in told


def test_a_text_changed_in_one_cell_changes_the_line_of_its_sheet_alone(digests, regenerate, book, kept, kept_lines):
    fresh = digests.read_sheets(retold(book, "Back to the contents", "Back"))
    assert len(kept_lines ^ lines(digests, fresh)) == 2
    (told,) = regenerate.compare_digests({name: digests.digest(sheet) for name, sheet in kept.items()}, kept, fresh)
    assert "was Back to the contents, is Back" in told


def test_a_look_counts_by_what_it_is_and_not_by_its_index(digests, book, kept_lines):
    # One more style in front moves every index by one; a colour changed in place is another look.
    with zipfile.ZipFile(book) as old:
        parts = {name: old.read(name).decode() for name in old.namelist()}
    first = re.search(r"<cellXfs[^>]*>", parts["xl/styles.xml"])[0]
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(first, first + '<xf numFmtId="9" fontId="1" />')
    for name in [each for each in parts if each.startswith("xl/worksheets/sheet")]:
        parts[name] = re.sub(r'(<c r="\w+")( s="(\d+)")?', lambda m: f'{m[1]} s="{int(m[3] or 0) + 1}"', parts[name])
        parts[name] = re.sub(r'(<col [^>]*style=")(\d+)', lambda m: f"{m[1]}{int(m[2]) + 1}", parts[name])
    copy = book.with_name("moved.xlsx")
    with zipfile.ZipFile(copy, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    assert lines(digests, digests.read_sheets(copy)) == kept_lines
    recoloured = rewritten(book, 'rgb="001F3864"', 'rgb="00FF0000"', "xl/styles")
    assert lines(digests, digests.read_sheets(recoloured)) != kept_lines


@pytest.mark.parametrize(
    ("pattern", "text", "under"),
    [
        (r"(<f>[^<]*</f><v>)[\d.]+(</v>)", r"\g<1>123.5\2", "xl/worksheets/"),
        (r"(<row [^>]*ht=)\"[\d.]+\"", r'\1"77"', "xl/worksheets/"),
        (r"(<t>[^<]*)\d(?=[^<]*</t>)", r"\g<1>8", "xl/sharedStrings"),
        (
            r'<c r="(\w+)"( s="\d+")? t="n"><v>[\d.]+</v>',
            r'<c r="\1"\2 t="inlineStr"><is><t>–</t></is>',
            "xl/worksheets/",
        ),
        (r'<xf numFmtId="4"', '<xf numFmtId="3"', "xl/styles"),
        (r'formatCode="0\.0%"', 'formatCode="0.00%"', "xl/styles"),
        (r"(<numCache>.*?<v>)[\d.]+(</v>)", r"\g<1>123.5\2", "xl/charts/"),
        (r'"contents_sha256"(.{0,200}?)[0-9a-f]{64}', r'"contents_sha256"\g<1>' + "0" * 64, "docProps/"),
    ],
)
def test_a_number_enters_no_digest(digests, book, kept_lines, pattern, text, under):
    copy = rewritten(book, pattern, text, under)
    assert copy.read_bytes() != book.read_bytes()
    assert lines(digests, digests.read_sheets(copy)) == kept_lines


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("#,##0.0,,,", "#,##0.000", True),
        ('[>1]"at no value";0.0%', '[>0.5]"at no value";0.00%', True),
        ("0.0%", "0.0", False),
        ('"FY"0', "0", False),
        ('"at 10"', '"at 20"', False),
    ],
)
def test_formats_chosen_by_the_size_of_a_number_are_one_look(digests, one, other, same):
    assert (digests.format_kind(one) == digests.format_kind(other)) is same


def test_another_value_changes_the_twin_and_no_digest_and_the_workbook_is_behind(regenerate, folders):
    before, after = folders
    assert regenerate.check(before, before) == []
    assert regenerate.stale(before, before) == []
    first, second = ((folder / regenerate.DIGESTS).read_text() for folder in folders)
    assert first == second
    found = regenerate.check(before, after)
    assert any(each.startswith("assumptions.budget.") and ".value: " in each for each in found)
    assert any(each.startswith("Assumptions: ") for each in regenerate.stale(before, after))


KEY_INPUTS = ["budget.gdp_share", "patrol_ship.unit_price"]
VALUES = {
    "a dearer ship": ("systems/patrol_ship.toml", "value = 55\n", "value = 64\n"),
    "growth of prices nearly certain": ("growth.toml", "range = [1.0, 1.3]", "range = [1.14, 1.17]"),
    "fewer recruits": ("manpower.toml", "value = 0.013\n", "value = 0.0112\n"),
    "less to redirect": ("budget.toml", "value = 20\n", "value = 11\n"),
    "prices that grow": ("growth.toml", "value = 1.15\n", "value = 1.28\n"),
}


DOTTED = re.compile(r"[a-z_]+(\.[a-z_]+)+")


def drivers(path):
    """The ids in the tornadoes of a workbook, from the top."""
    found = []
    with closing(openpyxl.load_workbook(path, read_only=True)) as book:
        for sheet in (book[name] for name in ("What-if", "Uncertainty", "Answer")):
            cells = (cell.value for row in sheet.iter_rows() for cell in row)
            found.append([each for each in cells if isinstance(each, str) and DOTTED.fullmatch(each)])
    return found


@pytest.mark.parametrize("name", VALUES)
def test_no_value_changes_a_digest_whatever_it_turns(regenerate, digests, folders, tmp_path, name):
    file, old, new = VALUES[name]
    write_pack(tmp_path / "coast")
    text = (tmp_path / "coast" / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (tmp_path / "coast" / file).write_text(text.replace(old, new), encoding="utf-8")
    path = load(tmp_path / "coast").compare().to_workbook(tmp_path / "book.xlsx", draws=64)
    assert regenerate.written(digests.read_sheets(path)) == (folders[0] / regenerate.DIGESTS).read_text(
        encoding="utf-8"
    )
    if name == "growth of prices nearly certain":  # the drivers do stand in another order
        before, after = drivers(folders[0] / regenerate.WORKBOOK), drivers(path)
        assert all(before)
        assert before[0] != after[0]
        assert before[1] != after[1]


@pytest.mark.parametrize(
    ("was", "now"), [("met", "no verdict"), ("Input", "Inputs"), ("price_basis", "basis of prices")]
)
def test_what_numbers_do_not_choose_on_those_sheets_still_changes_its_line(digests, book, kept_lines, was, now):
    assert len(kept_lines ^ lines(digests, digests.read_sheets(retold(book, was, now)))) == 2


def test_the_twin_is_compared_number_by_number_with_the_place_of_each(regenerate):
    # 1e-9 of 466.4e9 is 466.4: 400 more are the same number, 500 more are not.
    old = {"costs": [466_400_000_000.0, {"ship": 2.0}], "label": "one", "fits": True}
    same = {"costs": [466_400_000_400.0, {"ship": 2.0}], "label": "one", "fits": True}
    other = {"costs": [466_400_000_500.0, {"boat": 2.0}], "label": "two", "fits": 1}
    assert list(regenerate.differences(old, same)) == []
    assert list(regenerate.differences(old, other)) == [
        "costs[0]: 466400000000.0 is now 466400000500.0",
        'costs[1].boat: "nothing" is now 2.0',
        'costs[1].ship: 2.0 is now "nothing"',
        "fits: true is now 1",
        'label: "one" is now "two"',
    ]


def test_a_file_that_is_missing_and_a_sheet_that_came_or_went_are_named(regenerate, folders, tmp_path):
    assert regenerate.check(tmp_path, folders[0]) == [
        f"{name}: not in {tmp_path.name}/" for name in (regenerate.TWIN, regenerate.DIGESTS)
    ]
    assert regenerate.stale(tmp_path, folders[0]) == [f"{regenerate.WORKBOOK}: not in {tmp_path.name}/"]
    sheet = regenerate.Sheet({"A1": "x"})
    told = regenerate.compare_digests({"Old": "0"}, {}, {"New": sheet})
    assert told == ["New: a new sheet", "Old: no sheet of the workbook any more"]


def test_an_older_workbook_is_said_to_be_older(regenerate):
    kept, fresh = regenerate.Sheet({"A1": "=B1"}), regenerate.Sheet({"A1": "=B2"})
    (told,) = regenerate.compare_digests({"One": "another"}, {"One": kept}, {"One": fresh})
    assert told.startswith(f"One: another digest; against {regenerate.WORKBOOK}, which is older: A1 was =B1, is =B2")


def test_the_digests_of_the_repository_are_one_line_a_sheet(digests):
    text = (FOLDER / "japan-comparison.digests").read_text(encoding="utf-8")
    found = digests.read_digests(text)
    assert len(found) == len(text.splitlines()) > 20
    assert {"Read me", "Comparison", "Assumptions", digests.WHOLE} <= set(found)
