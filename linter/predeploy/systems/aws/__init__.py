"""Amazon Web Services, one module a service."""
