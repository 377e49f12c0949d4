"""Each command does its job on a small pack."""

import csv
import io
import json
import re
import tomllib

import openpyxl
import pytest

import estimator as package
from estimator.cli.app import app
from tests.cli.conftest import ROOT
from tests.saved import save
from tests.workbook.bad_workbooks import formula, spoilt


def test_compare_prints_the_comparison_and_writes_the_workbook(estimator, pack, tmp_path):
    found = estimator("compare", "-p", pack)
    assert found.code == 0
    assert "\nTwo patrol ships " in found.out
    assert "Wrote coast-comparison.xlsx" in found.err
    assert (tmp_path / "coast-comparison.xlsx").is_file()


def test_tabs_are_called_by_short_labels_or_by_ids(estimator, pack, tmp_path):
    for naming, tab in (((), "Two patrol ships"), (("--sheet-names", "ids"), "patrol_ships")):
        assert estimator("compare", "-p", pack, "-o", "named.xlsx", "--draws", "0", *naming).code == 0
        assert tab in openpyxl.load_workbook(tmp_path / "named.xlsx", read_only=True).sheetnames
        assert estimator("import", "named.xlsx", "-p", pack).code == 0
    assert estimator("compare", "-p", pack, "--sheet-names", "both").code == 2


def test_the_module_is_the_command(process):
    found = process("--help")
    assert found.returncode == 0
    assert b"Usage: estimator" in found.stdout
    assert process("show", "nothing", "-p", "coastguard").returncode == 2


def test_compare_writes_to_a_file_that_is_named(estimator, pack, tmp_path):
    assert estimator("compare", "-p", pack, "-o", "mine.xlsx").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["mine.xlsx"]


def test_compare_without_workbook_writes_nothing(estimator, pack, tmp_path):
    assert estimator("compare", "-p", pack, "--no-workbook").code == 0
    assert not list(tmp_path.iterdir())


def test_compare_writes_over_its_own_workbook_but_not_over_any_other_file(estimator, pack, tmp_path):
    assert estimator("compare", "-p", pack).code == 0
    assert estimator("compare", "-p", pack).code == 0
    (tmp_path / "coast-comparison.xlsx").write_bytes(b"my own notes")
    found = estimator("compare", "-p", pack)
    assert found.code == 2
    assert "--force" in found.err
    assert (tmp_path / "coast-comparison.xlsx").read_bytes() == b"my own notes"
    assert estimator("compare", "-p", pack, "--force").code == 0


def test_json_holds_manifest_and_metrics_and_nothing_else_is_on_stdout(estimator, pack):
    found = json.loads(estimator("compare", "-p", pack, "--format", "json").out)
    assert set(found) == {"manifest", "assumptions", "options", "elements", "chances"}
    assert set(found["options"]) == {"shore_watch", "patrol_ships"}
    assert found["manifest"]["pack"] == "coast"
    for metrics in found["options"].values():
        for metric in metrics.values():
            assert metric["unit"]
            assert metric["value"] is not None or metric["reason"]


def test_csv_has_a_line_for_each_option_and_metric(estimator, pack):
    lines = list(csv.DictReader(io.StringIO(estimator("compare", "-p", pack, "-f", "csv", "--no-workbook").out)))
    assert {line["option"] for line in lines} == {"shore_watch", "patrol_ships"}
    assert any(line["metric"] == "people" and float(line["value"]) > 0 for line in lines)


def test_options_can_be_chosen(estimator, pack):
    found = estimator("compare", "-p", pack, "--options", "patrol_ships", "-f", "json", "--no-workbook")
    assert list(json.loads(found.out)["options"]) == ["patrol_ships"]


def _value(found, option, metric):
    return json.loads(found.out)["options"][option][metric]["value"]


def test_a_setting_changes_the_result_and_stands_in_the_manifest(estimator, pack):
    base = estimator("compare", "-p", pack, "-f", "json", "--no-workbook")
    dear = estimator("compare", "-p", pack, "-f", "json", "--no-workbook", "--set", "patrol_ship.unit_price=65")
    assert _value(dear, "patrol_ships", "acquisition_cost") > _value(base, "patrol_ships", "acquisition_cost")
    assert json.loads(dear.out)["manifest"]["overrides"][0]["id"] == "patrol_ship.unit_price"


def test_a_setting_beats_a_scenario_whatever_the_order_of_the_arguments(estimator, pack):
    setting, scenario = ("--set", "economy.growth_shift=1 %"), ("--scenario", "lean_years")
    one = estimator("compare", "-p", pack, "-f", "json", "--no-workbook", *setting, *scenario)
    other = estimator("compare", "-p", pack, "-f", "json", "--no-workbook", *scenario, *setting)
    shown = estimator("show", "-p", pack, "economy.growth_shift", *setting, *scenario)
    assert one.out == other.out
    assert "set_by       command line" in shown.out


@pytest.mark.parametrize("kind", ["options", "assumptions", "rows", "metrics", "scenarios", "sources", "systems"])
def test_everything_can_be_listed(estimator, pack, kind):
    assert json.loads(estimator("list", kind, "-p", pack, "-f", "json").out)


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("patrol_ship.unit_price", ["55 MCRN_2024 / ship", "C*", "systems/patrol_ship.toml:"]),
        ("patrol_ships.life_cycle_cost", ["formula", "the sum of", "reads"]),
        ("life_cycle_cost", ["shore_watch", "patrol_ships"]),
        ("patrol_ships", ["elements", "options/patrol_ships.toml"]),
        ("lean_years", ["economy.growth_shift"]),
        ("judgement", ["used_by"]),
    ],
)
def test_show_explains_every_kind_of_id(estimator, pack, id, words):
    found = estimator("show", id, "-p", pack)
    assert found.code == 0
    assert all(word in found.out for word in words)


def test_trace_goes_both_ways(estimator, pack):
    assert "patrol_ships.horizon_outlays" in estimator("trace", "patrol_ships.life_cycle_cost", "-p", pack).out
    assert "patrol_ship.unit_price_at" in estimator("trace", "patrol_ship.unit_price", "-p", pack, "--dependents").out


def test_check_of_the_example_pack_passes(estimator, pack):
    found = estimator("check", pack)
    assert found.code == 0
    assert "checks hold" in found.out


def test_a_new_option_is_refused_until_it_is_filled_in(estimator, tmp_path):
    """Priced at nil it would be the least costly."""
    assert estimator("init", "fresh").code == 0
    assert estimator("new", "option", "third_way", "-p", "fresh").code == 0
    refused = estimator("compare", "-p", "fresh", "-f", "json", "--no-workbook")
    assert refused.code == 2
    assert "options/third_way.toml:3: the option third_way has no element" in refused.err
    assert 'options/third_way.toml:6: 2 places are open, marked "?"' in refused.err
    assert "[element.NAME]" in refused.err
    assert "pack.toml" in refused.err
    written = tmp_path / "fresh" / "options" / "third_way.toml"
    filled = written.read_text(encoding="utf-8").replace("include = []", 'include = ["patrol_ships"]')
    filled = filled.replace('"?"', '"a third way"')
    written.write_text(filled, encoding="utf-8")
    found = estimator("compare", "-p", "fresh", "-f", "json", "--no-workbook")
    assert found.code == 0
    metrics = json.loads(found.out)["options"]
    assert metrics["third_way"]["life_cycle_cost"] == metrics["patrol_ships"]["life_cycle_cost"]


def test_an_unfilled_option_may_be_left_out_and_a_baseline_may_buy_nothing(estimator, tmp_path):
    assert estimator("init", "fresh").code == 0
    assert estimator("new", "option", "third_way", "-p", "fresh").code == 0
    file = tmp_path / "fresh" / "options" / "third_way.toml"
    text = file.read_text(encoding="utf-8")
    assert "third_way.toml:6" in estimator("compare", "-p", "fresh", "--options", "shore_watch,patrol_ships").err
    file.write_text(text.replace('"?"', '"watch"'), encoding="utf-8")
    found = estimator("compare", "-p", "fresh", "-f", "json", "--no-workbook", "--options", "shore_watch,patrol_ships")
    assert found.code == 0
    assert set(json.loads(found.out)["options"]) == {"shore_watch", "patrol_ships"}


def test_a_misspelt_calculator_is_offered_where_one_may_be_shown(estimator, pack):
    found = estimator("show", "flet", "-p", pack)
    assert found.code == 2
    assert '"fleet"' in found.err
    assert '"fleet"' not in estimator("trace", "flet", "-p", pack).err


def test_schema_is_json(estimator, tmp_path):
    assert "$schema" in json.loads(estimator("schema").out)
    assert estimator("schema", "-o", "schema.json").code == 0
    assert "$schema" in json.loads((tmp_path / "schema.json").read_text(encoding="utf-8"))


def test_verify_accepts_what_compare_wrote(estimator, pack):
    estimator("compare", "-p", pack)
    found = estimator("verify", "coast-comparison.xlsx")
    assert found.code == 0, found.err
    assert "formulas" in found.out


def test_verify_says_so_if_a_program_dropped_the_values_of_the_formulas(estimator, pack, tmp_path):
    estimator("compare", "-p", pack)
    book = openpyxl.load_workbook(tmp_path / "coast-comparison.xlsx")
    save(book, tmp_path / "saved.xlsx")
    found = estimator("verify", "saved.xlsx")
    assert found.code == 1
    assert "open it in Excel or LibreOffice and save it there" in found.err
    assert "None" not in found.out  # what lacks a value is told once, not cell by cell
    assert len(found.out.splitlines()) == 1


def test_a_rule_that_every_cell_breaks_does_not_hide_the_others(estimator, tmp_path):
    path, where = spoilt(tmp_path, formula("=boat.unit_price*1.05"))  # saving drops the stored value of every formula
    found = estimator("lint", path.name)
    assert found.code == 1
    assert found.out.count("stored-value  ") == 10
    assert "stored-value: … and " in found.out
    assert f"literal-number  {where}: holds the number 1.05; make it an assumption" in found.out


def test_lint_accepts_what_compare_wrote_and_lists_its_rules(estimator, pack):
    estimator("compare", "-p", pack)
    found = estimator("lint", "coast-comparison.xlsx", "--rules")
    assert found.code == 0, found.out
    assert "formula-length" in found.out
    assert "clean" in found.out


def test_lint_says_what_is_wrong_and_leaves_with_1(estimator, tmp_path):
    path, where = spoilt(tmp_path, formula("=boat.unit_price*1.05"))
    found = estimator("lint", path.name, "--all")
    assert found.code == 1
    assert f"literal-number  {where}: holds the number 1.05; make it an assumption" in found.out
    assert "rules" in found.err


def test_backtest_holds_the_model_against_each_published_total(estimator):
    found = estimator("backtest", "-p", "coastguard", "-f", "json")
    assert found.code == 0, found.err
    published = tomllib.loads((ROOT / "assumptions" / "coastguard" / "published.toml").read_text(encoding="utf-8"))
    assert set(json.loads(found.out)["cases"]) == set(published["case"])


def test_backtest_with_draws_shows_where_each_outturn_lies(estimator):
    found = estimator("backtest", "--draws", "64", "-f", "json")
    assert found.code == 0, found.err
    told = json.loads(found.out)
    published = tomllib.loads((ROOT / "assumptions" / "japan" / "published.toml").read_text(encoding="utf-8"))
    assert set(told["outturns"]) == {id for id, each in published["case"].items() if "scenario" in each}
    assert all(0 <= each["percentile"] <= 1 for each in told["outturns"].values())
    assert "No predicted case" in estimator("backtest", "-p", "coastguard", "--draws", "64").out
    assert estimator("backtest", "--draws", "1").code == 2


def test_brief_speaks_of_the_options_asked_for(estimator, pack):
    whole = estimator("brief", "-p", pack)
    assert whole.code == 0, whole.err
    assert not re.search(r"None(?! of )|nan", whole.out)
    first = json.loads(estimator("brief", "-p", pack, "-f", "json").out)["options"]
    one = json.loads(estimator("brief", "-p", pack, "-f", "json", "--options", next(iter(first))).out)
    assert list(one["options"]) == [next(iter(first))]
    assert one["manifest"]["tool"] == "estimator"


def test_brief_writes_a_memo_and_keeps_one_that_was_edited(estimator, pack, tmp_path):
    wrote = estimator("brief", "-p", pack, "--draws", "64", "-o", "memo.html")
    assert (wrote.code, wrote.out) == (0, ""), wrote.err
    assert "Wrote memo.html" in wrote.err
    path = tmp_path / "memo.html"
    path.write_text(path.read_text(encoding="utf-8").replace("Coast", "Port"), encoding="utf-8")
    kept = estimator("brief", "-p", pack, "--draws", "64", "-o", "memo.html")
    assert kept.code != 0
    assert "edited since it was written" in kept.err
    assert estimator("brief", "-p", pack, "--draws", "64", "-o", "memo.html", "--force").code == 0
    assert "ends in .docx, .md or .html" in estimator("brief", "-p", pack, "-o", "memo.pdf").err


def test_brief_without_draws_speaks_of_the_given_values(estimator, pack):
    found = estimator("brief", "-p", pack, "--draws", "0")
    assert "every verdict is of the given values" in found.out
    assert "100 draws" not in found.out


def test_compare_for_a_program_draws_only_when_asked(estimator, pack):
    quiet = json.loads(estimator("compare", "-p", pack, "-f", "json", "--no-workbook").out)
    asked = json.loads(estimator("compare", "-p", pack, "-f", "json", "--no-workbook", "--draws", "64").out)
    assert "chances" not in quiet
    chances = asked.pop("chances")
    assert asked == quiet
    assert chances["draws"] == 64
    assert set(chances["options"]) == set(quiet["options"])
    for each in chances["options"].values():
        assert set(each["verdicts"]) == {"money", "people", "overall"}
    lines = estimator("compare", "-p", pack, "-f", "csv", "--no-workbook", "--draws", "64").out.splitlines()
    assert any(",chance_overall," in line for line in lines)
    assert any(",life_cycle_cost_p80," in line for line in lines)


def test_the_version_is_printed(estimator):
    assert estimator("--version").out == f"estimator {package.__version__}\n"


@pytest.mark.parametrize(
    "command", [*(each.name for each in app.registered_commands), "new option", "new system", "new calculator"]
)
def test_every_command_has_examples_in_its_help(estimator, command):
    found = estimator(*command.split(), "--help")
    assert found.code == 0
    assert f"estimator {command}" in found.out.split("Examples:")[1]


def test_an_empty_case_needs_a_currency_and_a_price_year_and_is_no_copy(estimator, tmp_path):
    assert estimator("init", "case", "--currency", "AUD", "--price-year", "2024", "--services", "army,navy").code == 0
    assert "[services.navy]" in (tmp_path / "case" / "pack.toml").read_text(encoding="utf-8")
    for wrong in (["--currency", "AUD"], ["--price-year", "2024"], ["--services", "navy"]):
        assert estimator("init", "other", *wrong).code == 2
    both = estimator("init", "other", "--currency", "AUD", "--price-year", "2024", "--from", "coastguard")
    assert both.code == 2
    assert not (tmp_path / "other").exists()


def test_an_id_is_renamed_in_every_file_that_names_it(estimator, tmp_path):
    assert estimator("init", "mine").code == 0
    done = estimator("rename", "patrol_ship", "cutter", "-p", "mine")
    assert done.code == 0
    assert "Renamed the system patrol_ship to cutter" in done.err
    assert (tmp_path / "mine" / "systems" / "cutter.toml").exists()
    assert estimator("rename", "patrol_ship", "cutter", "-p", "mine").code == 2
    assert estimator("check", "mine").code == 0


def test_where_nothing_has_a_range_it_is_said_and_what_to_do(estimator, tmp_path):
    estimator("init", "case", "--currency", "AUD", "--price-year", "2024")
    for name, number in (("pack.toml", '"Words"'), ("economy.toml", "2")):
        path = tmp_path / "case" / name
        path.write_text(path.read_text(encoding="utf-8").replace('= "?"', f"= {number}"), encoding="utf-8")
    in_case = "-p", "case"
    assert "No assumption that counts here has a range" in estimator("simulate", "--draws", "16", *in_case).out
    assert "give one a range and a shape" in estimator("sensitivity", *in_case).err
    assert estimator("backtest", *in_case).out.endswith("no published totals to be held against (published.toml).\n")
    assert "rests on judgement" not in estimator("brief", *in_case).out  # a cost of nil rests on nothing


@pytest.mark.parametrize("words", [("compare", "--no-workbook"), ("brief",), ("explore",)])
def test_a_check_that_does_not_hold_is_said_wherever_results_are_told(estimator, words):
    # A life of 200 years: the aircraft do not retire within the columns.
    pack, life = ("-p", "us_patrol_aircraft"), ("--set", "p8_aircraft.service_life=200")
    told = estimator(*words, *pack, *life)
    assert told.code == 0
    assert "A check does not hold: All retired within the columns (crewed_aircraft.aircraft.check_retired" in told.err
    assert "estimator check, with the same options, tells more" in told.err
    assert "does not hold" not in estimator(*words, *pack).err
    assert estimator("check", *pack, *life).code == 1
