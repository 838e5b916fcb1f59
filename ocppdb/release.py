"""Which release this is, and which tables it reads and writes."""

__all__ = ["APPLICATION_ID", "RELEASE", "SCHEMAS", "TABLES"]

RELEASE = "0.5.0"
# [[[cog
# import cog
# from ocppdb.records.all import fingerprint
# cog.outl(f'TABLES = "{fingerprint()}"')
# ]]]
TABLES = "d7e2e0ece73f"
# [[[end]]]
"""A hash of the tables as they are declared, by which a database file is recognised; to renew it: cog -r ocppdb/release.py"""
SCHEMAS = "ocpp"
"""The Python distribution that carries the official JSON Schemas."""
APPLICATION_ID = 0x4F435050
"""Written into the header of our SQLite files: the letters OCPP."""
