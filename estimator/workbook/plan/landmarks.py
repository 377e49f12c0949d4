"""Words and places by which a workbook that came back is read: apart, so that a reader loads no more than these."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# On Read me.
MANIFEST_HEADING, LEGEND_HEADING = "Manifest", "Legend"
INPUT = "An input: blue figures"
TYPED_IN = "Your value: blue on yellow, to be typed in; empty means the base value or the scenario counts"
# On Comparison.
BEST_HEADING, ID_HEADING, UNIT_HEADING = "Best", "Metric id", "Unit of the cells"
SELECTOR_LABEL: Final = "Scenario (choose in the yellow cell)"
# The first row of the list on Checks, and the cell of Comparison with the number of the scenario chosen.
FIRST_CHECK: Final = 7
SCENARIO_NUMBER: Final = (4, 2)
# The style of cells that other cells read and no reader needs.
HELPER: Final = "Helper"
# In the manifest.
NAMING: Final = "sheet_names"
TAB: Final = "tab."


def as_written(manifest: Mapping[str, str]) -> dict[str, str]:
    """The tabs that a manifest tells, by sheet: those that are called otherwise than their sheets."""
    return {key.removeprefix(TAB): tab for key, tab in manifest.items() if key.startswith(TAB)}
