"""A spreadsheet-style cost and resource estimator for defence options."""

__version__ = "0.1.0"
