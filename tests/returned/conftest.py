"""The example pack and its workbook, as they are sent out and come back."""

from tests.coast import pack, returned, sent, sent_in_japanese
from tests.keeping import keeping

__all__ = ["keeping", "pack", "returned", "sent", "sent_in_japanese"]  # fixtures
