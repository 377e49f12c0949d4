"""The sheet Uncertainty: the tables and charts of a simulation, as exported."""
