"""A few workbooks and packs changed by chance; `.ci/run mutations` tries 500 of each."""

import random
import sys
from pathlib import Path

import pytest

from tests.hostile import mutations, trials
from tests.hostile.mutations import tried
from tests.hostile.workbook_mutations import mutated

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="memory can be limited on POSIX systems only")


def test_a_few_changes_by_chance_give_a_right_result_or_one_clear_message():
    workers = tried(count=3, seed=20, first=9)  # number 10 goes through every command
    assert [worker.wrong for worker in workers] == [[], []]
    assert [worker.tried for worker in workers] == [3, 3]
    assert {*workers[0].seconds} == {"reader", "import", "lint", "verify", "diff", "compare"}
    assert {*workers[1].seconds} == {"reader", "check", "import", "diff", "compare", "simulate"}


def test_a_seed_and_a_number_give_the_same_change_again(tmp_path):
    mutations.prepare(tmp_path)
    sound = (tmp_path / "sound.xlsx").read_bytes()
    made = [mutated(sound, random.Random("workbook 1 7")) for _ in range(2)]
    assert made[0] == made[1] != mutated(sound, random.Random("workbook 1 8"))


def _forever():
    while True:
        pass


def _refused(words):
    raise trials.Refusal(words)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: {}["lost"], "KeyError"),
        (lambda: trials._command(["verify", "no_such_file.xlsx"]), ""),
        (lambda: trials._command(["--version"]), ""),
        (_forever, "took more than 0.1 seconds"),
        (lambda: _refused("x" * 20_000), "a message of 20000 characters"),
        (lambda: _refused("Traceback (most recent call last)"), "Traceback"),
    ],
)
def test_what_breaks_the_rule_is_told(monkeypatch, call, words):
    import signal

    monkeypatch.setattr(trials, "SECONDS", 0.1)
    before = signal.signal(signal.SIGPROF, trials._too_long)
    try:
        assert words in trials._tried(call, 2_000)["wrong"]
        assert bool(trials._tried(call, 2_000)["wrong"]) == bool(words)
    finally:
        signal.signal(signal.SIGPROF, before)


def test_a_worker_that_ends_without_a_word_is_told_and_the_others_go_on(tmp_path):
    (tmp_path / "pack").mkdir()  # without a pack in it
    worker = mutations.Worker("pack", 1, (0, 1, 2), tmp_path)
    worker.run()
    assert [(number, step) for number, step, _ in worker.wrong] == [(0, "worker"), (1, "worker")]
    assert "FileNotFoundError" in worker.wrong[0][2]
    assert Path(tmp_path).is_dir()
