"""The commands that ask: what they print, in each format, and how they refuse."""

from __future__ import annotations

import csv
import io
import json
import math
import re
import shutil
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from estimator.cli.app import app

ASKING = ("whatif", "sweep", "breakeven", "afford", "portfolio", "schedule", "diff")


@pytest.fixture(scope="module")
def names(pack):
    """An option of the small pack, the quantity and the price of its ships."""
    from estimator import load

    found = load(pack).pack
    option = next(
        each
        for each in found.settings.options
        if any(id.startswith(f"{each}.") and id.endswith(".quantity") for id in found.assumptions)
    )
    quantity = next(id for id in found.assumptions if id.startswith(f"{option}.") and id.endswith(".quantity"))
    price = next(id for id in found.assumptions if id.endswith(".unit_price"))
    return {"option": option, "quantity": quantity, "price": price, "pack": found}


def document(found):
    assert found.code in (0, 1), found.err
    return json.loads(found.out)


def rows(found):
    assert found.code in (0, 1), found.err
    return list(csv.DictReader(io.StringIO(found.out)))


@pytest.mark.parametrize("command", ASKING)
def test_help_has_examples(estimator, command):
    found = estimator(command, "--help")
    assert found.code == 0
    assert f"estimator {command} " in found.out.split("Examples:")[1]


def test_every_question_is_registered():
    assert set(ASKING) <= {command.name for command in app.registered_commands}


def test_whatif_shows_before_after_and_why(estimator, pack, names):
    found = estimator("whatif", "-p", pack, "--set", f"{names['quantity']}=3", "--set", "budget.gdp_share=0.8 %")
    assert found.code == 0
    assert "Before and after" in found.out
    assert "Why life_cycle_cost changes" in found.out
    assert f"{names['quantity']}" in found.out


def test_whatif_as_json_has_every_metric_and_shares_that_add_up(estimator, pack, names):
    found = document(
        estimator(
            "whatif", "-p", pack, "--set", f"{names['quantity']}=3", "--set", f"{names['price']}=50", "-f", "json"
        )
    )
    metrics = found["options"][names["option"]]
    assert metrics["life_cycle_cost"]["change"] == (
        metrics["life_cycle_cost"]["after"] - metrics["life_cycle_cost"]["before"]
    )
    shares = found["shares"]["options"][names["option"]]
    assert math.fsum(shares["shares"].values()) == shares["change"] == metrics["life_cycle_cost"]["change"]
    assert found["shares"]["method"] == "shapley"
    assert [each["id"] for each in found["changes"]] == [names["quantity"], names["price"]]


def test_whatif_takes_the_values_of_scenarios_as_changes(estimator, pack, names):
    scenario = next(iter(names["pack"].scenarios.values()))
    found = document(estimator("whatif", "-p", pack, "--scenario", scenario.id, "-f", "json"))
    assert {each["id"] for each in found["changes"]} == {each.id for each in scenario.overrides}
    assert found["manifest"]["before"]["scenarios"] == []
    assert found["manifest"]["after"]["scenarios"] == [scenario.id]


def test_whatif_with_values_has_its_scenarios_before_and_after(estimator, pack, names):
    scenario = next(iter(names["pack"].scenarios))
    found = document(
        estimator("whatif", "-p", pack, "--scenario", scenario, "--set", f"{names['quantity']}=3", "-f", "json")
    )
    assert [each["id"] for each in found["changes"]] == [names["quantity"]]
    assert found["manifest"]["before"]["scenarios"] == [scenario]


def test_sweep_gives_a_line_for_each_value(estimator, pack, names):
    found = rows(
        estimator(
            "sweep", f"{names['quantity']}=1..3", "-p", pack, "-m", "life_cycle_cost", "-m", "people", "-f", "csv"
        )
    )
    assert [float(each[names["quantity"]]) for each in found] == [1, 2, 3]
    costs = [float(each[f"{names['option']}.life_cycle_cost"]) for each in found]
    assert costs == sorted(costs)


def test_sweep_of_two_gives_a_grid_in_every_format(estimator, pack, names):
    spans = (f"{names['quantity']}=1..3", f"{names['price']}=50..60:5")
    lines = rows(estimator("sweep", *spans, "-p", pack, "-f", "csv"))
    assert len(lines) == 9
    nested = document(estimator("sweep", *spans, "-p", pack, "-f", "json"))
    held = nested["options"][names["option"]]["life_cycle_cost"]["values"]
    assert [float(each[f"{names['option']}.life_cycle_cost"]) for each in lines] == [
        value for row in held for value in row
    ]
    for how in ("table", "markdown"):
        assert "Across" in estimator("sweep", *spans, "-p", pack, "-f", how, "--options", names["option"]).out


def test_sweep_writes_a_workbook_of_values_with_charts(estimator, pack, names, tmp_path):
    found = estimator("sweep", f"{names['quantity']}=1..3", "-p", pack, "-o", "sweep.xlsx")
    assert (found.code, found.err.strip()) == (0, "Wrote sweep.xlsx")
    book = load_workbook(tmp_path / "sweep.xlsx")
    assert len(book.worksheets[1]._charts) == 1


def test_a_workbook_of_a_sweep_that_was_edited_is_kept(estimator, pack, names, tmp_path):
    (tmp_path / "mine.xlsx").write_bytes(b"notes")
    found = estimator("sweep", f"{names['quantity']}=1..3", "-p", pack, "-o", "mine.xlsx")
    assert found.code == 2
    assert (tmp_path / "mine.xlsx").read_bytes() == b"notes"


def test_breakeven_finds_a_value_that_gives_the_target(estimator, pack, names):
    base = document(estimator("compare", "-p", pack, "-f", "json", "--no-workbook"))
    cost = base["options"][names["option"]]["life_cycle_cost"]
    goal = f"life_cycle_cost={cost['value'] * 1.2:.6f} {cost['unit']}"
    found = document(
        estimator("breakeven", goal, "--by", names["price"], "--option", names["option"], "-p", pack, "-f", "json")
    )
    (crossing,) = found["answers"][0]["crossings"]
    again = document(
        estimator(
            "compare", "-p", pack, "--set", f"{names['price']}={crossing['low']!r}", "-f", "json", "--no-workbook"
        )
    )
    assert again["options"][names["option"]]["life_cycle_cost"]["value"] == pytest.approx(cost["value"] * 1.2, rel=1e-8)


def test_breakeven_says_when_there_is_none(estimator, pack, names):
    currency = names["pack"].settings.money
    found = estimator("breakeven", f"life_cycle_cost=1 {currency}", "--by", names["price"], "-p", pack)
    assert found.code == 0
    assert "nowhere" in found.out
    assert "stays above the target, nearest" in found.out


def test_afford_names_the_largest_and_what_binds(estimator, pack, names):
    found = estimator("afford", names["option"], "--by", names["quantity"], "-p", pack)
    assert found.code == 0
    assert "largest that fits money and people" in found.out
    answer = document(estimator("afford", names["option"], "--by", names["quantity"], "-p", pack, "-f", "json"))
    if answer["next"] is not None:
        assert answer["binds"]


def test_schedule_shows_what_a_delay_costs_and_frees(estimator, pack, names):
    found = document(estimator("schedule", names["option"], "--delay", "1", "-p", pack, "-f", "json"))
    assert found["delay"] == 1
    assert found["starts"]
    planned = found["by_year"]["charged_then"]["planned"]
    delayed = found["by_year"]["charged_then"]["delayed"]
    assert found["headroom_freed"] == {year: planned[year] - delayed[year] for year in planned}
    assert "Starts moved" in estimator("schedule", names["option"], "--delay", "1", "-p", pack).out


def test_portfolio_chooses_within_the_limits(estimator, pack):
    found = document(estimator("portfolio", "--minimise", "life_cycle_cost", "-p", pack, "-f", "json"))
    assert (found["chosen"], found["value"], found["method"]) == ([], 0, "solver")
    most = document(estimator("portfolio", "--maximise", "life_cycle_cost", "-p", pack, "-f", "json", "--no-people"))
    for name, held in most["limits"].items():
        assert all(held["used"][year] <= held["limit"][year] * (1 + 1e-7) + 1 for year in held["used"]), name


def test_diff_of_a_pack_with_itself_leaves_with_nil_and_with_another_with_one(estimator, pack, tmp_path):
    same = estimator("diff", pack, pack)
    assert (same.code, "No assumption differs." in same.out) == (0, True)
    shutil.copytree(pack, tmp_path / "mine")
    file = tmp_path / "mine" / "budget.toml"
    text = file.read_text(encoding="utf-8")
    start = text.index("value", text.index("[gdp_share]"))
    file.write_text(text[:start] + "value = 0.9" + text[text.index("\n", start) :], encoding="utf-8")
    other = estimator("diff", pack, tmp_path / "mine")
    assert other.code == 1
    assert "budget.gdp_share" in other.out
    assert "differ: 1 assumption," in other.err
    (line,) = [
        each for each in rows(estimator("diff", pack, tmp_path / "mine", "-f", "csv")) if each["what"] == "assumption"
    ]
    assert (line["sign"], line["id"], line["new"]) == ("~", "budget.gdp_share", "0.9")


@pytest.mark.parametrize("how", ["json", "csv", "markdown", "table"])
@pytest.mark.parametrize(
    "question",
    [
        ("whatif", "--set", "{quantity}=3"),
        ("sweep", "{quantity}=1..2"),
        ("schedule", "{option}", "--delay", "1"),
        ("breakeven", "years_over_headroom=0", "--by", "budget.gdp_share"),
        ("afford", "{option}", "--by", "{quantity}"),
        ("portfolio", "--maximise", "life_cycle_cost"),
    ],
    ids=lambda question: question[0],
)
def test_every_answer_comes_in_every_format_and_twice_the_same(estimator, pack, names, question, how):
    words = [each.format(**names) for each in question]
    first, second = (estimator(*words, "-p", pack, "-f", how) for _ in range(2))
    assert first.code == 0, first.err
    assert first.out == second.out
    if how == "json":
        json.loads(first.out)
    if how == "csv":
        assert len({len(line) for line in csv.reader(io.StringIO(first.out))}) == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("whatif",), "say what changes"),
        (("whatif", "--set", "budget.gdp_shar=2 %"), 'Did you mean "budget.gdp_share"'),
        (
            ("whatif", "--set", "budget.headroom=3"),
            "is computed (row headroom of estimator/calculators/pack/budget.py)",
        ),
        (("whatif", "--set", "budget.ceiling=3"), "set what it rests on, nearest first: "),
        (("whatif", "--set", "life_cycle_cost=3"), "life_cycle_cost is a metric, computed for each option"),
        (("sweep", "budget.headroom=1..2"), "budget.headroom is computed"),
        (("afford", "{option}", "--by", "people"), "people is a metric"),
        (("whatif", "--set", "budget.gdp_share=0.9 %", "--metric", "life_cycle"), 'Did you mean "life_cycle_cost"'),
        (("sweep", "budget.gdp_share=1"), "Expected ID=FROM..TO:STEP"),
        (("sweep", "budget.gdp_share=1..2", "--set", "budget.gdp_share=1"), "is both set and swept"),
        (("breakeven", "people=5", "--by", "budget.gdp_share", "--set", "budget.gdp_share=1"), "both set and turned"),
        (("sweep", "budget.gdp_share=1..2", "-m", "beauty"), "no metric"),
        (("sweep", "budget.gdp_share=1..2", "--options", "nobody"), "nobody"),
        (("breakeven", "life_cycle_cost=1", "--by", "budget.gdp_shar"), "Did you mean"),
        (("breakeven", "life_cycle_cost=1"), "say which assumption to turn"),
        (("breakeven", "life_cycle_cost", "--by", "budget.gdp_share"), "METRIC=TARGET"),
        (("breakeven", "--equal", "one", "--by", "budget.gdp_share"), "expected two options parted by a comma"),
        (("breakeven", "life_cycle_cost=1 ship", "--by", "budget.gdp_share"), "does not measure the same"),
        (("afford", "nobody", "--by", "budget.gdp_share"), "no option"),
        (("schedule", "nobody", "--delay", "1"), "no option"),
        (("schedule", "nobody", "--delay", "soon"), "--delay"),
        (("portfolio",), "give --maximise METRIC or --minimise METRIC"),
        (("portfolio", "--maximise", "people", "--delay", "x"), "expected OPTION=0..5"),
        (("portfolio", "--maximise", "people", "--exclude", "x"), "two options or more"),
        (("portfolio", "--maximise", "people", "--require", "x"), "expected A:B"),
        (("portfolio", "--maximise", "people", "--budget-share", "lots"), "is no share"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_a_question_that_makes_no_sense_leaves_with_two_and_says_why(estimator, pack, words, message):
    found = estimator(*words, "-p", pack)
    assert found.code == 2
    assert message in " ".join(found.err.split())
    assert "Traceback" not in found.err


def test_diff_shows_money_in_the_unit_of_the_pack(estimator, pack, names, tmp_path):
    setting, document = f"{names['quantity']}=3", tmp_path / "result.json"
    document.write_text(estimator("compare", "-p", pack, "--no-workbook", "-f", "json").out, encoding="utf-8")
    after = tmp_path / "after.json"
    changed = estimator("compare", "-p", pack, "--no-workbook", "-f", "json", "--set", setting)
    after.write_text(changed.out, encoding="utf-8")
    assert names["pack"].settings.money_shown == "MCRN"
    lines = estimator("diff", document, after).out.splitlines()
    units = {line.split("  ")[-1].strip() for line in lines if "life_cycle_cost" in line and "without" not in line}
    assert units == {"CRN m", "CRN m then-year"}  # as whatif has them


def test_diff_of_what_is_not_there_leaves_with_two(estimator, pack):
    found = estimator("diff", pack, "nowhere.json")
    assert found.code == 2
    assert "nowhere.json" in found.err


def test_whatif_names_the_years_of_a_by_year_value(estimator, pack, names):
    by_year = next(each for each in names["pack"].assumptions.values() if each.is_by_year and each.limits)
    year = names["pack"].settings.first_year + 3
    old, (low, high) = by_year.year_value(year), by_year.limits
    new = next(value for value in (old / 2, old + 1, low, high) if low <= value <= high and value != old)
    found = document(estimator("whatif", "-p", pack, "--set", f"{by_year.id}={year}:{new!r}", "-f", "json"))
    assert found["changes"][0]["before"] == {str(year): old}
    assert found["changes"][0]["after"] == {str(year): new}
    assert f"{year} " in estimator("whatif", "-p", pack, "--set", f"{by_year.id}={year}:{new!r}").out


def test_changes_are_saved_as_a_quick_scenario_that_gives_the_same_numbers(estimator, pack, names, tmp_path):
    saved, growth = tmp_path / "dearer.toml", "economy.growth_shift"
    changes = ["--set", f"{names['price']}*=1.2", "--set", "*.upkeep_price*=1.1", "--set", f"{growth}+=0.5 points"]
    found = estimator("whatif", "-p", pack, *changes, "--save", saved)
    assert found.code == 0, found.err
    assert "*.upkeep_price*=1.1 changes " in found.err
    assert f"Wrote {saved}. Next: estimator compare --pack {pack} --scenario {saved}" in found.err
    assert '# why = ""' in saved.read_text(encoding="utf-8")
    refused = estimator("whatif", "-p", pack, *changes, "--save", saved)
    assert (refused.code, "not overwritten" in refused.err) == (2, True)
    typed, written = (
        estimator("compare", "-p", pack, "--no-workbook", "-f", "csv", *more)
        for more in (changes, ["--scenario", saved])
    )
    assert typed.code == written.code == 0
    assert typed.out == written.out


def test_what_if_names_the_verdicts_that_change_and_says_where_none_does(estimator):
    # At nine tenths of the share two options that were short of people alone have years over headroom, too.
    words = ("whatif", "-p", "coastguard", "--set")
    less, as_json = (
        estimator(*words, "budget.gdp_share*=0.9"),
        document(estimator(*words, "budget.gdp_share*=0.9", "-f", "json")),
    )
    turned = less.out.split("Verdicts that change, at the values before and after")[1].split("How sure")[0]
    assert [line.split()[0] for line in turned.splitlines() if "_ships" in line] == [
        "ten_patrol_ships",
        "six_large_ships",
    ]
    assert turned.count("Over budget, short of people") == 2
    for option, said in as_json["verdicts"].items():
        over, short = (
            as_json["options"][option][id]["after"] for id in ("years_over_headroom", "years_short_of_people")
        )
        assert (said["after"].startswith("Over"), "hort of people" in said["after"]) == (bool(over), bool(short))
    same = estimator(*words, "budget.gdp_share*=1.0001").out
    assert "No verdict changes at these values." in same
    assert "Verdicts that change, at the values before and after" not in same
    costs_alone = estimator("whatif", "-p", "canada_frigates", "--set", "economy.deflator_change*=1.1").out
    assert "erdict" not in costs_alone


def test_a_set_of_options_is_shown_and_its_workbook_comes_back_unedited(estimator, tmp_path):
    pack, chosen, target = "coastguard", ("ten_patrol_ships", "six_large_ships"), tmp_path / "both.xlsx"
    shown = estimator("together", *chosen, "-p", pack, "-o", target)
    assert shown.code == 0, shown.err
    assert "Year by year" in shown.out
    assert "People by service" in shown.out
    assert load_workbook(target, read_only=True).sheetnames.count("Together") == 1
    returned = estimator("import", target, "-p", pack)
    assert returned.code == 0, returned.err
    assert estimator("verify", target).code == 0
    assert estimator("together", ", ".join(chosen), "-p", pack).out == estimator("together", *chosen, "-p", pack).out
    as_json = document(estimator("together", *chosen, "-p", pack, "-f", "json"))
    assert set(as_json["manifest"]["together"]) == set(chosen)
    assert set(as_json["by_year"]["headroom"]) == {"together"}


def test_a_breakdown_is_written_as_a_workbook_that_comes_back_unedited(estimator, pack, tmp_path):
    target = tmp_path / "parts.xlsx"
    words = ("breakdown", "patrol_ships", "--against", "shore_watch", "-p", pack, "-o", target)
    shown = estimator(*words)
    assert shown.code == 0, shown.err
    assert f"Wrote {target}" in shown.err
    assert "Breakdown" in load_workbook(target, read_only=True).sheetnames
    assert estimator("verify", target).code == 0
    assert estimator("lint", target).code == 0
    assert estimator("import", target, "-p", pack).code == 0
    target.write_bytes(b"my own notes")
    refused = estimator(*words)
    assert (refused.code, "--force" in refused.err, refused.out) == (2, True, "")


def test_scenarios_side_by_side_are_what_compare_gives_under_each(estimator):
    words = ("scenarios", "--compare", "-p", "coastguard", "-f", "json")
    found = document(estimator(*words, "-m", "life_cycle_cost"))
    assert list(found["scenarios"]) == ["base", "lean_years", "weaker_euro"]
    for scenario, options in found["scenarios"].items():
        under = [] if scenario == "base" else ["--scenario", scenario]
        alone = document(estimator("compare", "-p", "coastguard", "--no-workbook", "-f", "json", *under))
        costs = {option: metrics["life_cycle_cost"]["value"] for option, metrics in alone["options"].items()}
        assert {option: metrics["life_cycle_cost"] for option, metrics in options.items()} == pytest.approx(costs)
    beneath = document(estimator(*words, "--scenario", "weaker_euro", "-m", "new_money"))
    assert beneath["scenarios"]["base"] == beneath["scenarios"]["weaker_euro"]


def test_scenarios_side_by_side_show_chances_and_refuse_what_is_no_metric(estimator, pack):
    words = ("scenarios", "--compare", "-p", pack)
    shown = estimator(*words, "--draws", "64", "-f", "markdown").out
    assert "Chance over" in shown
    assert "| Two patrol ships |" in shown
    assert "Units: Stations held in stations." in estimator(*words, "-m", "stations_held").out
    assert "Units" not in estimator(*words, "-m", "people").out  # the heading says it
    lines = rows(estimator(*words, "--draws", "64", "-f", "csv"))
    chances = [float(each["value"]) for each in lines if each["metric"].startswith("chance") and each["value"]]
    assert chances
    assert all(0 <= each <= 1 for each in chances)
    refused = estimator(*words, "-m", "life_cycle_costs")
    assert (refused.code, 'no metric "life_cycle_costs"' in refused.err) == (2, True)


def test_a_cost_is_broken_down_and_held_against_another(estimator):
    words = ("breakdown", "ten_patrol_ships", "-p", "coastguard")
    found = document(estimator(*words, "-f", "json"))
    assert sum(each["total"] for each in found["elements"]) == pytest.approx(found["total"])
    assert "What it turns on" in estimator(*words).out
    beside = estimator(*words, "--against", "chartered_vessels")
    assert "ten_patrol_ships costs" in beside.out
    assert "more than chartered_vessels: by phase" in beside.out
    refused = estimator(*words, "--against", "nobody")
    assert (refused.code, "no option" in refused.err) == (2, True)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("economy.real_growth=2021:5", "no metric moves; the change ends at economy.gdp"),
        ("economy.real_growth=2021:5", "where other inputs decide: economy."),
        ("patrol_drone.unit_price*=2", "nothing of the options shown reads it"),
    ],
)
def test_what_nothing_feels_says_why(estimator, setting, words):
    found = estimator("whatif", "-p", "coastguard", "--set", setting, "--options", "chartered_vessels")
    assert found.code == 0, found.err
    assert words in found.out


def test_what_acts_late_says_from_when_and_what_acts_at_once_nothing(estimator):
    # Growth up to FY2024 is published, and the comparison of the default pack begins in FY2021.
    late = estimator("whatif", "--set", "economy.growth_shift=1", "--options", "aegis_ashore")
    assert "economy.growth_shift acts from FY2025 on." in late.out
    words = ("whatif", "-p", "coastguard", "--set", "budget.gdp_share=0.3", "--options", "chartered_vessels")
    assert "acts from" not in estimator(*words).out


def test_numbers_printed_beside_one_another_differ_by_what_is_printed(estimator):
    words = ("ten_patrol_ships", "--against", "chartered_vessels", "-p", "coastguard", "-f", "markdown")
    told = estimator("breakdown", *words).out.replace(",", "")
    before = estimator("whatif", "--set", "growth.ship*=1.07", "-p", "coastguard", "-f", "markdown").out.replace(
        ",", ""
    )
    number = r"(-?[0-9.]+) *"
    beside = re.findall(rf"^\| *([^|]+?) *\| *{number}\| *{number}\| *{number}\|", told, re.MULTILINE)
    changed = re.findall(rf"\| *{number}\| *{number}\| *{number}\|$", before, re.MULTILINE)
    assert len(beside) > 5
    assert len(changed) > 5
    assert all(Decimal(one) - Decimal(other) == Decimal(less) for _, one, other, less in beside)
    assert all(Decimal(after) - Decimal(old) == Decimal(less) for old, after, less in changed)
    total = next(less for what, _, _, less in beside if what.strip("*") == "sum").removeprefix("-")
    assert f" costs €{total} m more than " in told
