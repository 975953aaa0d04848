"""Tencent Cloud: Serverless Cloud Function (SCF) and what calls its functions."""
