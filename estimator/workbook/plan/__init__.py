"""Where everything stands, worked out before a cell is written."""
