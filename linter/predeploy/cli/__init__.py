"""The command line. Each module here with a `command` is one sub-command; none is registered by hand."""
