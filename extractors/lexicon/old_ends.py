"""What may stand between "from" or "instead of" and the figure that was, in both languages."""

import re

from extractors.lexicon import words

PASSED = re.compile(
    r"the|an?|its|their|about|around|some|roughly|nearly|almost|just|over|under|initial(?:ly)?|earlier|previous(?:ly)?|original(?:ly)?|planned|forecast|target|of|"
    r"около|примерно|почти|порядка|более|свыше|прежн\w+|первоначальн\w+|запланированн\w+|планировавш\w+|намеченн\w+|ожидавш\w+|изначальн\w+|обещанн\w+"
)
PRESENT = words(
    """
    current present existing today's last
    нынешних сегодняшних текущих прошлогодних имеющихся
    """
)
"""Words of the same place that tell a change, where "from … to" could be a range: "from the current 50,000 to 70,000"."""
