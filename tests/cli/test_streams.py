"""A program without a terminal, on a full disk or with names that Windows keeps: it works, or says why not."""

import io
import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

import estimator.cli as cli
from tests.cli.conftest import ROOT

HIDDEN = "\x1b[2J\u202e\u200f\x9b\x07"


def started(arguments, closed=(), **more):
    """The program in a process of its own, some of its standard streams closed."""

    def before():
        for number in closed:
            os.close(number)

    command = [sys.executable, "-m", "estimator", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, preexec_fn=before, timeout=120, check=False, **more)


@pytest.mark.parametrize("closed", [(1,), (2,), (0, 1, 2)])
def test_without_standard_streams_the_workbook_is_written_and_the_code_is_right(pack, tmp_path, closed):
    path = tmp_path / "made.xlsx"
    assert started(["compare", "-p", pack, "-o", path, "--draws", "0"], closed).returncode == 0
    assert path.read_bytes()[:2] == b"PK"
    assert started(["show", "no.such", "-p", pack], closed).returncode == 2


def test_a_program_started_without_streams_by_a_window_works(monkeypatch, pack, tmp_path):
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    monkeypatch.setattr("estimator.cli.streams._nowhere", lambda number: io.StringIO())
    assert cli.run(["simulate", "-p", str(pack), "--draws", "16", "-o", str(tmp_path / "a.json")]) == 0
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert cli.run(["check", "--no-such-option"]) == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_behind_stdout_is_named_and_one_behind_stderr_stops_nothing(pack):
    with Path("/dev/full").open("w") as full:
        found = started(["list", "-p", pack], stdout=full, stderr=subprocess.PIPE)
        assert found.returncode == 2
        assert b"standard output: cannot be written: No space left" in found.stderr
        found = started(["scenarios", "-p", pack], stderr=full, stdout=subprocess.PIPE)
        assert found.returncode == 0
        assert started(["scenarios", "-p", "nowhere"], stderr=full).returncode == 2


@pytest.mark.parametrize(
    "arguments", [("compare", "--draws", "0", "-o"), ("simulate", "--draws", "64", "--save-draws"), ("schema", "-o")]
)
def test_a_limit_of_the_system_names_the_file_and_shows_nothing_of_the_code(pack, tmp_path, arguments):
    ending = {"compare": "xlsx", "simulate": "npz", "schema": "json"}[arguments[0]]
    path = tmp_path / f"large.{ending}"
    given = [*arguments, path, *(["-p", pack] if ending != "json" else [])]
    command = [sys.executable, "-m", "estimator", *map(str, given)]
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))  # noqa: E731
    found = subprocess.run(command, cwd=ROOT, preexec_fn=limit, capture_output=True, timeout=120, check=False)
    assert found.returncode == 2
    assert f"{path}: cannot be written: File too large".encode() in found.stderr
    assert b"Traceback" not in found.stderr
    assert list(tmp_path.iterdir()) == []


def test_too_little_memory_is_said_plainly(estimator, monkeypatch):
    def fails(_):
        raise MemoryError

    monkeypatch.setattr(cli, "_call", fails)
    found = estimator("compare")
    assert found.code == 2
    assert "not enough memory" in found.err


@pytest.mark.parametrize("level", ["1", "2"])
def test_without_docstrings_the_program_says_why_not_and_without_asserts_it_works(pack, level):
    environment = {**os.environ, "PYTHONOPTIMIZE": level, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    found = started(["check", pack], capture_output=True, env=environment)
    assert found.returncode == (0 if level == "1" else 2)
    assert (b"docstrings" in found.stderr) == (level == "2")
    code = "import estimator; estimator.load()"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, check=False)
    assert (b"docstrings" in loaded.stderr) == (level == "2")


@pytest.mark.parametrize("name", ["nul.xlsx", "CON.xlsx", "lpt9.big.xlsx", "Aux .xlsx"])
def test_a_name_that_windows_keeps_is_refused_before_anything_is_computed(estimator, pack, tmp_path, name):
    for command in (["compare"], ["simulate"], ["sweep", "budget.gdp_share=1..2"]):
        found = estimator(*command, "-p", pack, "-o", tmp_path / name)
        assert (found.code, found.out) == (2, "")
        assert "for a device" in found.err


@pytest.mark.parametrize("arguments", [("schema", "-o", "PRN"), ("init", "com7"), ("method", "-o", "con.md")])
def test_so_it_is_with_every_file_and_folder(estimator, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    found = estimator(*arguments)
    assert found.code == 2
    assert "for a device" in found.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["compare"], ["simulate"], ["sensitivity"], ["sweep", "budget.gdp_share=1..2"]])
def test_a_folder_to_write_to_is_called_a_folder(estimator, pack, tmp_path, arguments):
    for folder in (tmp_path / "tables", tmp_path / "tables.xlsx"):
        folder.mkdir(exist_ok=True)
        found = estimator(*arguments, "-p", pack, "-o", folder)
        assert found.code == 2
        assert f"{folder}: is a folder" in found.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", HIDDEN],
        ["compare", "--options", HIDDEN],
        ["compare", "-o", f"{HIDDEN}.pdf"],
        ["list", HIDDEN],
        ["verify", f"{HIDDEN}.xlsx"],
        ["whatif", "--set", f"{HIDDEN}=1"],
        ["compare", "--scenario", HIDDEN],
        ["judgement", "--weight", HIDDEN],
        [HIDDEN],
        ["check", f"--{HIDDEN}"],
        ["check", HIDDEN],
    ],
)
def test_what_steers_a_terminal_is_written_out_in_messages(estimator, pack, arguments):
    found = estimator(*arguments, *(["-p", pack] if arguments[0] in ("show", "compare", "whatif", "judgement") else []))
    assert found.code == 2
    assert found.err
    assert not set("\x1b\u202e\u200f\x9b\x07") & set(found.err + found.out)


def test_what_steers_a_terminal_is_written_out_in_tables_and_escaped_in_json(estimator, pack, tmp_path):
    result = json.loads(estimator("compare", "-p", pack, "--format", "json", "--no-workbook").out)
    for number, name in enumerate("ab"):
        metrics = dict(result["options"]["patrol_ships"])
        metrics["life_cycle_cost"] = {"value": float(number), "unit": f"CRN_2024{HIDDEN}"}
        options = {**result["options"], f"x{HIDDEN}\ny": metrics}
        (tmp_path / f"{name}.json").write_text(json.dumps({**result, "options": options}), encoding="utf-8")
    for how in ("table", "markdown", "json"):
        found = estimator("diff", tmp_path / "a.json", tmp_path / "b.json", "--format", how)
        assert "life_cycle_cost" in found.out
        assert not set("\x1b\u202e\u200f\x9b\x07") & set(found.out + found.err)
