"""Nothing that a user can type ends in a traceback, and the exit code says what happened."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import estimator.cli as cli
from estimator.errors import CheckFailed, EvaluationError, InputError
from estimator.pack.layers.overrides_file import scenario_name
from tests.cli.conftest import ROOT

NASTY = [
    "",
    " ",
    ".",
    "..",
    "/",
    "=",
    "a=",
    "=2",
    "%s",
    "{}",
    "\\",
    "'",
    '"',
    "💥",
    "ｗｉｄｅ",
    "a.b.c.d",
    "-1",
    "nan",
    "1e999",
    "x" * 5000,
    "a\nb",
    "\x1b[31m",
    "patrol_ship.unit_price",
    "patrol_ships.ships",
    "year",
    "CON",
    "~nobody",
    "[bold]",
    "<script>",
    "../../etc/passwd",
    "＝1+1",
]
SHAPES = [
    ["compare", "--options"],
    ["compare", "--set"],
    ["compare", "--scenario"],
    ["compare", "--format"],
    ["compare", "--no-workbook", "-o"],
    ["explore", "-o"],
    ["list"],
    ["list", "rows"],
    ["show"],
    ["trace"],
    ["trace", "--depth"],
    ["check"],
    ["verify"],
    ["new", "option"],
    ["new", "option", "-c"],
    ["new", "system", "-c", "fleet"],
    ["new", "calculator"],
    ["rename", "patrol_ships"],
    ["rename"],
    [],
    ["nonsense"],
    ["new"],
    ["scenarios", "-p"],
    ["brief", "--options"],
    ["lint"],
    ["backtest"],
    ["flips", "--set"],
    ["simulate", "--draws"],
    ["sensitivity", "--options"],
    ["judgement", "--weight"],
    ["method"],
    ["whatif", "--set"],
    ["sweep"],
    ["breakeven"],
    ["afford"],
    ["portfolio", "--maximise"],
    ["schedule"],
    ["together"],
    ["breakdown"],
    ["import"],
    ["diff"],
    ["init", "no_folder"],
    ["schema"],
]
NEED_NO_PACK = {"verify", "check", "scenarios", "nonsense", "calculator", "lint", "method", "diff", "init", "schema"}


@pytest.fixture
def pack(pack, tmp_path_factory):
    """A copy of the example pack that a test may spoil."""
    return shutil.copytree(pack, tmp_path_factory.mktemp("spoilt") / pack.name)


@pytest.mark.parametrize("shape", SHAPES, ids=" ".join)
def test_no_argument_leads_to_a_traceback(estimator, pack, shape):
    for word in NASTY:
        tail = [] if not shape or NEED_NO_PACK.intersection(shape) else ["-p", pack]
        found = estimator(*shape, word, *tail)
        assert found.code in (0, 1, 2), (word, found)
        assert "Traceback" not in found.err


@pytest.mark.parametrize("value", NASTY)
def test_no_value_of_a_setting_leads_to_a_traceback(estimator, pack, value):
    found = estimator("compare", "-p", pack, "--no-workbook", "--set", f"patrol_ship.unit_price={value}")
    assert found.code in (0, 1, 2), found
    assert "Traceback" not in found.err


@pytest.mark.parametrize("name", ["folder", "missing/file.xlsx", "file.txt", "\0.xlsx", "x" * 300 + ".xlsx"])
def test_a_workbook_that_cannot_be_written_is_explained(estimator, pack, tmp_path, name):
    (tmp_path / "folder").mkdir()
    found = estimator("compare", "-p", pack, "-o", name)
    assert found.code in (0, 2), found
    assert "Traceback" not in found.err
    assert not [path for path in tmp_path.iterdir() if path.name.startswith((".", "tmp")) or path.suffix == ".tmp"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no workbook", b"\xff" * 4000])
def test_a_file_that_is_no_workbook_is_explained(estimator, tmp_path, content):
    (tmp_path / "some.xlsx").write_bytes(content)
    found = estimator("verify", "some.xlsx")
    assert found.code == 2, found
    assert "some.xlsx" in found.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "patrol_ship.unit_prise"], "patrol_ship.unit_price"),
        (["compare", "--no-workbook", "--options", "patrol_ship"], "patrol_ships"),
        (["compare", "--no-workbook", "--scenario", "lean_year"], "lean_years"),
        (["compare", "--no-workbook", "--set", "patrol_ship.unit_prise=5"], "patrol_ship.unit_price"),
        (["trace", "life_cycle_cots"], "life_cycle_cost"),
        (["compare", "--no-workbook", "--set", "economy.real_growth.2030=2 %"], '"economy.real_growth=2030:2 %"'),
    ],
)
def test_an_unknown_id_gets_the_nearest(estimator, pack, arguments, words):
    found = estimator(*arguments, "-p", pack)
    assert found.code == 2
    assert words in found.err
    assert not found.out


UNIT, TIMES = 'unit = "MCRN_2024 / ship"', 'unit = "MCRN_2024 / ship / year"'


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        (UNIT, UNIT.replace(" / ship", ""), 'patrol_ship.unit_price in "MCRN_2024" (systems/patrol_ship.toml:12)'),
        (TIMES, TIMES.replace("year", "month"), "differ by a factor of 12; it reads patrol_ship.upkeep_price in "),
        (UNIT, UNIT.replace("CRN", "USD"), "currency.toml: the pack lacks 10 values of this file: usd.forward_rate"),
        ("value = 55", "value = 55,000", "a number no commas"),
    ],
    ids=["a dimension", "months for years", "a foreign currency", "commas between thousands"],
)
def test_a_slip_in_a_price_is_traced_to_what_the_analyst_wrote(estimator, pack, right, wrong, words):
    file = pack / "systems" / "patrol_ship.toml"
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    found = estimator("check", pack)
    assert found.code == 2
    assert words in found.err
    assert "without a quantity" not in found.err  # a price that cannot be converted still buys


@pytest.mark.parametrize(
    ("problem", "code", "words"),
    [
        (InputError("wrong input"), 2, "wrong input"),
        (CheckFailed("does not hold"), 1, "does not hold"),
        (EvaluationError("no number"), 1, "no number"),
        (PermissionError(13, "Permission denied", "there.xlsx"), 2, "there.xlsx: Permission denied"),
        (KeyboardInterrupt(), 130, "Interrupted"),
        (ZeroDivisionError("ours"), 3, "fault of the program"),
    ],
)
def test_every_kind_of_failure_has_its_exit_code(monkeypatch, capsys, problem, code, words):
    def fail(_):
        raise problem

    monkeypatch.setattr(cli, "_call", fail)
    assert cli.run(["compare"]) == code
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("compare", "-o", "x.txt"), "x.txt: expected a file whose name ends in .xlsx"),
        (("compare", "-o", "folder.xlsx"), "folder.xlsx: is a folder; name a file in it"),
        (("sweep", "budget.gdp_share=0.1..0.2:0.1", "-o", "x.csv"), "x.csv: expected a file whose name ends in .xlsx"),
        (("import", "nothing.xlsx", "-o", "x.yaml"), "x.yaml: expected a file whose name ends in .toml"),
    ],
)
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_computed(
    estimator, pack, tmp_path, words, message
):
    (tmp_path / "folder.xlsx").mkdir()
    found = estimator(*words, "-p", pack)
    assert found.code == 2
    assert message in found.err
    assert found.out == ""
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == []


def test_a_folder_that_is_not_there_is_named(estimator, pack):
    found = estimator("sweep", "budget.gdp_share=0.1..0.2:0.1", "-p", pack, "-o", "nowhere/x.xlsx")
    assert found.code == 2
    assert "there is no folder nowhere. Make it first" in found.err


@pytest.fixture(params=[signal.default_int_handler, signal.SIG_IGN], ids=["in the foreground", "in the background"])
def started(request):
    """How the shell started the tests: in the background it ignores Ctrl-C, and so does every process begun then."""
    before = signal.signal(signal.SIGINT, request.param)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("started")
def test_control_c_in_a_sweep_says_so_and_leaves_nothing(pack, tmp_path):
    # The command interrupts itself once the sweep has begun, as a person would.
    code = """
import os, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from estimator.analysis.questions import sweep
from estimator.cli import main
compute = sweep.sweep
def interrupted(*words):
    os.kill(os.getpid(), signal.SIGINT)
    return compute(*words)
sweep.sweep = interrupted
main()
"""
    words = ["sweep", "budget.gdp_share=0.1..0.2:0.001", "-p", str(pack), "-o", "x.xlsx"]
    program = [sys.executable, "-c", code, *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = subprocess.run(program, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert found.returncode == 130
    assert found.stderr.strip() == "Interrupted; nothing half-written was left behind."
    assert list(tmp_path.iterdir()) == []


def test_debug_shows_the_traceback_wherever_it_stands(estimator, pack):
    for arguments in (["--debug", "show", "nothing"], ["show", "nothing", "--debug"]):
        found = estimator(*arguments, "-p", pack)
        assert found.code == 2
        assert "Traceback" in found.err


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")
def test_a_reader_that_stops_early_still_gets_the_workbook(pack, tmp_path):
    program = [sys.executable, "-c", "from estimator.cli import main; main()", "compare", "-p", str(pack)]
    process = subprocess.Popen(program, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    messages = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 0, messages
    assert (tmp_path / "coast-comparison.xlsx").is_file()


ANNOUNCED = """
import signal

from estimator import api, cli

work = api.compare_model


def announced(model):
    signal.signal(signal.SIGINT, signal.default_int_handler)
    print("ready", flush=True)
    return work(model)


api.compare_model = announced
cli.main()
"""


@pytest.mark.skipif(os.name == "nt", reason="signals and pipes of POSIX")
@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("delay", [0.0, 0.3, 0.6])
def test_an_interrupt_leaves_no_debris(pack, tmp_path, delay):
    program = [sys.executable, "-c", ANNOUNCED, "compare", "-p", str(pack)]
    process = subprocess.Popen(program, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.readline()
    time.sleep(delay)
    process.send_signal(signal.SIGINT)
    _, messages = process.communicate()
    finished = b"Wrote" in messages  # an interrupt while Python shuts down ends the process by the signal itself
    assert process.returncode in ((0, -signal.SIGINT) if finished else (130,)), messages
    assert b"Traceback" not in messages
    assert {path.name for path in tmp_path.iterdir()} <= {"coast-comparison.xlsx"}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["portfolio", "--maximise", "judgement", "--budget-share", "0,75"], "write 0.75"),
        (["judgement", "--weight", "weather=0,75"], "write 0.75"),
        (["sweep", "budget.gdp_share=1..2:0,125"], "write 0.125"),
        (["sweep", "budget.gdp_share=1,125..2"], "can be read as 1125 or as 1.125"),
        (["breakeven", "people=0", "--by", "budget.gdp_share", "--from", "0,125"], "write 0.125"),
        (
            ["breakeven", "life_cycle_cost=2,500 MCRN_2024", "--by", "budget.gdp_share"],
            "can be read as 2500 or as 2.500",
        ),
        (["compare", "--no-workbook", "--set", "budget.gdp_share=0 125"], "is not a number"),
    ],
)
def test_a_decimal_comma_is_refused_wherever_a_number_is_typed(estimator, pack, arguments, words):
    found = estimator(*arguments, "-p", pack)
    assert (found.code, found.out) == (2, "")
    assert words in found.err


def test_a_scenario_file_called_by_a_word_of_the_program_gets_a_name_of_its_own():
    assert [scenario_name(Path(f"{word}.toml")) for word in ("base", "None", "aux")] == [
        "values_base",
        "values_none",
        "values_aux",
    ]


@pytest.mark.parametrize("arguments", [["whatif", "--set", "dollar=160"], ["show", "dollar"]])
def test_a_word_that_only_labels_hold_leads_to_their_ids(estimator, arguments):
    found = estimator(*arguments, "-p", "coastguard")
    assert found.code == 2
    # "Euro per dollar, mean of the fiscal year" and "Euro per dollar after the published years" of currency.toml
    assert "The word stands in the labels of currency.usd.rate_actual, currency.usd.forward_rate. " in found.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["whatif", "--set", "qqqq=1"],
        ["show", "qqqq"],
        ["trace", "qqqq"],
        ["compare", "--options", "qqqq"],
        ["judgement", "qqqq"],
        ["judgement", "--weight", "qqqq=1"],
    ],
)
def test_what_nothing_is_like_is_answered_with_where_to_look(estimator, arguments):
    found = estimator(*arguments, "-p", "coastguard")
    assert found.code == 2
    assert re.search(r'"qqqq"\. (estimator list |The factors are: |Rated are: )', found.err), found.err
