"""How long the campaigns are: short where every landing runs them, long for `make campaign-long`."""

import os

LONG = bool(os.environ.get("PLANTWATCH_LONG"))


def rounds(short: int, long: int) -> int:
    """`short` rounds, or `long` ones where PLANTWATCH_LONG is set."""
    return long if LONG else short
