"""Microsoft Azure: what Azure Functions, Container Apps, Service Bus and storage mean in ARM templates and beside them."""
