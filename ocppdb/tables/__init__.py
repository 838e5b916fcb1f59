"""The tables: every noun of `records` as SQLAlchemy's, and what only a database has."""

from ocppdb.tables.models import METADATA, model
from ocppdb.tables.views import VIEWS, View

__all__ = ["METADATA", "VIEWS", "View", "model"]
