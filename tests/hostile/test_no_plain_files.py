"""Pipes, sockets and devices with the name of a file are refused at once, read or written, and never opened."""

# ruff: noqa: F811 (fixtures of another folder)

import os
import shutil
import socket
import sys

import pytest

from tests.cli.conftest import pack  # noqa: F401 (a fixture)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes and sockets among its files")


@pytest.fixture(scope="module")
def limited():
    """Runs a command as a process of its own."""
    from tests.hostile.limited import within_limits  # on POSIX systems only

    with within_limits() as made:
        yield made


def pipe(path):
    os.mkfifo(path)


def link_to_a_pipe(path):
    os.mkfifo(path.with_suffix(".pipe"))
    path.symlink_to(path.with_suffix(".pipe"))


def listening(path):
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


def endless(path):
    path.symlink_to("/dev/zero")


KINDS = {each.__name__: each for each in (pipe, link_to_a_pipe, listening, endless)}
READING = {
    "book.xlsx": (
        ("verify", "book.xlsx"),
        ("lint", "book.xlsx"),
        ("import", "book.xlsx", "-p", "pack"),
        ("diff", "pack", "book.xlsx"),
        ("check", "pack", "--from-workbook", "book.xlsx"),
    ),
    "result.json": (("diff", "result.json", "pack"),),
    "values.toml": (("check", "pack", "--scenario", "values.toml"),),
    "pack/pack.toml": (("new", "option", "cutters", "-p", "pack"), ("check", "pack")),
    "pack/economy.toml": (("check", "pack"),),
}
WRITING = {
    "out.xlsx": (("compare", "-p", "pack", "-o", "out.xlsx"), ("compare", "-p", "pack", "-o", "out.xlsx", "--force")),
    "out.toml": (("import", "no.xlsx", "-p", "pack", "-o", "out.toml", "--force"),),
    "out.md": (("method", "-o", "out.md"),),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", [*READING, *WRITING])
def test_what_is_no_plain_file_is_refused_with_its_name(limited, pack, tmp_path, name, kind):
    shutil.copytree(pack, tmp_path / "pack")
    (tmp_path / name).unlink(missing_ok=True)
    KINDS[kind](tmp_path / name)
    for arguments in (READING | WRITING)[name] if kind == "pipe" else (READING | WRITING)[name][:1]:
        done = limited(*arguments, cwd=tmp_path)  # ended where it opens a pipe, for whoever does waits for ever
        assert done.code == 2, (arguments, done.err)
        assert name.rsplit("/", 1)[-1] in done.err
        assert len(done.err) < 1000
        assert "Traceback" not in done.err
