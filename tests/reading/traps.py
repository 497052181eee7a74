"""Documents that harm whoever reads them, made to do so in the reading process itself."""

import os
import signal
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Trap:
    """Stands where the name of an archive file stands; springs when the file is about to be opened."""

    harm: str

    def __fspath__(self) -> str:
        match self.harm:
            case "hang":
                time.sleep(600)
            case "crash":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            case "memory":
                len(bytearray(4_000_000_000))
        return self.harm
