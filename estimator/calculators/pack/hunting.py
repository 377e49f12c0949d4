"""What a strike meets, the same for all options: launches that can be hunted, decoys, fixed aim points."""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import maximum

SCOPE = "pack"
MARKS = {"needs": "strike"}
LABEL = "What a strike meets"


@row(
    label="{class_label}: launches before which a launcher is hunted",
    unit="1",
    shown="count",
    each="missile_class",
    reads={"strike_before_launch": Role.STRIKE_BEFORE_LAUNCH},
)
def class_hunts(class_launches, strike_before_launch=0):
    """n = max(0, K − 1 + strike before launch): each launch ends one exposure; the first is hunted only by leave."""
    return maximum(0, class_launches - 1 + strike_before_launch)


@row(label="Things engaged for each launcher", unit="1", shown="count")
def engaged_per_launcher(decoys=0, decoy_confusion=0):
    """The launcher itself and the decoys that are taken for launchers."""
    return 1 + decoys * decoy_confusion


@row(label="Rounds spent for each launcher engaged", unit="missile / launcher")
def rounds_per_hunt(rounds_per_target, engaged_per_launcher, one_missile, one_launcher):
    """Rounds at each thing engaged, times the launcher and the decoys taken for launchers."""
    return rounds_per_target * engaged_per_launcher * one_missile / one_launcher


@row(label="Fixed aim points", unit="aim_point")
def fixed_aim_points(missile_bases, aim_points_per_base):
    """Tunnel mouths, stores and command posts at the known missile bases."""
    return missile_bases * aim_points_per_base
