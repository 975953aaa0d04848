"""Google Cloud: Cloud Run, Cloud Functions, App Engine, and what calls them."""
