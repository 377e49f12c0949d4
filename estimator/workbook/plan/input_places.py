"""Where the assumptions stand: rows of Assumptions, Yearly inputs and Scenarios, worked out before the year sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from estimator.analysis.standing.inputs_by_layer import Input, Inputs
from estimator.workbook.plan.row_places import Spot
from estimator.workbook.plan.sheet_registry import ASSUMPTIONS, YEARLY

TOP = 5
SCENARIO_TOP, IN_FORCE_COLUMN, FIRST_CHOICE = 6, 4, 5  # on the sheet Scenarios
COLUMNS = (
    "id label value your_value in_use unit low high shape grade source note scale file_unit normal_unit limit_low "
    "limit_high basis as_of origin why changed fits"
).split()
COLUMN = {name: index for index, name in enumerate(COLUMNS, 1)}
TITLES = {
    "your_value": "Your value",
    "as_of": "As of",
    "limit_low": "Lowest allowed",
    "limit_high": "Highest allowed",
    "file_unit": "Unit in the files",
}
HEADINGS = {name: TITLES.get(name, name.replace("_", " ").capitalize()) for name in COLUMNS}  # of Assumptions
KEY_HEADING, GIVEN_HEADING = "What matters most", "Given by the pack itself"


@dataclass(frozen=True, slots=True)
class Block:
    """The rows of one by-year assumption: heading, base, scenarios, scenario in force, your value, in use."""

    top: int
    scenarios: tuple[str, ...]

    @property
    def base(self) -> int:
        """The row of the base values."""
        return self.top + 1

    @property
    def in_force(self) -> int:
        """The row of the scenario in force; the base row where no scenario touches the assumption."""
        return self.base + len(self.scenarios) + 1 if self.scenarios else self.base

    @property
    def yours(self) -> int:
        """The row to type in."""
        return self.in_force + 1

    @property
    def in_use(self) -> int:
        """The row that formulas read."""
        return self.yours + 1


@dataclass(frozen=True)
class Places:
    """Row numbers of all assumptions, and the headings of Assumptions by row."""

    headings: Mapping[int, str]
    assumptions: Mapping[str, int]
    blocks: Mapping[str, Block]
    scenarios: Mapping[str, int]

    @property
    def last(self) -> int:
        """The last row of Assumptions."""
        return max(self.assumptions.values(), default=TOP)

    def spots(self) -> dict[str, Spot]:
        """The cells and rows in use, by id."""
        scalars = {
            id: Spot(ASSUMPTIONS, row, False, COLUMN["in_use"])
            for id, row in self.assumptions.items()
            if id not in self.blocks
        }
        return {**scalars, **{id: Spot(YEARLY, block.in_use, True) for id, block in self.blocks.items()}}


def place(inputs: Inputs, titles: Mapping[str, str], first: Sequence[str] = ()) -> Places:
    """Place the assumptions: those that matter `first`, the others in the order of the files.

    `titles` are the words for the first part of an id.
    """
    headings, rows = _assumption_rows(inputs, titles, [id for id in first if id in inputs.found])
    touched = [each.base.id for each in inputs.found.values() if each.scenarios]
    return Places(
        headings=headings,
        assumptions=rows,
        blocks=_blocks(inputs.by_year()),
        scenarios={id: SCENARIO_TOP + index for index, id in enumerate(touched)},
    )


def _assumption_rows(
    inputs: Inputs, titles: Mapping[str, str], first: Sequence[str]
) -> tuple[dict[int, str], dict[str, int]]:
    headings: dict[int, str] = {}
    rows: dict[str, int] = {}
    at, current = TOP, ""
    others = _by_file(each for id, each in inputs.found.items() if each.base.editable and id not in first)
    for each in [*(inputs.found[id] for id in first), *others, *inputs.given()]:
        file = _block_of(each, first)
        if file != current:
            headings[at + (1 if rows else 0)] = titles.get(file, file.replace("_", " ").capitalize())
            at, current = at + (2 if rows else 1), file
        rows[each.base.id] = at
        at += 1
    return headings, rows


def _block_of(each: Input, first: Sequence[str]) -> str:
    """The file of an assumption, or the block in which it stands apart from its file."""
    if each.base.id in first:
        return KEY_HEADING
    return each.base.id.split(".", 1)[0] if each.base.editable else GIVEN_HEADING


def _by_file(inputs: Iterable[Input]) -> list[Input]:
    """Assumptions of one file together, files in order of first appearance."""
    groups: dict[str, list[Input]] = {}
    for each in inputs:
        groups.setdefault(each.base.id.split(".", 1)[0], []).append(each)
    return [each for group in groups.values() for each in group]


def _blocks(inputs: Iterable[Input]) -> dict[str, Block]:
    blocks: dict[str, Block] = {}
    at = TOP
    for each in inputs:
        block = Block(at, tuple(each.scenarios))
        blocks[each.base.id] = block
        at = block.in_use + 2
    return blocks
