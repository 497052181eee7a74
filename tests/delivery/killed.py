"""A delivery that is killed with -9 at its nth step: `python -m tests.delivery.killed CONFIG DATA STEP`.

Steps are the moments before and after each opening of the state and each sending.
"""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from flows import deliver as delivery
from flows.channels import Sender
from flows.settings import load_settings


def main() -> None:
    """Delivers, and dies on the way."""
    config, data, last = sys.argv[1:]
    left = int(last)

    def step() -> None:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    def stepping(work):
        def stepped(*arguments, **named):
            step()
            result = work(*arguments, **named)
            step()
            return result

        return stepped

    delivery.with_state = stepping(delivery.with_state)
    Sender.send = stepping(Sender.send)
    delivery.deliver(load_settings(Path(config), data=Path(data)), datetime.now(UTC))


if __name__ == "__main__":
    main()
