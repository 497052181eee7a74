"""Where CI is set, generated cases are the same each time; by hand they are drawn anew.

What nearly every test needs is made once for all tests of a process: the fork server, and a new state.
"""

import os
import shutil
from contextlib import suppress

import pytest
from hypothesis import settings

from flows.processes import FOR_PAGES, expect_pages
from flows.settings import seeds
from warehouse import state

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")

FOR_PAGES.append("tests.delivery.preloaded")
expect_pages(seeds() / "plants.toml")  # whichever test starts the fork server first, all can use it


@pytest.fixture(scope="session", autouse=True)
def new_states(tmp_path_factory):
    """A new state is the copy of one made by the same steps: to make one takes a third of a second."""
    folder, make, made = tmp_path_factory.mktemp("states"), state._create, {}

    def create(path):
        steps = tuple(state.migration_steps())
        if steps not in made:
            fresh = folder / f"{len(made)}.duckdb"
            make(fresh)
            made[steps] = fresh
        beside = path.with_name(f".{path.name}.copied-{os.getpid()}")
        shutil.copyfile(made[steps], beside)
        with suppress(FileExistsError):
            os.link(beside, path)
        beside.unlink()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(state, "_create", create)
        yield
