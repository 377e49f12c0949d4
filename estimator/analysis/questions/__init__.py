"""Questions asked of a model: what if, over a range, where it breaks even, what is affordable, when, and together."""
