"""What stands around the program may be odd: the folder that it runs in, libraries, files of its own."""

# ruff: noqa: F811 (fixtures of another folder)

import os
import re
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


SPOILING = """
import sys, py_compile
from pathlib import Path
source, folder = Path(sys.argv.pop(1)), Path(sys.argv.pop(1))
sys.pycache_prefix = str(folder)
made = Path(py_compile.compile(str(source)))
made.write_bytes(eval(sys.argv.pop(1))(made.read_bytes()))
from estimator.cli import main
main()
"""


@pytest.mark.parametrize("change", ["lambda it: it[: len(it) // 2]", "lambda it: it[:16] + b'i' + bytes(4)"])
@pytest.mark.parametrize("module", ["model/graph.py", "cli/app.py"])
def test_a_compiled_file_of_the_program_that_is_cut_off_or_nonsense_is_named(pack, tmp_path, module, change):
    source = ROOT / "estimator" / module
    found = python(SPOILING, source, tmp_path / "kept", change, "check", pack, cwd=tmp_path)
    assert found.returncode == 3
    name = source.with_suffix("").name
    assert re.search(rf"{name}\.[a-z0-9-]+\.pyc: is damaged, .*Remove it", found.stderr), found.stderr
    assert "Traceback" not in found.stderr
    assert "Interrupted" not in found.stderr


def test_a_library_that_is_missing_is_named(pack, tmp_path):
    without = "import sys; sys.modules['typer'] = None; from estimator.cli import main; main()"
    found = python(without, "check", pack, cwd=tmp_path)
    assert found.returncode == 3
    assert "typer, which the program needs, is not installed. Install the program again" in found.stderr
