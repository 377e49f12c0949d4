"""A pack's settings, for packs made by hand."""

from typing import Any

from estimator.pack.records import Settings


def settings(**more: Any) -> Settings:
    """Fiscal years 2020 to 2024, yen of 2020, the options `stay` and `buy`; `more` stands in their place."""
    given: dict[str, Any] = {
        "title": "Small",
        "question": "?",
        "first_year": 2021,
        "last_year": 2023,
        "first_column_year": 2020,
        "last_column_year": 2024,
        "decision_year": 2021,
        "price_year": 2020,
        "currency": "JPY",
        "money_shown": "GJPY",
        "as_of": "2026-03",
        "yardstick": "destroyer",
        "baseline_option": "stay",
        "reference_option": "stay",
        "options": ("stay", "buy"),
    }
    return Settings(**{**given, **more})
