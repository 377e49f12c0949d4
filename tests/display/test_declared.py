"""Every number without a unit says what it is: rows, metrics and assumptions of the calculators and both packs."""

from dataclasses import replace

import pytest

from estimator.calculators import calculators
from estimator.display.declared import limits_of, of_metric, of_metric_named, of_row, shown_assumption, shown_row
from estimator.display.number_format import number_format
from estimator.display.text import text
from estimator.expression import Operation, Reference
from estimator.expression.nodes import as_node
from estimator.model.row_units import COMPARING
from estimator.pack import apply, read_pack, write_pack_skeleton
from estimator.pack.records import Override
from tests.cases.conftest import PACKS, computed, wired
from tests.display.in_cell import in_cell

DEFINITIONS = {(row.module, row.name): row for each in calculators().values() for row in each.rows}


def traced(row):
    """The formula of a row over symbols; each of several rows that it sums stands for one."""
    names = [each.name for each in row.arguments]
    symbols = (
        (Reference(f"{each}.0"), Reference(f"{each}.1")) if each in row.gather else Reference(each) for each in names
    )
    return as_node(row.function(*symbols))


@pytest.mark.parametrize("row", DEFINITIONS.values(), ids=lambda row: f"{row.module}.{row.name}")
def test_every_row_that_is_a_pure_number_says_what_it_is(row):
    if row.unit != "1" or row.marks.get("measure") in ("check", "flip"):
        return
    node = traced(row)
    assert row.shown or (isinstance(node, Operation) and node.name in COMPARING)


@pytest.mark.parametrize("pack", PACKS)
def test_every_row_that_comes_out_as_a_pure_number_says_what_it_is(pack):
    model = wired(pack)
    assert [id for id, row in model.rows.items() if row.unit == "1" and not of_row(model, row)] == []


@pytest.mark.parametrize("pack", PACKS)
def test_only_rows_without_a_unit_are_declared(pack):
    model = wired(pack)
    declared = {row.definition.name: row.unit for row in model.rows.values() if row.definition.shown}
    mixed = {name for (_, name), row in DEFINITIONS.items() if not row.unit}  # the unit is what the formula gives
    assert {name: unit for name, unit in declared.items() if unit != "1" and name not in mixed} == {}


@pytest.mark.parametrize("pack", PACKS)
def test_every_metric_is_declared_alike_with_its_model_and_by_its_name_alone(pack):
    model = wired(pack)
    pure = [metric for metric, unit in model.metric_units.items() if unit == "1"]
    assert len(pure) > 5
    assert [metric for metric in pure if not of_metric(model, metric)] == []
    assert {metric: of_metric_named(metric) for metric in pure} == {metric: of_metric(model, metric) for metric in pure}


@pytest.mark.parametrize("pack", [*PACKS, "example"])
def test_every_assumption_that_is_a_pure_number_says_what_it_is(pack, tmp_path):
    if pack == "example":
        write_pack_skeleton(tmp_path / "pack")
        found = read_pack(tmp_path / "pack").assumptions.values()
    else:
        found = wired(pack).pack.assumptions.values()
    assert [each.id for each in found if each.normal_unit == "1" and not each.pure] == []


@pytest.mark.parametrize("pack", PACKS)
def test_the_terminal_and_the_workbook_print_every_row_and_assumption_alike(pack):
    case = computed(pack, "base")
    unlike = []
    for id, how in shown_everywhere(case):
        for value in case.values[id][0].tolist():
            if value == value and text(value, how).replace(",", "") != in_cell(value, number_format(how)).replace(
                ",", ""
            ):
                unlike.append((id, value, how))
    assert unlike == []


def shown_everywhere(case):
    """Every row and every assumption that the model reads, with how it is shown."""
    for id, row in case.model.rows.items():
        yield id, shown_row(case.model, row, case.values[id][0].tolist())
    for id, each in case.model.inputs.items():
        if id in case.values:
            yield id, shown_assumption(case.model, each, case.values[id][0].tolist())


def test_a_flip_is_shown_as_the_assumption_that_it_is_a_value_of():
    # The ceiling has three decimals, so the flip at which it would be broken has three too.
    case = computed("coastguard", "base")
    id = next(id for id in case.model.rows if id.endswith(".gdp_share_to_fit"))
    how = shown_row(case.model, case.model.rows[id], [0.0026])
    assert (how.kind, how.places, how.limits) == ("share", 3, limits_of(case.model.inputs["budget.gdp_share"]))
    assert number_format(how).endswith(";#,##0.000%")


def test_a_word_in_an_id_decides_nothing():
    case = computed("coastguard", "base")
    multiplier = case.model.inputs["currency.usd.rate_multiplier"]  # "rate" in its id, and no rate
    assert shown_assumption(case.model, multiplier, [1.1]).kind == "ratio"
    assert shown_assumption(case.model, replace(multiplier, shown="share"), [1.1]).unit == "%"


@pytest.mark.parametrize("layer", ["scenario", "command line", "workbook"])
@pytest.mark.parametrize("pack", PACKS)
def test_a_new_value_of_any_layer_in_either_notation_is_what_the_old_one_was(pack, layer):
    base = wired(pack).pack
    pure = [each for each in base.assumptions.values() if each.normal_unit == "1" and each.editable]
    assert len(pure) > 20
    given = [replace(_again(each, base.settings.years[0]), layer=layer) for each in pure]
    after = apply(base, given).assumptions
    assert {each.id: after[each.id].layer for each in pure} == {each.id: layer for each in pure}
    assert {each.id: after[each.id].pure for each in pure} == {each.id: each.pure for each in pure}


def _again(each, year):
    """Its own value in the other notation: per cent where the file has a plain number, and the other way round."""
    factor, unit = (0.01, "1") if each.unit == "%" else (100.0, "%")
    if each.is_by_year:
        return Override(each.id, by_year={year: each.year_value(year) * factor}, unit=unit)
    return Override(each.id, value=each.value * factor, unit=unit)
