"""A file is written whole or not at all: a full disk, a locked folder, an interruption or a kill leave the old one."""

# ruff: noqa: F811 (fixtures of another folder)

import ast
import errno
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from estimator import files
from estimator.errors import FileError
from estimator.files import as_argument
from tests.cli.conftest import estimator, pack  # noqa: F401 (fixtures)

PACKAGE = Path(__file__).parents[1] / "estimator"
WRITERS = {
    "workbook": (("compare", "--pack", "{pack}", "-f", "csv", "-o", "{folder}/out.xlsx", "--force"), "out.xlsx"),
    "sweep": (
        ("sweep", "budget.gdp_share=0.1..0.2:0.1", "-p", "{pack}", "-o", "{folder}/out.xlsx", "--force"),
        "out.xlsx",
    ),
    "data": (("compare", "--pack", "{pack}", "--no-workbook", "--csv", "{folder}", "--force"), "coast-data.csv"),
    "schema": (("schema", "-o", "{folder}/out.json", "--force"), "out.json"),
    "handbook": (("method", "-o", "{folder}/out.md", "--force"), "out.md"),
    "draws": (("simulate", "-p", "{pack}", "--draws", "64", "-o", "{folder}/out.json", "--force"), "out.json"),
}
KILLED = """
import os, signal, sys
from pathlib import Path
from estimator import files
def stop(handle):
    os.kill(os.getpid(), {signal})
files.os.fsync = stop
files.write_bytes(Path(sys.argv[1]), b"new" * 1000)
"""
TOLD_TO_STOP = """
import os, signal, sys
from estimator import cli, files
files.UNNAMED = 0
files.os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGTERM)
sys.argv = ["estimator", "schema", "--force", "-o", sys.argv[1]]
cli.main()
"""


def raising(problem):
    """A function that fails."""

    def fail(*_, **__):
        raise problem

    return fail


@pytest.fixture(params=[True, False], ids=["unnamed", "named"])
def folder(request, monkeypatch, tmp_path):
    """A folder with an old file, for a system with and without files that have no name yet."""
    if not request.param:
        monkeypatch.setattr(files, "UNNAMED", 0)
    made = tmp_path / "folder"
    made.mkdir()
    (made / "old.txt").write_text("old")
    return made


def assert_untouched(folder):
    """The old file is as it was, and nothing stands beside it."""
    assert [each.name for each in folder.iterdir()] == ["old.txt"]
    assert (folder / "old.txt").read_text() == "old"


def test_the_new_file_takes_the_place_of_the_old_with_the_usual_rights(folder):
    files.write_text(folder / "old.txt", "新しい\n")
    (folder / "other.txt").touch()
    assert (folder / "old.txt").read_bytes() == "新しい\n".encode()
    assert (folder / "old.txt").stat().st_mode == (folder / "other.txt").stat().st_mode
    assert len(list(folder.iterdir())) == 2


def test_a_private_file_stays_private(folder):
    (folder / "old.txt").chmod(0o600)
    files.write_text(folder / "old.txt", "new")
    assert stat.S_IMODE((folder / "old.txt").stat().st_mode) == 0o600
    with files.written_whole(folder / "old.txt") as unfinished:
        unfinished.write_text("whole")
    assert stat.S_IMODE((folder / "old.txt").stat().st_mode) == 0o600


def test_a_file_that_someone_protected_is_left_as_on_any_system(folder):
    (folder / "old.txt").chmod(0o444)
    with pytest.raises(FileError, match=r"old\.txt: is write-protected, and was left as it is"):
        files.write_text(folder / "old.txt", "new")
    assert_untouched(folder)


@pytest.mark.parametrize(
    "problem", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt(), SystemExit(143)]
)
def test_a_full_disk_or_an_interruption_leaves_the_old_file_and_no_debris(folder, monkeypatch, problem):
    monkeypatch.setattr(files.os, "fsync", raising(problem))
    wanted = FileError if isinstance(problem, OSError) else type(problem)
    with pytest.raises(wanted):
        files.write_text(folder / "old.txt", "new")
    assert_untouched(folder)


def test_a_file_open_elsewhere_is_left_and_named(folder, monkeypatch):
    monkeypatch.setattr(Path, "replace", raising(PermissionError(errno.EACCES, "Permission denied")))
    with pytest.raises(FileError, match=r"old\.txt: cannot be written: Permission denied\. Is it open elsewhere"):
        files.write_text(folder / "old.txt", "new")
    monkeypatch.undo()
    assert_untouched(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights of folders differ on this system")
def test_a_folder_that_cannot_be_written_to_is_a_plain_error(folder, monkeypatch):
    if os.geteuid() == 0:  # the superuser may write anywhere, so the system's answer is put in its mouth
        monkeypatch.setattr(files.os, "open", raising(PermissionError(errno.EACCES, "Permission denied")))
        monkeypatch.setattr(files.tempfile, "mkstemp", raising(PermissionError(errno.EACCES, "Permission denied")))
    folder.chmod(0o500)
    with pytest.raises(FileError, match="cannot be written: Permission denied"):
        files.write_text(folder / "old.txt", "new")
    folder.chmod(0o700)
    assert_untouched(folder)


def half_way(path):
    """Write a part, then fail."""
    path.write_text("half")
    raise ZeroDivisionError


def test_a_writer_of_pieces_that_fails_leaves_the_old_file(folder):
    with pytest.raises(ZeroDivisionError), files.written_whole(folder / "old.txt") as unfinished:
        half_way(unfinished)
    assert_untouched(folder)
    with files.written_whole(folder / "old.txt") as unfinished:
        unfinished.write_text("whole")
    assert (folder / "old.txt").read_text() == "whole"


def test_a_link_stays_a_link_and_a_device_is_refused(folder):
    link = folder / "link.txt"
    link.symlink_to(folder / "old.txt")
    files.write_text(link, "new")
    assert link.is_symlink()
    assert (folder / "old.txt").read_text() == "new"
    with pytest.raises(FileError, match="is a folder; name a file in it"):
        files.write_text(folder, "new")
    with pytest.raises(FileError, match="no plain file"):
        files.write_text(Path(os.devnull), "new")


@pytest.mark.skipif(not files.UNNAMED, reason="only Linux has files without a name, which a kill cannot leave behind")
def test_a_kill_in_the_middle_leaves_the_old_file_and_no_debris(tmp_path):
    (tmp_path / "old.txt").write_text("old")
    program = [sys.executable, "-c", KILLED.format(signal="signal.SIGKILL"), str(tmp_path / "old.txt")]
    done = subprocess.run(program, cwd=PACKAGE.parent, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert_untouched(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_a_request_to_stop_leaves_the_old_file_and_no_debris(tmp_path):
    old = tmp_path / "old.json"
    old.write_text("old")
    program = [sys.executable, "-c", TOLD_TO_STOP, str(old)]
    done = subprocess.run(program, cwd=PACKAGE.parent, capture_output=True, check=False)
    assert done.returncode == 143, done.stderr
    assert (list(tmp_path.iterdir()), old.read_text()) == ([old], "old")


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("problem", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()], ids=repr)
def test_every_writer_leaves_the_old_file_when_the_disk_is_full_or_ctrl_c_is_pressed(
    estimator, pack, tmp_path, monkeypatch, writer, problem
):
    command, name = WRITERS[writer]
    target = tmp_path / "out" / name
    target.parent.mkdir()
    target.write_text("old")
    monkeypatch.setattr(files.os, "fsync", raising(problem))
    outcome = estimator(*(part.format(pack=pack, folder=target.parent) for part in command))
    assert outcome.code == (2 if isinstance(problem, OSError) else 130), outcome.err
    assert not isinstance(problem, OSError) or "No space left on device" in outcome.err
    assert target.read_text() == "old"
    assert [each.name for each in target.parent.iterdir()] == [name]


def writing_calls(path):
    """Calls that write a file in place."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            words = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            opens = node.func.attr == "open" and any(set(word) & set("wax+") and len(word) < 4 for word in words)
            if node.func.attr in ("write_text", "write_bytes", "mkstemp") or opens:
                yield f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"


def test_only_one_module_writes_files():
    # Into a temporary folder, or into a file that takes its name when it is whole.
    allowed = (
        "files.py",
        "analysis/draws/draws_file.py",
        *(f"returned/file/{each}.py" for each in ("recalculate", "libreoffice", "engine")),
    )
    found = [each for path in sorted(PACKAGE.rglob("*.py")) for each in writing_calls(path)]
    assert [each for each in found if not each.startswith(allowed)] == []


@pytest.mark.parametrize(
    ("system", "given", "said"),
    [
        ("posix", "my pack", "'my pack'"),
        ("posix", "it's", "'it'\"'\"'s'"),
        ("posix", "plain.toml", "plain.toml"),
        ("nt", "C:\\my pack", '"C:\\my pack"'),
        ("nt", "C:\\packs\\au", "C:\\packs\\au"),
    ],
)
def test_an_argument_is_quoted_as_the_shell_of_its_system_reads_it(monkeypatch, system, given, said):
    monkeypatch.setattr("estimator.files.os", SimpleNamespace(name=system))
    assert as_argument(given) == said
