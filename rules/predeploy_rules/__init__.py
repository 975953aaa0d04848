"""The built-in pack: one file a rule, one folder a category."""
