"""`python -m newstemma` is `newstemma`."""

from newstemma.cli import main

main(prog_name="newstemma")
