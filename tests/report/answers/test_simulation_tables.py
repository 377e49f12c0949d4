"""The tables of a simulation: terminal and sheet show the same numbers, each a choice of the columns."""

import numpy as np
import pytest

from estimator.analysis.draws.records import Run
from estimator.analysis.draws.simulate import simulate
from estimator.model import build_model
from estimator.pack import read_pack, write_pack_skeleton
from estimator.report.answers import simulate as told
from estimator.report.answers import simulation_tables
from estimator.report.number_table import NumberTable
from estimator.report.tables import Number
from estimator.workbook.sheets.uncertainty.tables import SheetTables, account
from tests.shipped import shipped


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("packs") / "coast"
    write_pack_skeleton(folder)
    return simulate(build_model(read_pack(folder)), Run(256, workers=1))


def numbers(table):
    """The numbers of each column by key, whatever the medium; nothing for what does not apply."""
    columns = zip(*table.rows, strict=True) if table.rows else ()
    plain = {}
    for column, cells in zip(table.columns, columns, strict=True):
        values = [each.value if isinstance(each, Number) else each for each in cells]
        plain[column.key] = [each for each in values if isinstance(each, float)]
    return plain


def shape(table):
    """What tells a table from the others of a simulation, whatever the medium: two keys and how many lines."""
    return table.columns[0].key, table.columns[1].key, len(table.rows)


def test_terminal_and_sheet_show_the_same_numbers_in_the_columns_that_both_have(found):
    sheet = account(found, ())
    laid_out = {shape(each): numbers(each) for each in (*sheet.front, *sheet.behind)}
    both = 0
    for each in told.tables(found):
        one, other = numbers(each), laid_out[shape(each)]
        for key in one.keys() & other.keys():
            assert one[key] == pytest.approx(other[key], rel=1e-8, abs=1e-8)
            both += len(one[key])
    assert both > 30


def test_every_table_of_the_sheet_is_of_the_one_type(found):
    sheet = account(found, ())
    assert all(isinstance(each, NumberTable) for each in (*sheet.front, *sheet.behind))


def test_each_medium_has_the_percentiles_that_it_has_room_for(found):
    printed = [each.key for each in told.tables(found)[0].columns if each.key[1:].isdigit()]
    laid_out = [key for key in SheetTables(found).costs().keys if key[1:].isdigit()]
    assert printed == ["p5", "p10", "p50", "p80", "p90", "p95"]
    assert laid_out == ["p5", "p10", "p25", "p50", "p75", "p80", "p90", "p95"]
    assert {*printed, *laid_out} < {*simulation_tables.spread_table(found, found.cost).keys}


def test_the_parts_of_an_option_that_includes_others_add_up_to_its_own_and_have_labels():
    # Three elements of Aegis Ashore and eight of the limited strike; the option has none of its own.
    model = build_model(shipped().pack, ["defence_and_integrated_strike"])
    table = simulation_tables.reserve_table(simulate(model, Run(64, workers=1)))
    whole, parts = table.rows[0], table.rows[1:]
    assert len(parts) == 11
    np.testing.assert_allclose(np.sum([each[1:] for each in parts], axis=0), whole[1:], rtol=1e-9)
    assert all(name.part and name.label != name.id and "." not in name.label for name, *_ in parts)
