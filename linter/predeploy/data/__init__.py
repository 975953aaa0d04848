"""Facts with a date: each file says where they come from."""
