"""A night's appending in a process of its own, to be killed: `python -m tests.publishing.appending STATE CHUNKS`.

Says `appended N` after each commit and `folded N` after each checkpoint; what is there already is not added again.
"""

import sys
from pathlib import Path

from tests.delivery.history import Told, add_changes
from warehouse.state import open_state, transaction

SIZE = 200
"""Changes in a chunk; each is one change and two versions, announcements and articles."""
TEXT = "The plant will make 80,000 cars in 2024. " * 40


def append_chunk(state: Path, chunk: int) -> None:
    """One chunk in one transaction, as the reading stage appends."""
    told = [
        Told(n=n, plant=f"Plant {n}", quote=f"{n}: {TEXT}")
        for n in range(chunk * SIZE, (chunk + 1) * SIZE)
    ]
    with open_state(state) as connection, transaction(connection):
        add_changes(connection, told)


def main() -> None:
    """Appends chunk after chunk and folds the log into the file after every second, as publishing does."""
    state, chunks = Path(sys.argv[1]), int(sys.argv[2])
    print("ready", flush=True)
    for chunk in range(chunks):
        append_chunk(state, chunk)
        print(f"appended {chunk}", flush=True)
        if chunk % 2:
            with open_state(state) as connection:
                connection.execute("CHECKPOINT")
            print(f"folded {chunk}", flush=True)


if __name__ == "__main__":
    main()
