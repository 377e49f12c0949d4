"""The sheet What-if: shares of GDP, the tornado, and share against growth."""
