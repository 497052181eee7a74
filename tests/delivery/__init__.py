"""Outbox, rules, channels, messages."""
