"""Extractors think: bytes and text in, values out. No network, disk writes, clock, database or Prefect."""
