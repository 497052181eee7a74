"""Where CI is set, generated cases are the same each time; by hand they are drawn anew."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")
