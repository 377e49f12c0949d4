"""Development: a total spread over years by the Rayleigh profile.

Cumulative outlay at the fraction x of the development time is (1 - exp(-a x^2)) / (1 - exp(-a)): the Norden-Rayleigh
curve of research and development, cut off and scaled so that all is spent at the end. The shape a is an assumption; the
usual 3.5 means that 97 % of the uncut curve lies inside, and without a shape all years are alike. The peak falls at the
fraction 1 / sqrt(2 a) of the time. Shares by fiscal year that are known (`development_profile`, adding to 1) replace
the curve; start and years then only say when development ends.
Money is obligated as it is spent (yearly contracts). Cost growth comes with the price; schedule slip is an input. A
development that may turn out not to be needed is an event (`happens`: 1 or 0 in a draw, its chance at the point): its
cost counts times the event, and where it is not needed nothing waits for it.

Source: P. V. Norden, Useful Tools for Project Management, 1970; E. R. Gallagher and D. A. Lee, Final-Cost Estimates for
Research and Development Programs Conditioned on Realized Costs, Military Operations Research, 1996.
"""

from __future__ import annotations

from estimator.calculators.row import row
from estimator.expression.functions import divide_or, equals, exponential, maximum, minimum, previous, total, where

SCOPE = "element"
LABEL = "Development"


@row(label="Share of the development time elapsed", unit="1", shown="share")
def elapsed_share(year, development_start, development_years, one_year):
    """Fraction of the development time that has passed at the end of this year, from 0 to 1."""
    return minimum(1, maximum(0, (year - development_start + one_year) / development_years))


@row(label="Share spent so far, uncut", unit="1", shown="share")
def uncut_share(elapsed_share, outlay_shape=0):
    """1 - exp(-a x^2), the Rayleigh distribution before it is cut off at the end of development."""
    return 1 - exponential(-(outlay_shape * elapsed_share * elapsed_share))


@row(label="Share spent so far", unit="1", shown="share")
def spent_share(elapsed_share, uncut_share=0, outlay_shape=0):
    """Share of the total spent up to this year, in equal parts where no shape is told; 1 at the end."""
    return divide_or(uncut_share, 1 - exponential(-outlay_shape), elapsed_share)


@row(label="Share spent in the year", unit="1", shown="share")
def year_share(spent_share, development_profile=0):
    """Difference of the cumulative profile, or the share that a profile by year gives; all years sum to 1."""
    return where(0 < total(development_profile), development_profile, spent_share - previous(spent_share, 0))


@row(label="All of the development is spent within the columns", unit="1", measure="check")
def check_development_spent(year_share, development_profile=0):
    """1 if the shares of a profile given by year add to 1; without one the curve sees to it."""
    return where(0 < total(development_profile), equals(total(year_share), 1), 0)


@row(label="Development: outlay", unit="money", measure="outlay", phase="development")
def development_outlay(year_share, development_cost, happens=1):
    """Outlay of this year in constant prices, at the rate of the payment year if priced in foreign money."""
    return year_share * development_cost * happens


@row(label="Development: obligation", unit="money", measure="obligation", phase="development")
def development_obligation(development_outlay):
    """Yearly contracts: the obligation falls in the year of the outlay."""
    return development_outlay + 0


@row(label="Development finished", unit="1", measure="service_share")
def complete(elapsed_share, happens=1):
    """1 from the year in which development ends, and always where it is not needed."""
    return happens <= elapsed_share
