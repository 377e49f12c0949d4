"""What the program asks of a pack's rows: a closed list of roles, so that no other room needs to know a row's name.

A row is declared with its role (`@row(…, role=Role.HEADROOM)`); an assumption has the role of the argument that reads
it (`reads={"gdp_share": Role.GDP_SHARE}`). `Model.role` tells which row or assumption of a model has a role. A role
that nothing is declared with raises, so a row that is renamed keeps its place in charts, and a lost one is missed.
"""

from __future__ import annotations

from enum import Enum


class Role(Enum):
    """What a row or an assumption is to the rest of the program, in words."""

    # of the pack
    IN_HORIZON = "1 in the fiscal years that the comparison covers"
    GROWTH_SHIFT = "percentage points added to growth in all forecast years (an assumption)"
    GDP_SHARE = "the share of gross domestic product that is the budget's ceiling (an assumption)"
    CEILING = "the largest budget of a year"
    PERSONNEL = "pay and provisions within the budget"
    MATERIEL = "the materiel that is bound or can be redirected"
    REDIRECTABLE = "materiel that can be redirected"
    SUPPORT_CHANGE = "what support for an ally rises by"
    REALIGNMENT = "realignment within the ceiling"
    OTHER_CLAIMS = "what others need of the budget"
    HEADROOM = "what an option may use of the budget in a year"
    RAID_FIRST_SALVO = "missiles of the first salvo"
    RAID_FIRST_DAY = "missiles of the first day"
    LIMITED_RAID = "missiles of the limited raid (an assumption)"

    # of a price base, a price, an element
    PRICE_FACTOR = "brings a price of one currency and year to the pack's prices"
    PRICE_IN_USE = "a price brought to the pack's prices"
    QUANTITY = "how many of an element are bought (an assumption)"

    # of a service
    SHORTFALL = "posts of a service that nobody fills"
    FILL_RATE = "strength over posts of a service, before any option"

    # of an option: costs
    DEVELOPMENT = "outlays for development"
    PROCUREMENT = "outlays for the first buy"
    FACILITIES = "outlays for buildings and works"
    OPERATION_WITHOUT_PAY = "outlays for upkeep and replacements"
    PAY = "pay of all billets"
    DISPOSAL = "outlays for disposal"
    OUTLAYS = "outlays of all phases, constant prices"
    LIFE_CYCLE_COST = "all phases over the years compared"
    NEW_MONEY = "life-cycle cost less what is spent or owed anyway"
    WHOLE_LIFE_COST = "all phases to the last retirement"
    ACQUISITION_COST = "the first buy over the years compared"
    YEARLY_OPERATION = "operation with pay in a year of full service"
    COMMITTED_COST = "signed before the decision and unpaid"
    SUNK_COST = "paid before the decision"
    COST_AGAINST_REFERENCE = "life-cycle cost over that of the reference option"
    PEAK_OUTLAY = "the largest yearly outlay"
    FIRST_ELEMENT = "the year in which the first element enters service"
    COMPLETE_CHAIN = "the year in which every element is in full service"

    # of an option: budget
    CHARGED = "what the option takes out of the budget in a year, then-year"
    OVER_HEADROOM = "1 in the years in which the option exceeds headroom"
    YEARS_OVER = "how many years the option exceeds headroom"
    SHARE_OF_HEADROOM = "outlays over headroom in a year"
    PEAK_SHARE = "the largest share of headroom of a year"
    BREAK_EVEN_SHARE = "the share of gross domestic product from which the option fits"
    BREAK_EVEN_YEAR = "the year that sets this share"

    # of an option: people
    BILLETS = "billets of all services in a year"
    PEOPLE = "billets of all services in the peak year"
    PEOPLE_OF_SERVICE = "billets of one service in the peak year"
    NEW_BILLETS = "billets that one service must find people for in a year, those in joint units included"
    SPARE_PEOPLE = "people that one service can spare in a year"
    SHORT_OF_PEOPLE = "1 in the years in which one service cannot spare the people"
    YEARS_SHORT = "how many years some service cannot spare the people"
    FILL_RATE_CHANGE = "what the option does to the fill rate of one service"
    SHARE_OF_INTAKE = "extra entrants over a year's intake, in the service where it is most"
    INTAKE_SHARE_OF_SERVICE = "extra entrants of one service over its intake"
    TIMES_SERVICE = "billets over the people of the service that is asked for most, where above 1"
    FREED_PEOPLE = "people in the crews of yardstick ships that the option frees"

    # of an option: effect
    STATIONS_HELD = "stations held at full strength"
    EQUAL_WATCH_COST = "cost with the watch that the option leaves to the baseline"
    YARDSTICKS_FREED = "yardstick ships that the option frees"
    CREWS_FREED = "crews of yardstick ships that the option frees"
    LEAKERS = "missiles of the first day that leak through"
    LEAKERS_FIRST_SALVO = "missiles of the first salvo that leak through"
    LEAKERS_LIMITED = "missiles of the limited raid that leak through"
    NO_LEAKER = "the chance that no missile of the limited raid leaks through"
    STRIKE_BEFORE_LAUNCH = "1 where launchers may be struck before their first launch (an assumption)"
    FIXED_TARGETS = "fixed aim points that strikes hit"
    FIXED_TARGETS_ONLY = "1 where the chance to find launchers in time is next to nil"
    LAUNCHERS_DESTROYED = "mobile launchers that strikes destroy"
    LEAKERS_AFTER_STRIKE = "missiles of the first day that leak through after strikes"
