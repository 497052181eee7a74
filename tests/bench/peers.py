"""Against a peer that is not among our requirements: `make bench` installs it into an environment of its own."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.bench.figure import Figure
from tests.bench.reading import whole_product
from tests.bench.samples import pages

COUNT = 300
FOUND = Path(__file__).parents[2] / ".venv-newsplease" / "bin" / "python"
PROGRAM = """
import sys, time
from pathlib import Path
from newsplease import NewsPlease
pages = [p.read_bytes() for p in sorted(Path(sys.argv[1]).iterdir())]
def read(page):
    try:
        NewsPlease.from_html(page, url="https://a.example/", fetch_images=False)
    except Exception:  # it stops at some pages; its time until then counts
        pass
read(pages[0])
started = time.process_time()
for page in pages:
    read(page)
print(time.process_time() - started)
"""


def read_vs_newsplease() -> Iterator[Figure]:
    """`read_vs_newsplease`: by CPU of all processes. BENCH_NEWSPLEASE=PYTHON names another interpreter that has news-please."""
    python = Path(os.environ.get("BENCH_NEWSPLEASE", FOUND))
    if not python.exists():
        raise FileNotFoundError(f"news-please is not installed: {python}: make .venv-newsplease")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "pages"
        folder.mkdir()
        for number, (_, html) in enumerate(pages(COUNT)):
            (folder / f"{number:04d}.html").write_bytes(html)
        told = subprocess.run(
            [python, "-c", PROGRAM, str(folder)], capture_output=True, text=True, check=True
        )
        theirs = float(told.stdout.split()[-1])
        ours = whole_product(Path(name), COUNT, workers=1)
        next(ours)
        mine = next(ours)[1]
    yield Figure(
        name="read_vs_newsplease",
        value=COUNT / mine,
        unit="pages/s",
        ratio=theirs / mine,
        against=f"news-please from_html, one process each, by CPU: {COUNT / theirs:.1f} pages/s",
        target=">= 8",
    )
