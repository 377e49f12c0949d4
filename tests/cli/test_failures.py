"""A request to stop ends the work wherever it comes, and leaves nothing half-written."""

# A command asks itself to stop once it has begun, as a person would.

import os
import subprocess
import sys

import pytest

from tests.cli.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such signals")

ASKED = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from estimator.analysis.questions import sweep
from estimator.cli import main

def ask():
    os.kill(os.getpid(), signal.{signal})

class Cleared:
    def __del__(self):
        ask()

class Named:
    def __set_name__(self, owner, name):
        ask()

def cleared():
    Cleared()
    time.sleep(60)

def made():
    type("Made", (), dict(it=Named()))
    time.sleep(60)

compute = sweep.sweep
sweep.sweep = lambda *words: ({where}(), compute(*words))[1]
main()
"""


@pytest.mark.parametrize("where", ["cleared", "made"])
@pytest.mark.parametrize(("request_", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_request_that_comes_where_nothing_can_be_raised_ends_the_work_all_the_same(
    pack, tmp_path, where, request_, code
):
    program = [sys.executable, "-c", ASKED.format(signal=request_, where=where)]
    words = ["sweep", "budget.gdp_share=0.1..0.2:0.001", "-p", str(pack), "-o", "x.xlsx"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*program, *words], cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=50, check=False
    )
    assert done.returncode == code, done.stderr
    assert "fault of the program" not in done.stderr
    assert list(tmp_path.iterdir()) == []
