"""Both packs of the repository, wired once and computed under every scenario."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import pytest

from estimator.evaluation import Values, evaluate
from estimator.model import Model
from estimator.pack import apply_scenarios
from tests.shipped import under, wired

__all__ = ["wired"]
ASSUMPTIONS = Path(__file__).parents[2] / "assumptions"
PACKS = ("japan", "coastguard")
LAYERED = "all layered"


@dataclass(frozen=True)
class Case:
    """A pack under some scenarios: its model, every value, and short ways to both."""

    model: Model
    values: Values

    def by_year(self, id: str) -> np.ndarray:
        """A row along the years; a row that is not there is nil."""
        nothing = np.zeros(len(self.model.years))
        return np.broadcast_to(self.values[id][0], nothing.shape) if id in self.values else nothing

    def one(self, id: str) -> float:
        """A scalar; NaN where it does not apply or is not there."""
        return float(self.values[id][0, 0]) if id in self.values else float("nan")

    def marked(self, measure: str) -> list[str]:
        """The rows that carry a measure."""
        return [id for ids in self._places.values() for id in ids.get(measure, [])]

    def rows_of(self, group: str, *measures: str) -> list[str]:
        """The rows of one element that carry one of the measures."""
        return [id for measure in measures for id in self._places.get(group, {}).get(measure, [])]

    @cached_property
    def _places(self) -> dict[str, dict[str, list[str]]]:
        """Rows by group and measure."""
        found: dict[str, dict[str, list[str]]] = {}
        for id, row in self.model.rows.items():
            found.setdefault(row.group, {}).setdefault(row.marks.get("measure", ""), []).append(id)
        return found


def scenario_names(pack: str) -> list[str]:
    """The base case, each scenario, all of them layered."""
    return ["base", *sorted(path.stem for path in (ASSUMPTIONS / pack / "scenarios").glob("*.toml")), LAYERED]


@lru_cache
def computed(pack: str, scenario: str) -> Case:
    """A pack computed under one scenario."""
    model = wired(pack)
    chosen = {"base": (), LAYERED: tuple(model.pack.scenarios)}.get(scenario, (scenario,))
    model = under(model, apply_scenarios(model.pack, chosen))
    return Case(model, evaluate(model))


ALL = [(pack, scenario) for pack in PACKS for scenario in scenario_names(pack)]


@pytest.fixture(params=ALL, ids=["-".join(each).replace(" ", "_") for each in ALL])
def case(request):
    """Every pack under every scenario."""
    return computed(*request.param)
