"""Alibaba Cloud: Function Compute and what calls its functions."""
