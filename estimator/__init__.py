"""A spreadsheet-style cost and resource estimator for defence options.

    import estimator

    result = estimator.compare(estimator.load().with_overrides({"budget.gdp_share": "2 %"}))
    result.to_frame()

The names of `estimator.api` are loaded at first use, so that `import estimator` costs next to nothing.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from estimator.api import Estimate, Result, compare, load

__version__ = "0.1.0"
__all__ = ["Estimate", "Result", "__version__", "compare", "load"]


def __getattr__(name: str) -> Any:
    """Fetch a name of the Python API from `estimator.api`."""
    if name not in ("Estimate", "Result", "compare", "load"):
        raise AttributeError(f"module 'estimator' has no attribute {name!r}")
    from estimator import api

    return getattr(api, name)
