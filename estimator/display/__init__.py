"""How a number is shown: decided once from its unit, its declaration and its values, printed by each medium."""
