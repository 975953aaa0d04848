"""Helm charts: rendered for real, in a confined process, each line knowing which line of which template says it."""
