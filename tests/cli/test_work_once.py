"""A question reads the files once and wires the model once: most of its time is that."""

from __future__ import annotations

import pytest

from estimator import api
from estimator.analysis.questions import whatif
from estimator.cli import run


@pytest.fixture
def counted(monkeypatch):
    """How often files are read and models wired."""
    counts = {"read": 0, "wired": 0}

    def counting(key, function):
        def call(*given, **named):
            counts[key] += 1
            return function(*given, **named)

        return call

    monkeypatch.setattr(api, "load_pack", counting("read", api.load_pack))
    for module in (api, whatif):
        monkeypatch.setattr(module, "build_model", counting("wired", module.build_model))
    return counts


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "people", "--pack", "coastguard"],
        ["trace", "budget.gdp_share", "--dependents", "--pack", "coastguard"],
        ["whatif", "--set", "budget.gdp_share=3 %", "--pack", "coastguard"],
        ["check", "--pack", "coastguard"],
        ["list", "rows", "--pack", "coastguard"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_question_reads_the_files_and_wires_the_model_once(arguments, counted, capsys):
    assert run(arguments) == 0
    assert counted == {"read": 1, "wired": 1}
