"""Every command that reads a workbook refuses each hostile file in plain words, and never with a traceback."""

import json
import sys
from contextlib import closing

import pytest

from tests.cli.conftest import estimator, pack  # noqa: F401 (fixtures)
from tests.coast import rewrite
from tests.hostile.files import BUSY, FILES

LIMITS = sys.platform != "win32"
ALONE = (("verify", "{file}"), ("lint", "{file}"))
OTHERS = (
    ("import", "{file}", "--pack", "{pack}"),
    ("diff", "{file}", "{file}"),
    ("compare", "--pack", "{pack}", "--no-workbook", "--from-workbook", "{file}"),
)
COMMANDS = (*ALONE, *OTHERS)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """The files, made once."""
    folder = tmp_path_factory.mktemp("hostile")
    made = {name: make for name, (make, _) in FILES.items()} | BUSY

    def file(name):
        path = folder / name
        if not path.exists():
            path.write_bytes(made[name]())
        return path

    return file


@pytest.fixture(scope="module")
def limited():
    """Runs a command within a gigabyte and a minute of the processor."""
    from tests.hostile.limited import within_limits  # on POSIX systems only

    with within_limits() as made:
        yield made


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_plain_words(estimator, pack, corpus, name):  # noqa: F811
    path, words = corpus(name), FILES[name][1]
    for command in COMMANDS:
        outcome = estimator(*(part.format(file=path, pack=pack) for part in command))
        assert outcome.code == 2, (command[0], outcome)
        assert outcome.out == ""
        assert "fault of the program" not in outcome.err
        assert len(outcome.err) < 1000
        assert path.name in outcome.err
        if not (command[0] == "diff" and "expected the folder" in outcome.err):
            assert words in outcome.err or "is it a workbook of this program" in outcome.err, (command[0], outcome.err)


@pytest.mark.parametrize("name", BUSY)
def test_a_file_that_wants_to_keep_the_program_busy_ends_with_a_message(estimator, pack, corpus, name):  # noqa: F811
    path = corpus(name)
    for command in OTHERS if LIMITS else COMMANDS:  # the test of little memory takes the rest
        outcome = estimator(*(part.format(file=path, pack=pack) for part in command))
        assert outcome.code in (0, 1, 2), (command[0], outcome)
        assert "fault of the program" not in outcome.err


@pytest.mark.skipif(not LIMITS, reason="memory can be limited on POSIX systems only")
@pytest.mark.parametrize("name", ["zip_bomb.xlsx", "billion_laughs.xlsx", "many_cells.xlsx", "deep_xml.xlsx"])
def test_a_hostile_file_is_refused_within_little_memory(limited, corpus, name):
    done = limited("verify", corpus(name))
    assert done.code == 2, done.err
    assert "MemoryError" not in done.err


@pytest.mark.skipif(not LIMITS, reason="memory and time can be limited on POSIX systems only")
@pytest.mark.parametrize("command", ALONE, ids=lambda each: each[0])
@pytest.mark.parametrize("name", BUSY)
def test_no_small_file_costs_a_minute_or_a_gigabyte(limited, corpus, name, command):
    done = limited(*(part.format(file=corpus(name)) for part in command))
    assert done.code in (0, 1, 2), done.err
    assert "fault of the program" not in done.err
    assert "not enough memory" not in done.err


@pytest.mark.parametrize("content", ["[" * 100_000, '{"manifest": NaN}', '{"manifest": 1}', "x", '{"options": {}}'])
def test_a_hostile_result_is_refused_by_diff(estimator, tmp_path, content):  # noqa: F811
    (tmp_path / "bad.json").write_text(content)
    outcome = estimator("diff", tmp_path / "bad.json", tmp_path / "bad.json")
    assert outcome.code == 2
    assert "bad.json: no" in outcome.err


# What a program may take for a formula, each as the start of a label of economy.toml.
STARTS = {
    "=": "Discount rate, real",
    "+": "Growth of pay per head, then-year",
    "-": "Real growth over the year before",
    "@": "Gross domestic product as published, then-year",
    "\t": "Change of the deflator of gross domestic product over the year before",
}


def evil(start):
    """A text that looks like a formula."""
    return f'{start}HYPERLINK("http://example.org","x")'


def test_text_that_looks_like_a_formula_stays_text_wherever_it_is_written(estimator, tmp_path):  # noqa: F811
    import openpyxl

    from estimator.pack import write_pack_skeleton

    folder = tmp_path / "evil"
    write_pack_skeleton(folder)
    rewrite(folder / "economy.toml", {json.dumps(was): json.dumps(evil(start)) for start, was in STARTS.items()})
    book = tmp_path / "evil.xlsx"
    outcome = estimator("compare", "--pack", folder, "-o", book, "--csv", tmp_path / "data", "--draws", "64")
    assert outcome.code == 0, outcome.err
    with closing(openpyxl.load_workbook(book, read_only=True)) as found:
        cells = [cell for sheet in found for row in sheet for cell in row]
    assert {evil(start).strip() for start in STARTS} <= {cell.value for cell in cells}
    assert {cell.data_type for cell in cells if isinstance(cell.value, str) and "HYPERLINK" in cell.value} == {"s"}
    written = "".join(each.read_text(encoding="utf-8-sig") for each in (tmp_path / "data").iterdir())
    listed = estimator("list", "assumptions", "--pack", folder, "-f", "csv").out
    for line in (line for text in (written, listed) for line in text.splitlines() if "HYPERLINK" in line):
        for start in STARTS:
            assert f'"{start}HYPERLINK' not in line
            assert f",{start}HYPERLINK" not in line
