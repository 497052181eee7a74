"""Child processes start from the fork server and load nothing of the program that was started."""

import subprocess
import sys
from pathlib import Path

from flows.processes import clean_processes

AS_ENGINE = """
import importlib.util, sys
main = sys.modules["__main__"]
main.__spec__ = importlib.util.find_spec("prefect.engine")
main.__file__ = main.__spec__.origin
from tests.flows.test_processes import says_what_it_loaded
print(says_what_it_loaded())
"""


def _loaded(line):
    line.send(sorted(name for name in sys.modules if name in {"prefect", "prefect.engine"}))


def says_what_it_loaded():
    """What of Prefect a child has, whose parent is this process."""
    ours, theirs = clean_processes().Pipe()
    process = clean_processes().Process(target=_loaded, args=(theirs,))
    process.start()
    theirs.close()
    said = ours.recv()
    process.join()
    return said


def test_a_child_of_a_scheduled_night_does_not_load_prefect():
    """Prefect starts a scheduled run as `python -m prefect.engine`; its children would import that anew, seconds each."""
    done = subprocess.run(
        [sys.executable, "-c", AS_ENGINE], capture_output=True, text=True, check=True,
        cwd=Path(__file__).parents[2], timeout=100,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
