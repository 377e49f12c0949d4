"""Fiscal years by the Western and the Japanese era calendar.

FY2019 began in Heisei and is called the first year of Reiwa throughout, as the ministries agreed on 1 April 2019 for
the national budget (改元に伴う元号による年表示の取扱いについて).
"""

from __future__ import annotations

from typing import Final

FIRST_YEARS: Final = {2019: "令和", 1989: "平成", 1926: "昭和"}


def era_year(year: int) -> str:
    """The fiscal year by era; nothing before the first that is known.

    >>> [era_year(each) for each in (2027, 2019, 2018, 1989)]
    ['令和9', '令和元', '平成30', '平成元']
    """
    for first, era in FIRST_YEARS.items():
        if year >= first:
            return f"{era}{'元' if year == first else year - first + 1}"
    return ""


def fiscal_year(year: int) -> str:
    """`2027年度（令和9年度）`."""
    era = era_year(year)
    return f"{year}年度（{era}年度）" if era else f"{year}年度"


def short_era_year(year: int) -> str:
    """`R9` of 2027: the era by its first Latin letter, as forms write it.

    >>> [short_era_year(each) for each in (2027, 2019, 1990, 1970)]
    ['R9', 'R1', 'H2', 'S45']
    """
    for first, letter in zip(FIRST_YEARS, "RHS", strict=True):
        if year >= first:
            return f"{letter}{year - first + 1}"
    return ""
