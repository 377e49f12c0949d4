"""The page's engine in one process of node, asked with sets of inputs; and Python's answer to the same sets."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

import estimator.explorer
from estimator.evaluation import input_arrays
from estimator.explorer.table import model_data, script_of

HERE = Path(__file__).parent
SCRIPTS = Path(estimator.explorer.__file__).parent / "script"


def node():
    """The program node; the test is left out without it, except in continuous integration."""
    found = shutil.which("node")
    if not found and os.environ.get("CI"):
        pytest.fail("node is not installed: apt-get install nodejs")
    if not found:
        pytest.skip("node is not installed: apt-get install nodejs")
    return found


def javascript(*names):
    """Some files of the page as one text."""
    return "\n".join((SCRIPTS / f"{name}.js").read_text(encoding="utf-8") for name in names)


class Engine:
    """A model in node. `run` computes sets of inputs, each a dict of arrays by id as `evaluate` takes them."""

    def __init__(self, model, folder):
        self.model, self.script = model, script_of(model)
        arrays = input_arrays(model)
        data = model_data(model, self.script) | {"inputs": [arrays[id][0].tolist() for id in model.inputs]}
        self.places = {id: at for at, id in enumerate(self.script.slots)}
        program, self.found = folder / "engine.js", folder / "values.bin"
        text = javascript("engine") + self.script.source() + (HERE / "driver.js").read_text(encoding="utf-8")
        program.write_text(text, encoding="utf-8")
        (folder / "model.json").write_text(json.dumps(data), encoding="utf-8")
        self.process = subprocess.Popen(
            [node(), program, folder / "model.json"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, sets):
        """All values by id, `(sets, years)` or `(sets, 1)`, and for each set {id: id at fault} of what failed."""
        lines = [[[self.places[id], array[0].tolist()] for id, array in each.items()] for each in sets]
        self.process.stdin.write(json.dumps({"sets": lines, "to": str(self.found)}) + "\n")
        self.process.stdin.flush()
        failed = json.loads(self.process.stdout.readline())
        whole = np.fromfile(self.found).reshape(len(sets), -1)
        widths = [len(self.model.years) if wide else 1 for wide in self.script.wide]
        ends = np.cumsum(widths)
        values = {id: whole[:, end - width : end] for id, width, end in zip(self.places, widths, ends, strict=True)}
        slots = self.script.slots
        return values, [{slots[one]: slots[other] for one, other in each or ()} for each in failed]

    def close(self):
        """End the process."""
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()
