"""Write docs/standards.md from the table of standards and the default pack; a test holds the two together.

python docs/standards_page.py
"""

from pathlib import Path

from estimator.api import load
from estimator.report.standards.evidence import evidence, page

PAGE = Path(__file__).with_name("standards.md")


def written() -> str:
    """The page as it should be."""
    result = load().compare()
    return page(evidence(result.model, result.values, result.metrics))


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8", newline="\n")
