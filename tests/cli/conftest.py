"""The example pack that `estimator init` writes, and ways to run the command line on it."""

import io
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from estimator.cli import run

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """What a command printed and left with."""

    code: int
    out: str
    err: str


@pytest.fixture(scope="session")
def pack(tmp_path_factory):
    """A small pack on disk."""
    from estimator.pack import write_pack_skeleton

    folder = tmp_path_factory.mktemp("packs") / "coast"
    write_pack_skeleton(folder)
    return folder


@pytest.fixture(scope="session")
def sent(pack, tmp_path_factory):
    """The workbook of the small pack as it is sent out; `returned` edits a copy."""
    from estimator import load

    return load(pack).compare().to_workbook(tmp_path_factory.mktemp("sent") / "case.xlsx")


@pytest.fixture
def returned(sent, tmp_path):
    """Edit a copy as a colleague would, by functions of the openpyxl workbook; gives the file."""

    def edited(*changes):
        book = openpyxl.load_workbook(sent)
        for change in changes:
            change(book)
        book.save(tmp_path / "back.xlsx")
        return tmp_path / "back.xlsx"

    return edited


@pytest.fixture
def estimator(monkeypatch, tmp_path):
    """Run a command in this process, in an empty current folder."""

    def call(*arguments):
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        with monkeypatch.context() as patched:
            patched.chdir(tmp_path)
            patched.setattr(sys, "stdout", out)
            patched.setattr(sys, "stderr", err)
            code = run([str(each) for each in arguments])
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
