"""What elements are told is told by name: no row of the whole pack may bear such a name and mean another thing."""

from __future__ import annotations

from estimator.calculators import calculators
from estimator.calculators.asked import asked

FROM_THE_PACK = {"circle_area", "fixed_aim_points", "launchers_ready"}
"""Rows of the pack that are what is asked for, where an element is told nothing of its own."""


def test_an_input_left_out_is_not_taken_from_a_row_of_the_pack_that_means_another_thing() -> None:
    # `fixed_share` was a row of the budget: rounds for mobile targets alone served that share of the fixed ones, too
    of_the_pack = {row.name for each in calculators().values() if each.scope == "pack" for row in each.rows}
    told = {
        argument.name
        for each in calculators().values()
        if each.scope == "element"
        for row in each.rows
        for argument in row.arguments
        if asked(each.name, argument.name)
    }
    assert told & of_the_pack == FROM_THE_PACK
