"""The sheets, one module a sheet."""
