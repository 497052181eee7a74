"""docs/fetching.md names a test for each case: all of them are there."""

import re
from pathlib import Path

PAGE = Path("docs/fetching.md")
HERE = Path("tests/flows")


def test_the_tests_that_the_page_names_are_there():
    """Each file named is one, and each test named stands in the file named before it."""
    file = None
    named = re.findall(r"`((?:[\w/]+\.py)?)((?:::\w+)?)[`,]", PAGE.read_text("utf-8"))
    assert len(named) > 40
    for name, test in named:
        if name:
            file = Path(name) if "/" in name else HERE / name
            assert file.is_file(), name
        if test:
            assert f"def {test[2:]}(" in file.read_text("utf-8"), (file, test)
