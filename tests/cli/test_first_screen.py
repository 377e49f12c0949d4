"""What compare prints for a person: the first screen, and what its options change."""

import io
import re
import shutil
import sys
from contextlib import nullcontext

import pytest

from estimator.cli.answering import progress
from estimator.visible import width_of

ESCAPES = re.compile(r"\x1b\[[0-9;]*m")
COAST = ("compare", "-p", "coastguard", "--no-workbook")


def on_a_terminal(monkeypatch, columns, lines):
    """Print as on a terminal of this size."""
    monkeypatch.setattr("estimator.cli.first_screen.on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("LINES", str(lines))


@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (200, 50)])
def test_the_screen_fits_with_what_was_written_and_the_prompt(estimator, pack, monkeypatch, tmp_path, columns, lines):
    on_a_terminal(monkeypatch, columns, lines)
    shutil.copytree(pack, tmp_path / "coast")  # the commands to run next hold the pack's path, which no line breaks
    found = estimator("compare", "-p", "coast", "--draws", "32")
    printed = ESCAPES.sub("", found.out).splitlines()
    assert found.code == 0
    assert max(map(width_of, printed)) <= columns
    assert len(printed) + 1 < lines  # with the line of what was written; a bar of progress is gone by then
    assert printed[-1].strip().endswith("--full")
    assert "Wrote coast-comparison.xlsx" in found.err


@pytest.mark.parametrize("columns", ["0", "1", "00"])
def test_a_terminal_that_says_it_has_no_columns_is_printed_to_all_the_same(estimator, monkeypatch, columns):
    on_a_terminal(monkeypatch, columns, 24)
    monkeypatch.setattr("estimator.cli.output.on_terminal", lambda: True)
    assert "\nTen patrol ships  " in ESCAPES.sub("", estimator(*COAST, "--draws", "0").out)
    assert "ten_patrol_ships" in estimator("list", "options", "-p", "coastguard").out


class Terminal(io.StringIO):
    """A stream that a person reads."""

    def isatty(self):
        return True


def test_a_bar_of_progress_shows_where_there_is_something_to_wait_for(estimator, monkeypatch):
    shown = []
    monkeypatch.setattr(
        "estimator.cli.comparing.progress", lambda _, wanted=True: shown.append(wanted) or nullcontext()
    )
    for draws in ("0", "8"):
        assert estimator(*COAST, "--draws", draws).code == 0
    assert shown == [False, True]
    monkeypatch.setattr(sys, "stderr", Terminal())
    with progress("Draws", wanted=False) as none, progress("Draws") as report:
        assert none is None
        report(1, 2)
    assert "1/2" in sys.stderr.getvalue()


def test_piped_it_is_eighty_columns_wide_whatever_the_terminal(estimator, monkeypatch):
    plain = estimator(*COAST, "--draws", "0").out
    monkeypatch.setenv("COLUMNS", "200")
    assert estimator(*COAST, "--draws", "0").out == plain
    assert max(map(width_of, plain.splitlines())) <= 80


def test_full_prints_every_metric_by_its_id(estimator):
    found = estimator(*COAST, "--full").out
    assert re.search(r"^life_cycle_cost +€m +883.1 ", found, re.MULTILINE)
    assert "peak_share_of_headroom" in found


def test_by_metric_has_options_down_and_ids_of_metrics_across(estimator):
    found = estimator(*COAST, "--full", "--by-metric", "--metrics", "people,life_cycle_cost").out.splitlines()
    (row,) = (line.split() for line in found if line.startswith("six_large_ships"))
    assert row == ["six_large_ships", "1,878.8", "531"]  # in the order of the comparison
    assert found[2].split() == ["life_cycle_"]
    assert "people" in " ".join(found[2:6])


def test_by_metric_is_split_into_tables_that_fit_a_terminal(estimator, monkeypatch):
    on_a_terminal(monkeypatch, 80, 24)
    monkeypatch.setattr("estimator.cli.output.on_terminal", lambda: True)
    found = ESCAPES.sub("", estimator(*COAST, "--full", "--by-metric").out)
    assert max(map(len, found.splitlines()[1:])) <= 80 or "─" not in found
    assert found.count("ageing_ships") > 3


def test_metrics_are_a_choice_on_the_screen_and_in_the_full_table(estimator):
    screen = estimator(*COAST, "--draws", "0", "--metrics", "whole_life_cost").out
    assert "Whole-life" in screen
    assert "Stations" not in screen
    full = estimator(*COAST, "--full", "--metrics", "whole_life_cost").out
    assert "whole_life_cost" in full
    assert "life_cycle_cost " not in full


@pytest.mark.parametrize("more", [(), ("--full",)])
def test_an_unknown_metric_is_refused_with_the_nearest(estimator, more):
    found = estimator(*COAST, "--metrics", "peple", *more)
    assert found.code == 2
    assert 'no metric is called "peple". Did you mean "people"' in found.err
    assert found.out == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--by-metric",), "it is another way to print --full"),
        (("--metrics", "people", "-f", "json"), "it shapes --format table; every other format holds all metrics"),
        (("--full", "--by-metric", "-f", "markdown"), "it shapes --format table"),
        (("--metrics", ","), "names nothing"),
    ],
)
def test_options_that_do_not_go_together_are_refused(estimator, arguments, told):
    found = estimator(*COAST, *arguments)
    assert found.code == 2
    assert told in " ".join(found.err.split())


def test_the_commands_told_have_the_pack_and_the_values_that_were_asked_for(estimator):
    found = estimator(*COAST, "--draws", "0", "--set", "budget.gdp_share=0.3 %")
    told = " ".join(found.out.split())
    assert "estimator brief -p coastguard --set 'budget.gdp_share=0.3 %'" in told
    assert "Values set by hand: budget.gdp_share" in told


def test_the_verdicts_are_coloured_on_a_terminal_that_has_colours(estimator, monkeypatch):
    on_a_terminal(monkeypatch, 80, 24)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    found = estimator(*COAST, "--draws", "32")
    assert "\x1b[32m✓ holds 100 %" in found.out
