"""`verify` tells which of a workbook's own checks fail, though every stored value is what its formula gives."""

from typer.testing import CliRunner

from estimator.cli.app import app
from estimator.returned.file.recalculate import resaved_by_libreoffice
from tests.libreoffice import soffice
from tests.workbook.integrity import broken


def test_verify_names_the_sheet_whose_rows_were_sorted(sent, returned, tmp_path):
    assert CliRunner().invoke(app, ["verify", str(sent)]).exit_code == 0
    saved = resaved_by_libreoffice(
        returned(broken.yearly_inputs_swapped, broken.metric_typed_over), tmp_path, soffice()
    )
    found = CliRunner().invoke(app, ["verify", str(saved)])
    assert found.exit_code == 1
    assert "fails: Yearly inputs: Every id stands in the cell" in found.output
    assert "fails: patrol_ships: The comparison has the numbers" in found.output
