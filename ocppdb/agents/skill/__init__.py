"""The skill, the plugin around it, and the texts by which agents find them: written from the database."""

from ocppdb.agents.skill.folder import export, files
from ocppdb.agents.skill.page import skill_page

__all__ = ["export", "files", "skill_page"]
