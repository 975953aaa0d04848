"""Kustomizations: walked first, built for real in a confined process, each value knowing which file a person wrote it in."""
