"""What is asked of a workbook, and what goes into it: who is told, how sheets are laid out, what was drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from estimator.analysis.draws.records import Simulation
    from estimator.model import Model
    from estimator.workbook.book import Begun
    from estimator.workbook.sheets.value_sheet import Attached


@dataclass(frozen=True)
class Watch:
    """Who is told how a workbook comes along: `progress` of draws made and wanted, `tell` what could not be done."""

    progress: Callable[[int, int], None] | None = None
    tell: Callable[[str], None] | None = None


@dataclass(frozen=True)
class Sheets:
    """How the sheets of a workbook are laid out, as `to_workbook` has it, where they are begun while draws are made."""

    data_tables: bool = False
    all_years: bool = False
    sheet_names: str = "labels"

    def begun(self, model: Model, values: Mapping[str, NDArray[np.float64]], attached: Attached) -> Begun:
        """The sheets that no draw changes. Raises InputError for a word that `sheet_names` does not know."""
        from estimator.workbook.book import begin
        from estimator.workbook.plan.tab_names import is_by_label

        laid_out = replace(attached, data_tables=self.data_tables, all_years=self.all_years)
        return begin(model, values, laid_out, is_by_label(self.sheet_names))


@dataclass(frozen=True)
class Drawn:
    """What goes with a workbook as exported, and the simulation in it; None where nothing was drawn.

    `begun` are sheets that were made meanwhile, taken once.
    """

    attached: Attached
    simulation: Simulation | None = None
    begun: Begun | None = None
