"""`python -m ocppdb` is the command `ocppdb`."""

from .cli import main

main(prog_name="ocppdb")
