"""The example pack's workbook, as it is sent out and as it comes back."""

from tests.coast import pack, returned, sent, sent_in_japanese

__all__ = ["pack", "returned", "sent", "sent_in_japanese"]  # fixtures
