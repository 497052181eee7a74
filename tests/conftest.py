"""Where CI is set, generated cases are the same each time; by hand they are drawn anew. One fork server for all tests of a process."""

import os

from hypothesis import settings

from flows.processes import expect_pages
from flows.settings import seeds

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

expect_pages(
    seeds() / "plants.toml"
)  # whichever test starts the fork server first, all of its children can read
