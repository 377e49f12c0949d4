"""What is found out about a model: as it stands, between two sides, under chance, and by questions."""
