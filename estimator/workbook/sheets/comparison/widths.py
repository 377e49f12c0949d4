"""How wide the columns of the sheet Comparison are; options have the same width on What-if."""

LABEL_WIDTH, UNIT_WIDTH, OPTION_WIDTH, WHOSE_WIDTH, BEST_WIDTH, ID_WIDTH = 34, 22, 12, 20, 13, 34
