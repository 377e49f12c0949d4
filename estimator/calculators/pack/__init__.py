"""What holds for the whole pack: economy, budget, people by service, threat, horizon."""
