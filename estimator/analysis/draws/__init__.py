"""Chance: distributions, correlated draws, simulation, and what drives a metric."""
