"""Decisions: what a team has answered to open points, as it keeps them in a file of its own repository."""

from typing import Annotated, Literal, NamedTuple

from ocppdb.records.declare import Column, Part

__all__ = ["Decision", "Decisions", "Scope", "State"]

State = Literal["valid", "changed", "settled", "unknown"]


class Scope(NamedTuple):
    """Where a decision holds; what is empty is no limit."""

    version: Annotated[str | None, "Version of OCPP."] = None
    model: Annotated[str | None, "Model of station."] = None
    site: Annotated[str | None, "Site, customer or market."] = None

    def __str__(self) -> str:
        return ", ".join(f"{name} {value}" for name, value in self._asdict().items() if value)


class Decision(NamedTuple):
    """An open point that a team has answered: an option of the record, or its own words."""

    id: Annotated[str, Column("Id of the open point.", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    option: Annotated[int | None, "Number of the option that was chosen, from 1; else there is an answer."]
    answer: Annotated[str | None, "The answer in the team's own words; of a chosen option its text."]
    why: Annotated[str, "Why so."]
    by: Annotated[str, "Who decided."]
    date: Annotated[str, Column("When, as 2026-05-01.", pattern=r"^\d{4}-\d{2}-\d{2}$")]
    record: Annotated[str, Column("Fingerprint of the record that was answered.", pattern=r"^[0-9a-f]{12}$")]
    scope: Annotated[Scope, Part("Where it holds; everywhere where nothing is said.", wanted=False)] = Scope()
    file: Annotated[str, Column("The file that it stands in.", made=True)] = ""
    line: Annotated[int, Column("The line at which it begins.", made=True)] = 0
    state: Annotated[
        State,
        Column(
            "valid, changed (the record is another by now), settled (the specification answers it) or unknown (no such point).",
            made=True,
        ),
    ] = "valid"

    def text(self) -> str:
        """Return the decision in one line: what, why, who, when and where it holds."""
        from ocppdb.show.projects import decision

        return decision(self)


class Decisions(NamedTuple):
    """What a project has decided, and what it has left open."""

    file: Annotated[str | None, "The file of decisions; empty where there is none."]
    versions: Annotated[tuple[str, ...], Part("The versions whose open points were looked at.", made=True)]
    answered: Annotated[tuple[Decision, ...], Part("Decisions on points that the code touches.", made=True)]
    unanswered: Annotated[
        tuple[tuple[str, str], ...], Part("Id and question of the points that the code touches and nobody has decided.")
    ]
    stale: Annotated[
        tuple[Decision, ...], Part("Decisions on records that have changed, are settled, or are not there.", made=True)
    ]
    unused: Annotated[tuple[Decision, ...], Part("Decisions on points that the code does not touch.", made=True)]

    def text(self) -> str:
        """Return all of it in words."""
        from ocppdb.show.projects import decisions

        return decisions(self)
