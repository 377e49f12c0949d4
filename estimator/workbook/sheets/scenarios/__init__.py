"""The scenarios: what each sets, which is chosen, and what every option gives under each."""
