"""Which release this is, and which revision of the tables it reads and writes."""

__all__ = ["APPLICATION_ID", "RELEASE", "REVISION", "SCHEMAS"]

RELEASE = "0.4.0"
REVISION = "0004"
SCHEMAS = "ocpp"
"""The Python distribution that carries the official JSON Schemas."""
APPLICATION_ID = 0x4F435050
"""Written into the header of our SQLite files: the letters OCPP."""
