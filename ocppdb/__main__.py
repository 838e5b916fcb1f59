"""`python -m ocppdb` is the command `ocppdb`."""

from ocppdb.cli.main import main

main(prog_name="ocppdb")
