"""How long the campaigns are: short where every landing runs them, long for `make campaign-long`."""

import os

import pytest

LONG = bool(os.environ.get("PLANTWATCH_LONG"))


def rounds(short: int, long: int) -> int:
    """`short` rounds, or `long` ones where PLANTWATCH_LONG is set."""
    return long if LONG else short


at_length = pytest.mark.skipif(not LONG, reason="of the long campaign: PLANTWATCH_LONG=1")
"""What another test shows in short, in other words or with fewer nights."""
