"""What people read is no wider than their terminal, messages included; what is to be pasted stays whole."""

from __future__ import annotations

import sys

import pytest

from estimator.cli import output, streams
from estimator.report.words.wrapped_lines import hanging
from estimator.visible import width_of


@pytest.mark.parametrize(
    "arguments",
    [
        ("brief", "-p", "coastguard", "--draws", "0"),
        ("show", "drones_and_shore_watch.life_cycle_cost", "-p", "coastguard"),
        ("check", "coastguard"),
    ],
    ids=lambda each: each[0],
)
def test_texts_are_no_wider_than_the_terminal(estimator, monkeypatch, arguments):
    wide = estimator(*arguments)
    monkeypatch.setattr(output, "on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "72")
    narrow = estimator(*arguments)
    assert narrow.code == wide.code == 0
    assert max(map(width_of, wide.out.splitlines())) > 80  # the case needs folding
    lines = narrow.out.splitlines()
    assert max(map(width_of, lines)) <= 72
    assert narrow.out.split() == wide.out.split()  # nothing is lost by it


def test_a_long_message_is_folded_on_a_terminal_and_lines_to_paste_are_not(monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "72")
    paste = '    quantity = { label = "Number bought", value = "?", unit = "ship", source = "judgement", grade = "C" }'
    words = "  a hint that says what was expected and what to do about it, which takes more than one line of a terminal"
    folded = streams._for_the_terminal(f"{words}\n{paste}").splitlines()
    assert folded[-1] == paste
    assert len(folded) == 3
    assert max(map(len, folded[:-1])) <= 72
    assert " ".join(" ".join(folded[:-1]).split()) == words.strip()


def test_a_message_that_goes_to_a_file_keeps_its_lines(monkeypatch):
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False, raising=False)
    assert streams._for_the_terminal("word " * 60) == "word " * 60


def test_a_line_hangs_from_where_it_begins():
    # 40 columns less 2 and 4 leave 34 for each line
    words = "one two three four five six seven eight nine"
    assert hanging(f"  {words}", 40) == "  one two three four five six seven\n      eight nine"
    assert hanging("  short", 40) == "  short"
    assert all(width_of(each) <= 40 for each in hanging("費用は最小となる。" * 4, 40).splitlines())
