"""Processes beside this one: the same answer wherever they can be started, and where they cannot."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from estimator.analysis.draws.processes import Crew
from estimator.analysis.draws.records import Run
from estimator.analysis.draws.sampling import BLOCK
from estimator.analysis.draws.simulate import simulate
from estimator.api import Result, load
from estimator.cli import run
from estimator.errors import EvaluationError

ROOT = Path(__file__).parents[3]
SQUARES = [number * number for number in range(20)]
ASKING = """
from estimator.api import load
from estimator.analysis.draws.records import Run
found = load("coastguard").simulate(run=Run(3000, workers=2))
print(found.draws, [each["life_cycle_cost"].mean for each in found.spreads.values()])
"""
HOLDING = """
import time
from estimator.analysis.draws.processes import Crew
from tests.analysis.draws.test_processes import Endless
with Crew(1) as crew:
    waiting = crew.results(Endless(), range(2))
    print(crew._members[0].process.pid, flush=True)
    next(waiting)
"""


class Square:
    """A job of plain numbers."""

    def block(self, number):
        return number * number


class Slow(Square):
    """The same, slowly."""

    def block(self, number):
        time.sleep(0.02)
        return super().block(number)


class Wrong:
    """A job that fails at its third block."""

    def block(self, number):
        if number == 2:
            raise EvaluationError("row a.b, FY2030: division by nil")
        return number


class Odd(Exception):
    """A failure that goes into a pipe and does not come out of it again."""

    def __init__(self, what, where):
        super().__init__(f"{what} in block {where}")


class OddlyWrong:
    """A job that fails so at its third block."""

    def block(self, number):
        if number == 2:
            raise Odd("no number", number)
        return number


class Endless:
    """A job without an end."""

    def block(self, number):
        while True:
            time.sleep(0.1)


def python(*arguments, cwd=None, **more):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False, **more
    )


@pytest.mark.parametrize("count", [0, 1, 3])
def test_results_come_in_the_order_of_the_blocks_whoever_computes_them(count):
    with Crew(count) as crew:
        assert crew.size == count
        assert list(crew.results(Square(), range(20))) == SQUARES


def test_two_jobs_begun_together_are_answered_one_after_the_other():
    with Crew(2) as crew:
        first, second = crew.results(Square(), range(20)), crew.results(Square(), range(3, 9))
        assert list(first) == SQUARES
        assert list(second) == SQUARES[3:9]


def test_a_process_that_is_lost_costs_time_and_changes_nothing():
    with Crew(2) as crew:
        results = crew.results(Slow(), range(20))
        found = [next(results) for _ in range(3)]
        crew._members[1].process.kill()
        assert [*found, *results] == SQUARES


@pytest.mark.parametrize(
    ("job", "failure", "words"),
    [(Wrong(), EvaluationError, "division by nil"), (OddlyWrong(), Odd, "no number in block 2")],
)
def test_what_a_job_raises_is_raised_here(job, failure, words):
    with Crew(2) as crew, pytest.raises(failure, match=words):
        list(crew.results(job, range(5)))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("executable", ""),
        ("executable", None),
        ("executable", str(ROOT / "no" / "python3")),
        ("executable", str(ROOT / "dist" / "soffice.bin")),
        ("frozen", True),
    ],
)
def test_where_no_process_can_be_started_all_is_computed_here(name, value, monkeypatch):
    monkeypatch.setattr(sys, name, value, raising=False)
    with Crew(2) as crew:
        assert crew.size == 0
        assert list(crew.results(Square(), range(20))) == SQUARES


@pytest.fixture(scope="module")
def alone():
    """What one process answers."""
    found = python("-c", ASKING.replace("workers=2", "workers=1"))
    assert found.returncode == 0, found.stderr
    return found.stdout


def test_a_script_without_a_guard_is_run_once(alone, tmp_path):
    script = tmp_path / "unguarded.py"
    script.write_text(ASKING, encoding="utf-8")
    found = python(str(script))
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == alone


def test_python_c_and_a_session_that_reads_its_lines_answer_the_same(alone):
    # A notebook's code stands in no file either, as lines that are read one after another.
    assert python("-c", ASKING).stdout == alone
    assert python("-", input=ASKING).stdout == alone


def test_files_of_the_current_folder_are_no_modules_of_a_process(tmp_path):
    (tmp_path / "numpy.py").write_text("raise SystemExit('read from the current folder')\n", encoding="utf-8")
    code = "from estimator.analysis.draws.processes import Crew\n"
    code += "from tests.analysis.draws.test_processes import Square\n"
    code += "with Crew(1) as crew:\n    print(crew.size, list(crew.results(Square(), range(4))))\n"
    found = python("-P", "-c", code, cwd=tmp_path)
    assert (found.stdout, found.returncode) == ("1 [0, 1, 4, 9]\n", 0), found.stderr


def gone(process):
    """True once a process has ended; at most ten seconds are waited for that."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="signals and /proc as Linux has them")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_both(how):
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    # a shell starts what runs in the background deaf to Ctrl-C, and all that it starts in turn
    heard = "signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"import signal, sys\n{heard}\nsignal.signal(signal.SIGTERM, lambda *_: sys.exit(143))\n" + HOLDING
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        other = int(process.stdout.readline())
        time.sleep(0.5)
        if how == signal.SIGINT:
            os.killpg(process.pid, how)  # as a terminal does: to all processes of the group
        else:
            process.send_signal(how)
        assert process.wait(10) != 0
    assert gone(other)


def test_the_api_stays_in_one_process_unless_workers_are_asked_for(coast, monkeypatch):
    started = []
    monkeypatch.setattr("estimator.analysis.draws.processes._started", lambda: started.append(1))
    assert simulate(coast, Run(6 * BLOCK)).draws == 6 * BLOCK
    assert started == []
    simulate(coast, Run(6 * BLOCK, workers=3))
    assert len(started) == 3


@pytest.mark.parametrize("frozen", [False, True])
def test_a_workbook_whose_draws_are_made_beside_has_the_same_bytes(frozen, tmp_path, monkeypatch):
    result = load("coastguard").compare()
    alone = result.to_workbook(tmp_path / "alone.xlsx", draws=1500)
    monkeypatch.setattr(sys, "frozen", frozen, raising=False)
    beside = result.to_workbook(tmp_path / "beside.xlsx", draws=1500, workers=2)
    assert beside.read_bytes() == alone.read_bytes()


def test_the_command_line_makes_the_draws_beside_where_there_are_two_processors(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr("estimator.analysis.draws.blocks.processors", lambda: 4)
    draw = Result.drawn
    monkeypatch.setattr(Result, "drawn", lambda *held, **named: asked.append(named["workers"]) or draw(*held, **named))
    assert run(["compare", "--pack", "coastguard", "-o", str(tmp_path / "made.xlsx")]) == 0
    assert asked == [2]
