"""What stands around the program may be odd: the folder that it runs in, libraries, files of its own."""

# ruff: noqa: F811 (fixtures of another folder)

import os
import subprocess
import sys

import pytest

from tests.cli.conftest import ROOT, pack  # noqa: F401 (a fixture)

FROM_NOWHERE = "import os; os.rmdir(os.getcwd()); from estimator.cli import main; main()"


def python(code, *arguments, cwd):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(program, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no folder that a program runs in")
def test_a_folder_that_is_gone_does_not_keep_a_workbook_from_being_written_elsewhere(pack, tmp_path):
    (tmp_path / "gone").mkdir()
    found = python(FROM_NOWHERE, "compare", "-p", pack, "-o", tmp_path / "book.xlsx", cwd=tmp_path / "gone")
    assert found.returncode == 0, found.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["book.xlsx"]
