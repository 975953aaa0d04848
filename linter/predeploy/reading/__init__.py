"""Text → trees: plain data for the rules, exact places for the findings."""
