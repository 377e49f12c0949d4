"""Units to which the services post people, worked by hand, and what a pack with such units says of an option."""

from __future__ import annotations

import numpy as np
import pytest

from estimator.calculators.pack import joint_units


def test_strength_is_posts_filled_as_those_of_the_services_are() -> None:
    # 900 and 300 people in 1,000 and 600 posts: 0.75; 40 posts hold 30. Until 2021 the published 37 stand.
    people = (joint_units.people_in_service(900.0), joint_units.people_in_service(300.0))
    posts = (joint_units.posts_in_service(1000.0), joint_units.posts_in_service(600.0))
    filled = joint_units.fill_rate_of_services(people, posts)
    assert filled == 0.75
    found = joint_units.strength(40.0, filled, 37.0, 2021.0, np.array([2021.0, 2022.0]))
    assert found.ravel() == pytest.approx([37, 30])


def test_losses_are_those_of_the_services_by_their_posts() -> None:
    # 5 % of 1,000 and 10 % of 600 are 110 of 1,600.
    losses = (joint_units.losses_in_service(1000.0, 0.05), joint_units.losses_in_service(600.0, 0.1))
    assert joint_units.loss_rate(losses, (1000.0, 600.0)) == pytest.approx(0.06875)


def test_the_services_post_everybody() -> None:
    parts = (joint_units.posted_from_service(0.75), joint_units.posted_from_service(0.25))
    assert joint_units.check_posted(parts) == 1
    assert joint_units.check_posted((0.75, 0.2)) == 0
