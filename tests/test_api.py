"""The Python API, on the example pack."""

import json
import subprocess
import sys

import pytest

import estimator
from estimator.analysis.standing.compare import Comparison
from estimator.errors import EstimatorError, InputError, UnknownNameError
from estimator.pack import write_pack_skeleton
from tests.report.case import METRICS, MODEL, VALUES

COST = "patrol_ships.acquisition_cost"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The example pack on disk."""
    made = tmp_path_factory.mktemp("api") / "coast"
    write_pack_skeleton(made)
    return made


@pytest.fixture(scope="module")
def base(folder):
    """The example pack, loaded."""
    return estimator.load(folder)


@pytest.fixture(scope="module")
def result(base):
    """The example pack, compared."""
    return estimator.compare(base)


def test_importing_the_package_loads_nothing_heavy():
    heavy = "numpy pint openpyxl pandas scipy typer rich".split()
    program = f"import sys, estimator; print([name for name in {heavy!r} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout.strip() == b"[]"


def test_comparing_does_not_load_pandas_or_openpyxl(folder):
    work = f"import sys, estimator; estimator.compare({str(folder)!r});"
    program = work + "print({'pandas', 'openpyxl'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout.strip() == b"set()"


def test_the_names_of_the_package_are_those_of_the_api():
    assert estimator.load is estimator.api.load
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        _ = estimator.lode


def test_a_pack_can_be_named_by_its_folder(folder, result):
    assert estimator.compare(folder).to_json() == result.to_json()
    assert estimator.compare(str(folder)).to_json() == result.to_json()


def test_an_override_may_be_a_number_in_the_files_unit_or_text_with_its_unit(base):
    # The file gives 55 MCRN_2024 a ship.
    number = base.with_overrides({"patrol_ship.unit_price": 65}).compare()
    words = base.with_overrides({"patrol_ship.unit_price": "0.065 GCRN_2024 / ship"}).compare()
    assert number.value("patrol_ship.unit_price") == pytest.approx(65e6, rel=1e-12)
    assert words.value(COST) == pytest.approx(number.value(COST), rel=1e-12)
    assert number.value(COST) > base.compare().value(COST)


def test_an_override_may_give_values_by_fiscal_year(base):
    found = base.with_overrides({"economy.wage_growth": {2025: 1.0, 2030: 2.0}}).compare()
    assert found.value("economy.wage_growth")[2025] == pytest.approx(0.01, rel=1e-12)
    assert found.value("economy.wage_growth")[2030] == pytest.approx(0.02, rel=1e-12)


def test_one_option_alone_is_asked_for_as_a_list_of_one(base):
    with pytest.raises(InputError, match=r'options="patrol_ships": expected a list.*\["patrol_ships"\]'):
        base.compare("patrol_ships")
    assert list(base.compare(["patrol_ships"]).metrics) == ["patrol_ships"]


@pytest.mark.parametrize("value", [None, [1, 2], {"soon": 1.0}, {2030: None}])
def test_an_override_that_is_no_number_is_refused_with_its_id(base, value):
    with pytest.raises(InputError, match=r"economy\.wage_growth.*expected a number"):
        base.with_overrides({"economy.wage_growth": value})


def test_ids_without_dots_may_be_keyword_arguments(base):
    with pytest.raises(EstimatorError, match="unit_price"):
        base.with_overrides(unit_price=3)


def test_overrides_beat_scenarios_whatever_the_order(base):
    change = {"economy.growth_shift": "1 %"}
    one = base.with_overrides(change).with_scenarios("lean_years").compare()
    other = base.with_scenarios("lean_years").with_overrides(change).compare()
    assert one.value("economy.growth_shift") == pytest.approx(0.01, rel=1e-12)
    assert one.to_json() == other.to_json()


def test_an_estimate_is_never_changed_in_place(base):
    before = base.compare().to_json()
    base.with_overrides({"patrol_ship.unit_price": 65}).with_scenarios("lean_years")
    assert base.compare().to_json() == before


def test_the_frame_has_options_down_and_metrics_across(result):
    frame = result.to_frame()
    assert list(frame.index) == ["shore_watch", "patrol_ships"]
    assert frame.loc["patrol_ships", "acquisition_cost"] == result.metrics["patrol_ships"]["acquisition_cost"].value
    assert frame.attrs["units"]["acquisition_cost"] == "CRN_2024"


def test_a_value_is_a_number_or_a_row_along_the_years(result):
    assert result.value(COST) == result.metrics["patrol_ships"]["acquisition_cost"].value
    assert result.value("patrol_ships.outlays")[2027] > 0
    with pytest.raises(UnknownNameError, match="acquisition_cost"):
        result.value("patrol_ships.acquisition_costs")


def test_a_row_that_does_not_apply_has_no_value():
    assert estimator.Result(Comparison(MODEL, VALUES, METRICS)).value("stay.life_cycle_cost") is None


def test_explain_tells_formula_sources_and_meaning(result):
    text = result.explain(COST)
    assert all(word in text for word in ("label", "unit", "value", "formula", "reads", "meaning"))


def test_the_workbook_is_written_where_asked(result, tmp_path):
    assert result.to_workbook(tmp_path / "mine.xlsx") == tmp_path / "mine.xlsx"
    assert (tmp_path / "mine.xlsx").is_file()


def test_json_carries_overrides_and_scenarios_in_its_manifest(base):
    found = base.with_scenarios("lean_years").with_overrides({"patrol_ship.unit_price": 65}).compare()
    manifest = json.loads(found.to_json())["manifest"]
    assert manifest["scenarios"] == ["lean_years"]
    assert manifest["overrides"] == [
        {"id": "patrol_ship.unit_price", "layer": "command line", "unit": "MCRN_2024 / ship", "value": 65.0}
    ]
