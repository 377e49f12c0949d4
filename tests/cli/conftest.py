"""The example pack and its workbook, and ways to run the command line on them."""

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from estimator import cache
from estimator.cli import NO_CACHE, run
from tests.coast import pack, returned, sent, sent_in_japanese

__all__ = ["pack", "returned", "sent", "sent_in_japanese"]  # fixtures
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """What a command printed and left with."""

    code: int
    out: str
    err: str


@pytest.fixture
def estimator(monkeypatch, tmp_path):
    """Run a command in this process, in an empty current folder."""

    def call(*arguments):
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        with monkeypatch.context() as patched:
            patched.chdir(tmp_path)
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            cache.use(NO_CACHE not in arguments)  # as main does
            try:
                code = run([str(each) for each in arguments])
            finally:
                cache.use(False)
        return Outcome(code, out.buffer.getvalue().decode(), err.buffer.getvalue().decode())

    return call


@pytest.fixture
def process(tmp_path):
    """Run a command as its own process by `python -m estimator`, with a hash seed and a current folder."""

    def call(*arguments, seed="0", cwd=tmp_path, **more):
        program = [sys.executable, "-m", "estimator", *map(str, arguments)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        return subprocess.run(program, cwd=cwd, env=environment, capture_output=True, check=False, **more)

    return call
