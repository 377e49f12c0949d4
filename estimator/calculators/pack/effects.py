"""Chances of single engagements, the same for all options: a station, a Patriot unit, a strike round.

Kill chance of n independent shots: 1 − (1 − p)^n. What shots have in common is kept apart (`common_cause`), since it
hits all shots of a raid at once.
"""

from __future__ import annotations

from estimator.calculators.row import row

SCOPE = "pack"
MARKS = {"needs": "threat"}
LABEL = "Single engagements"


@row(label="Kill chance of the upper tier", unit="1", shown="share")
def upper_kill_chance(upper_pk, upper_shots):
    """1 − (1 − pk)^shots for one missile engaged while nothing common fails."""
    return 1 - (1 - upper_pk) ** upper_shots


@row(label="Most engagements of a station in a raid", unit="missile / station")
def engagement_limit(simultaneous_engagements, engagement_waves):
    """Missiles that one station can engage at a time, times the waves of engagements that the raid leaves time for."""
    return simultaneous_engagements * engagement_waves


@row(label="Kill chance of Patriot", unit="1", shown="share")
def patriot_kill_chance(patriot_pk=0, patriot_shots=1):
    """1 − (1 − pk)^shots for one missile engaged; nil in a pack without a lower tier."""
    return 1 - (1 - patriot_pk) ** patriot_shots


@row(label="Things engaged for each launcher", unit="1", shown="count")
def engaged_per_launcher(decoys=0, decoy_confusion=0):
    """The launcher itself and the decoys that are taken for launchers."""
    return 1 + decoys * decoy_confusion


@row(label="Rounds spent for each launcher engaged", unit="missile / launcher")
def rounds_per_hunt(rounds_per_target=0, engaged_per_launcher=1, one_missile=1, one_launcher=1):
    """Rounds at each thing engaged, times the launcher and the decoys taken for launchers."""
    return rounds_per_target * engaged_per_launcher * one_missile / one_launcher


@row(label="Fixed aim points", unit="aim_point")
def fixed_aim_points(missile_bases=0, aim_points_per_base=0):
    """Tunnel mouths, stores and command posts at the known missile bases."""
    return missile_bases * aim_points_per_base
