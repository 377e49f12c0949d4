"""The missiles that come and the launchers behind them: one picture of the threat for all options.

Launchers fall into the classes that `pack.toml` names (`missile_classes`), such as liquid and solid fuel. Each class
has its launchers, the share of them that is ready, missiles a launch, the reliability of a missile, missiles held, the
time to hide, load and fire again, and the share aimed at the defended country. From these follow three raids:

- the *limited raid* (`limited_raid`), one small salvo, is an assumption;
- the *first salvo* (`raid_first_salvo`) is what all ready launchers send at one time;
- the *first day* (`raid_first_day`) is that salvo and the later ones: K launches of each launcher, with
  K = min(1 + first day ÷ reload time, missiles held ÷ missiles a launch), a real number, and no less than one salvo.

So raids and the launchers that fire them agree. Launchers grow by `growth` a year from the year of the counts to the
year for which effects are asked (`reference_year`). Left out: cruise missiles and drones, nuclear effects on the
defence itself, and raids after the first day.
"""

from __future__ import annotations

from estimator.calculators.roles import Role
from estimator.calculators.row import row
from estimator.expression.functions import maximum, minimum, sum_of

SCOPE = "pack"
MARKS = {"needs": "threat"}
LABEL = "Threat"


@row(label="Launchers in the year of the effects over those counted", unit="1", shown="ratio")
def threat_growth(growth=0, reference_year=0, counted_year=0, one_year=1):
    """(1 + growth a year) to the years between the count of launchers and the year for which effects are asked."""
    return (1 + growth) ** ((reference_year - counted_year) / one_year)


@row(label="{class_label}: launchers ready", unit="launcher", each="missile_class", measure="class_ready")
def class_launchers_ready(class_launchers, class_ready, threat_growth):
    """Launchers of the class that are ready to fire in the year of the effects; all of them can be hunted."""
    return class_launchers * class_ready * threat_growth


@row(label="{class_label}: missiles of one launch", unit="missile / launcher", each="missile_class")
def class_launch(class_missiles_per_launch, class_missiles_held, class_reliability, class_aimed):
    """Missiles that one launch sends toward the country and that fly as planned; no more than the launcher holds."""
    return minimum(class_missiles_per_launch, class_missiles_held) * class_reliability * class_aimed


@row(label="{class_label}: first salvo", unit="missile", each="missile_class", measure="first_salvo")
def class_first_salvo(class_launchers_ready, class_launch):
    """What all ready launchers of the class send toward the country at one time."""
    return class_launchers_ready * class_launch


@row(label="{class_label}: launches of one launcher on the first day", unit="1", shown="count", each="missile_class")
def class_launches(first_day, class_reload_time, class_missiles_held, class_missiles_per_launch):
    """K: one launch and one more for each reload time of the day, as far as missiles last; a mean, no whole number."""
    return minimum(1 + first_day / class_reload_time, class_missiles_held / class_missiles_per_launch)


@row(label="{class_label}: first day", unit="missile", each="missile_class", measure="first_day")
def class_first_day(class_first_salvo, class_launches):
    """The first salvo of the class times the launches of the day, no less than the first salvo itself."""
    return class_first_salvo * maximum(1, class_launches)


@row(label="Launchers ready", unit="launcher", gather={"classes": {"measure": "class_ready", "scope": "option"}})
def launchers_ready(classes):
    """Launchers of all classes that are ready to fire in the year of the effects."""
    return sum_of(classes)


@row(
    label="First salvo",
    unit="missile",
    gather={"classes": {"measure": "first_salvo", "scope": "option"}},
    role=Role.RAID_FIRST_SALVO,
)
def raid_first_salvo(classes):
    """Missiles toward the country in the first salvo: one launch of every launcher that is ready."""
    return sum_of(classes)


@row(
    label="First day",
    unit="missile",
    gather={"classes": {"measure": "first_day", "scope": "option"}},
    role=Role.RAID_FIRST_DAY,
)
def raid_first_day(classes):
    """Missiles toward the country on the first day of all-out war: the first salvo and the later ones."""
    return sum_of(classes)
