"""Explanations, traces and lists."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from estimator import load
from estimator.analysis.draws.distributions import distribution
from estimator.errors import UnknownNameError
from estimator.pack.records import LeftOut
from estimator.report import tables
from estimator.report.answers.list import LISTS, listing
from estimator.report.words import trace
from estimator.report.words.drawn_distribution import drawn
from estimator.report.words.explain import explain, option_facts
from tests.model.test_terms import bare
from tests.report.case import COST, MODEL, OUTLAY, PRICE, SO_FAR, VALUES

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize(
    ("id", "file"),
    [
        (OUTLAY.id, "row"),
        (PRICE.id, "assumption"),
        ("buy_two_large_ships", "option"),
        ("life_cycle_cost", "metric"),
        ("ship", "system"),
        ("dear", "scenario"),
        ("white_paper", "source"),
        ("stay.life_cycle_cost", "absent"),
        ("buy_two_large_ships.ships", "element"),
    ],
)
def test_an_explanation_reads_as_its_golden_file(id, file):
    expected = (GOLDEN / f"explain_{file}.txt").read_text(encoding="utf-8")
    assert explain(MODEL, VALUES, id).as_text() == expected


@pytest.mark.parametrize("id", [OUTLAY.id, PRICE.id, "buy_two_large_ships", "life_cycle_cost", "ship", "dear"])
def test_every_kind_of_explanation_is_also_json_and_markdown(id):
    found = explain(MODEL, VALUES, id)
    assert json.loads(found.as_json())["id"] == id
    assert found.as_markdown().startswith(f"## `{id}`")


def test_a_drawing_keeps_its_leading_spaces_in_markdown():
    lines = explain(MODEL, VALUES, PRICE.id).as_markdown().splitlines()
    start = lines.index("- **drawn**:")
    assert lines[start + 1 : start + 3] == ["", "  ```text"]
    fenced = [line[2:] for line in lines[start + 3 : lines.index("  ```", start)]]
    assert fenced == drawn(PRICE, distribution(PRICE)).splitlines()
    assert fenced[0].startswith("   ")  # a triangle's top row is narrower than its foot


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("ship.unit_prise", "ship.unit_price"),
        ("life_cycle_costs", "life_cycle_cost"),
        ("unit_price", "ship.unit_price"),
    ],
)
def test_an_unknown_id_names_the_nearest(wrong, right):
    with pytest.raises(UnknownNameError, match=right):
        explain(MODEL, VALUES, wrong)


def test_a_trace_shows_what_a_row_reads_level_by_level():
    assert trace.as_text(MODEL, VALUES, trace.tree(MODEL, COST.id, False, 3)) == (
        "buy_two_large_ships.life_cycle_cost  Life-cycle cost: ¥200.0 bn\n"
        "  buy_two_large_ships.ships.outlay  Outlay: ¥0.0 bn to ¥100.0 bn\n"
        "    buy_two_large_ships.ships.bought  Ships bought: 0 to 1 ships  [A, white_paper]\n"
        "    ship.unit_price  Price of a ship: ¥100.0 bn / ship  [C*, white_paper]\n"
    )


def test_what_was_set_by_hand_is_not_traced_to_the_source_of_the_value_of_before():
    found = replace(MODEL, inputs={**MODEL.inputs, PRICE.id: replace(PRICE, layer="command line")})
    told = trace.as_text(found, VALUES, trace.tree(found, COST.id, False, 3))
    assert told.endswith("    ship.unit_price  Price of a ship: ¥100.0 bn / ship  [command line]\n")


def test_a_trace_of_dependents_goes_the_other_way():
    found = trace.tree(MODEL, PRICE.id, True, 3)
    assert [found.id, found.branches[0].id, found.branches[0].branches[0].id] == [PRICE.id, OUTLAY.id, COST.id]


def test_a_trace_stops_at_its_depth_and_says_how_much_is_left():
    assert trace.tree(MODEL, COST.id, False, 1).branches[0].mark == "2 more below"


def test_a_row_that_reads_itself_does_not_trace_for_ever():
    found = trace.tree(MODEL, SO_FAR.id, False, 50)
    assert found.branches[0].mark == "last year's value"


@pytest.mark.parametrize("kind", sorted(LISTS))
def test_every_kind_can_be_listed_in_every_format(kind):
    made = listing(MODEL, kind, "")
    assert made.rows
    for how in ("table", "markdown", "csv", "json"):
        assert tables.written(made, how)


def test_a_text_narrows_a_list_down():
    assert [row[0] for row in listing(MODEL, "assumptions", "PRICE").rows] == ["ship.unit_price"]


def test_an_option_tells_what_its_costs_leave_out_if_its_pack_does():
    quay = LeftOut("quay", "Quays", "The harbour has room.", ("buy_two_large_ships",))
    told = replace(MODEL, pack=replace(MODEL.pack, left_out=(quay,)))
    facts = {fact.key: fact.text for fact in option_facts(told, VALUES, "buy_two_large_ships")}
    assert facts["left out"] == "Quays: The harbour has room."
    assert "left out" not in {fact.key for fact in option_facts(told, VALUES, "stay")}


@pytest.mark.parametrize("kind", ["calculators", "packs"])
def test_a_list_counts_its_lines_in_plain_words(kind):
    made = listing(MODEL, kind, "")
    assert made.notes == (f"{len(made.rows)} {kind}",)


def test_a_metric_under_chance_says_where_its_draws_are_and_one_without_does_not(tmp_path):
    for folder, option, is_drawn in (
        ("coastguard", "ageing_ships", True),
        (bare(tmp_path / "pack", "fleet"), "bare", False),
    ):
        found = load(folder).compare([option])
        said = json.loads(explain(found.model, found.values, f"{option}.life_cycle_cost").as_json())
        assert ("median of the draws" in said.get("drawn", "")) is is_drawn


def test_part_of_a_name_says_how_many_ids_hold_it_and_what_lists_them():
    # bought, outlay and so far of the element's ships; show knows the element and the option's cost as well
    with pytest.raises(UnknownNameError) as shown:
        explain(MODEL, VALUES, "ships.")
    assert '"ships.". 5 ids hold "ships.": estimator list assumptions ships., estimator list rows' in str(shown.value)
    with pytest.raises(UnknownNameError) as traced:
        trace.require_traceable(MODEL, "large_ships.ships")
    assert '3 ids hold "large_ships.ships": estimator list assumptions large_ships.ships' in str(traced.value)


def test_the_last_word_of_an_id_leads_to_the_whole_id():
    for told in (lambda: explain(MODEL, VALUES, "outlay"), lambda: trace.require_traceable(MODEL, "outlay")):
        with pytest.raises(UnknownNameError) as raised:
            told()
        assert str(raised.value).endswith('Did you mean "buy_two_large_ships.ships.outlay"?')
