"""What an audit of a workbook would object to, rule by rule."""
