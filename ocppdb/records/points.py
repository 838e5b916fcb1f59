"""Points: what the specification leaves open and somebody must decide, and what it settles against a common belief."""

from typing import Annotated, Literal, NamedTuple

from ocppdb.records.common import InVersion, Origin, Proof
from ocppdb.records.decisions import Decision, Scope
from ocppdb.records.declare import NUMBERED, Column, Key, Part, noun, table
from ocppdb.records.subjects import Subject

__all__ = ["Category", "Escalation", "Evidence", "Option", "Settled"]

Category = Literal["SPEC-SILENT", "VENDOR-DEPENDENT", "POLICY-DEPENDENT"]
CATEGORY = Annotated[
    Category,
    "SPEC-SILENT (not defined: ask the developer), VENDOR-DEPENDENT (ask which hardware and firmware) or POLICY-DEPENDENT (ask about the "
    "business); of a settled point, what it is believed to be.",
]
ID = Annotated[str, Column("Name of the record; in the seed the name of the file.", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
TITLE = Annotated[str, "The point in a few words."]
TRUST = Annotated[Literal["specification", "interpretation"], "specification, or interpretation where it is our reading."]


@noun(
    "point_options",
    key=NUMBERED,
    label="label",
    sort="position",
    keys=(Key("point", "The escalation.", "points", indexed=True), Key("position", "Order, from 1.", type=int)),
    doc="An option to decide for.",
)
class Option(NamedTuple):
    """One way to decide an open point."""

    label: Annotated[str, "The option."]
    consequence: Annotated[str, "What follows from it."]
    pragmatic: Annotated[bool, "1 for the option of the pragmatic mode."] = False
    reason: Annotated[str | None, "Why the pragmatic mode takes it."] = None


@noun(
    "point_evidence",
    key=NUMBERED,
    keys=(Key("point", "The point.", "points", indexed=True), Key("position", "Order, from 1.", type=int)),
    facets=("version", "source"),
    doc="A text that a point rests on: that grants the freedom, settles it, or in which nothing was found.",
)
class Evidence(NamedTuple):
    """A text that a point rests on."""

    version: InVersion
    source: Annotated[str, Column("The document.", references="sources")]
    section: Annotated[str, Column("Section or requirement id.", indexed=True)]
    note: Annotated[str, "What it says, in our words."]


EVIDENCE = Annotated[tuple[Evidence, ...], Part("The texts that it rests on.")]
SUBJECTS = Annotated[tuple[Subject, ...], Part("What it is about.")]
GROUPS = Annotated[tuple[str, ...], Part("The feature profiles or functional blocks that it belongs to.")]
RELATED = Annotated[tuple[str, ...], Part("Ids of points that have to do with it.", least=0, wanted=False)]


class Escalation(NamedTuple):
    """A point that the specification leaves open: what must be asked, and never guessed."""

    version: InVersion
    id: ID
    category: CATEGORY
    title: TITLE
    ambiguity: Annotated[str, "What is not defined."]
    why: Annotated[str, "What breaks when two sides decide differently."]
    question: Annotated[str, Column("The question to ask.", pattern=r"\?$")]
    pragmatic_option: Annotated[str, Column("The option to take where the project has chosen the pragmatic mode.", made=True)]
    pragmatic_reason: Annotated[str, Column("Why that option.", made=True)]
    category_reason: Annotated[str, "Why this category and no other."]
    rests_on: Annotated[
        Literal["permission", "absence"],
        "permission (a text grants the freedom) or absence (nothing was found where it was searched).",
    ]
    practice: Annotated[str | None, "What named implementations do, where that was read."]
    origin: Origin
    proof: Proof
    confidence: TRUST
    options: Annotated[tuple[Option, ...], Part("The ways to decide.", least=2, most=5)] = ()
    evidence: EVIDENCE = ()
    subjects: SUBJECTS = ()
    groups: GROUPS = ()
    related: RELATED = ()
    decisions: Annotated[tuple[Decision, ...], Part("What the project that was named has decided.", least=0, made=True)] = ()

    @property
    def answered_by(self) -> Decision | None:
        """The decision that answers it: for all stations, and on the record as it is now; None where it has to be asked."""
        whole = (Scope(), Scope(version=self.version))
        return next((each for each in self.decisions if each.state == "valid" and each.scope in whole), None)

    def answer(self, mode: str = "strict", language: str = "//") -> str:
        """Return what a developer or agent is to do: in strict mode ask, in pragmatic mode take the default and leave a comment."""
        from ocppdb.show.points import answer

        return answer(self, mode, language)

    def comment(self, language: str = "//") -> str:
        """Return the comment to leave in code of a language (its name, file ending, or comment sign) that takes the pragmatic option."""
        from ocppdb.show.points import comment_on

        return comment_on(self, language)


class Settled(NamedTuple):
    """A point widely believed open, or widely got wrong, that the specification settles."""

    version: InVersion
    id: ID
    category: CATEGORY
    title: TITLE
    belief: Annotated[str, "What is believed, or got wrong."]
    answer: Annotated[str, "What the specification says, in our words."]
    origin: Origin
    proof: Proof
    confidence: TRUST
    evidence: EVIDENCE = ()
    subjects: SUBJECTS = ()
    groups: GROUPS = ()
    related: RELATED = ()


table(
    "points",
    Escalation,
    Settled,
    doc="A point that the specification leaves open, or that it settles against a common belief.",
    key="id",
    label="title",
    unique=(),
    facets=("version", "status", "category", "rests_on", "confidence"),
    keys=(Key("status", "open or settled.", values=("open", "settled")),),
    lists={"escalations": Escalation, "settled": Settled},
)
table(
    "point_subjects",
    Subject,
    doc="A message, field, value, key ... that a point is about.",
    key=NUMBERED,
    facets=("version", "kind"),
    keys=(
        Key("point", "The point.", "points", indexed=True),
        Key("position", "Order, from 1.", type=int),
        Key("status", "open or settled, as the point is.", values=("open", "settled")),
        Key("subject_id", "The thing in the index of names.", "subjects", type=int),
    ),
)


@noun(
    "point_groups",
    key=NUMBERED,
    keys=(Key("point", "The point.", "points", indexed=True), Key("group_id", "The group.", "groups")),
    facets=("version", "group_name"),
)
class PointGroup(NamedTuple):
    """A feature profile or functional block that a point belongs to."""

    version: InVersion
    group: Annotated[str, Column("Name of the group.", column="group_name")]


@noun(
    "point_relations",
    key=NUMBERED,
    keys=(Key("point", "The point.", "points", indexed=True), Key("related", "The point that has to do with it.", "points")),
)
class PointRelation(NamedTuple):
    """Another point that has to do with a point."""

    version: InVersion
