"""`python -m flows` is `plantwatch`."""

from flows.cli import main

main()
