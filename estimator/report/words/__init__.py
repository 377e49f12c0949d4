"""Words made from numbers: the brief, explanations, traces, the handbook, also in another language."""
