"""The example pack and its workbook, as they are sent out and come back."""

from tests.coast import pack, returned, sent, sent_in_japanese

__all__ = ["pack", "returned", "sent", "sent_in_japanese"]  # fixtures
