"""Flows act: network, processes, clock, schedule and command line."""
