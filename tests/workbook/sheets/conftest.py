"""The small coastguard and its workbook, for the sheets that are read from the file."""

from tests.coast import pack, returned, sent

__all__ = ["pack", "returned", "sent"]
