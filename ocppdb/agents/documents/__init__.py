"""Documents for people and agents to read, written from the database: the same bytes for the same database."""

from ocppdb.agents.documents.markdown import sections
from ocppdb.agents.documents.write import Written, export, section, text

__all__ = ["Written", "export", "section", "sections", "text"]
