"""Money brought to the currency and price year of the pack."""
