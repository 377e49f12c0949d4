"""Rows that several kinds of element include."""
