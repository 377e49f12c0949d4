"""Every workbook that the program writes passes an independent validator of Office files, with documented waivers."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from estimator.cli.app import app
from tests.coast import pack  # noqa: F401 (a fixture)
from tests.workbook import bad_workbooks, ooxml

pytestmark = pytest.mark.other_makers
COMMANDS = {
    "small": "compare --pack PACK -o FILE",
    "japanese": "compare --pack PACK --language ja -o FILE",
    "what-if": "compare --pack PACK --scenario lean_years --set budget.gdp_share=0.3 --data-tables -o FILE",
    "simulated": "simulate --pack PACK --draws 64 -o FILE",
    "swept": "sweep budget.gdp_share=0.1..0.3:0.1 --pack PACK -o FILE",
}
WHOLE = {  # the default pack with an option of each kind: the validator takes minutes for all of them
    "default": "compare -o FILE --options aegis_ashore,patriot_500,independent_strike,defence_and_integrated_strike",
    "coastguard": "compare --pack coastguard -o FILE",
}


@pytest.fixture(scope="module")
def small_findings(tmp_path_factory):
    """What the validator says of the small workbook as it is, without the waivers."""
    path = tmp_path_factory.mktemp("small") / "small.xlsx"
    path.write_bytes(bad_workbooks.good())
    return ooxml.found(path)


def assert_no_finding(words, path):
    done = CliRunner().invoke(app, [str(path) if each == "FILE" else each for each in words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert ooxml.unwaived(path) == []


@pytest.mark.parametrize("kind", COMMANDS)
def test_a_workbook_has_no_finding_that_is_not_waived(kind, pack, tmp_path):  # noqa: F811
    words = [str(pack) if each == "PACK" else each for each in COMMANDS[kind].split()]
    assert_no_finding(words, tmp_path / "written.xlsx")


@pytest.mark.parametrize("kind", WHOLE)
def test_the_whole_workbook_of_a_shipped_pack_has_none_either(kind, tmp_path):
    assert_no_finding(WHOLE[kind].split(), tmp_path / "written.xlsx")


def test_every_waiver_has_a_reason_and_covers_something_that_is_found(small_findings):
    for waiver in ooxml.waivers():
        assert len(waiver["reason"].split()) > 10
        assert any(ooxml.waived(each, waiver) for each in small_findings), waiver


@pytest.mark.parametrize(
    ("part", "old", "new", "words"),
    [
        ("xl/styles.xml", "<fills", "<wrong/><fills", "Unexpected element 'wrong'"),
        ("xl/worksheets/sheet2.xml", ' t="str">', ' t="string">', "string"),
        ("xl/worksheets/sheet1.xml", 'orientation="landscape"', 'orientation="sideways"', "sideways"),
        ("xl/workbook.xml", ' sheetId="1"', "", "sheetId"),
    ],
    ids=["element", "type", "value", "missing"],
)
def test_a_damaged_workbook_is_found_out(part, old, new, words, tmp_path):
    path = bad_workbooks.with_parts(tmp_path, part, old, new)
    left = ooxml.unwaived(path)
    assert left
    assert all(words in each for each in left), left
