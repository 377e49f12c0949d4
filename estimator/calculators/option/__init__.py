"""What is asked of each option: costs, fit, people, watch, interception, strike."""
