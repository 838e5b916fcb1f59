"""`python -m ocppdb` is the command `ocppdb`."""

from ocppdb.cli import main

main(prog_name="ocppdb")
