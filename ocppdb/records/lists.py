"""The reference lists: what only prose says, one class for each list."""

from typing import Annotated, Any, Literal, NamedTuple

from ocppdb.records.common import InVersion, Note, Origin, Proof, Section, Source, SubjectKind, Trust
from ocppdb.records.declare import NUMBERED, Column, Key, Part, noun, table, written_list
from ocppdb.records.subjects import Subject

Modality = Literal["required", "forbidden", "recommended", "discouraged", "permitted", "only-if-triggered"]
"""What a rule says of a thing, after the key words of RFC 2119."""


@noun(
    "components",
    list="components",
    identity=("name",),
    kind="component",
    text="description",
    compared=("category",),
    facets=("category",),
)
class Component(NamedTuple):
    """A standardized component of the device model."""

    version: InVersion
    name: Annotated[str, "Name of the component."]
    category: Annotated[Literal["controller", "physical"], "controller (logical) or physical."]
    description: Annotated[str, "What it stands for."]
    note: Note
    source: Source
    section: Section
    confidence: Trust
    variables: Annotated[tuple["DeviceVariable", ...], Part("The variables that belong to it.", made=True)] = ()


@noun(
    "config_keys",
    list="config-keys",
    identity=("key",),
    kind="config-key",
    text="description",
    compared=("accessibility", "type", "required", "unit", "default_value", "reboot"),
    facets=("profile", "accessibility", "type", "required"),
)
class ConfigKey(NamedTuple):
    """A configuration key."""

    version: InVersion
    key: Annotated[str, "Name of the key."]
    profile: Annotated[str, "Feature profile, or Security."]
    accessibility: Annotated[Literal["R", "RW", "W", "R or RW"], "R, RW, W, or R or RW where the station may choose."]
    type: Annotated[
        Literal["boolean", "integer", "string", "CSL", "decimal"],
        "boolean, integer, string, CSL (comma separated list) or decimal.",
    ]
    required: Annotated[bool, "1 where every station that has the profile must have it."]
    unit: Annotated[Literal["s", "Wh", "%", "times"] | None, "Unit of the number."]
    default_value: Annotated[str | None, "Default, where the text gives one."]
    allowed_values: Annotated[str | None, "Values that are allowed, where the text restricts them."]
    reboot: Annotated[
        Literal["yes", "no", "unspecified"],
        "Whether a change needs a reboot: yes, no, or unspecified where the text does not say.",
    ]
    description: Annotated[str, "What it does."]
    note: Note
    source: Source
    section: Section
    confidence: Trust
    escalations: Annotated[
        tuple[str, ...], Part("Ids of the points about it that the specification leaves open.", made=True)
    ] = ()


@noun(
    "variables",
    list="variables",
    identity=("name",),
    kind="variable",
    text="description",
    compared=("data_type", "unit"),
    facets=("data_type", "unit"),
)
class Variable(NamedTuple):
    """A standardized variable of the device model, whichever components have it."""

    version: InVersion
    name: Annotated[str, "Name of the variable."]
    data_type: Annotated[str | None, "Value of DataEnumType, where the text gives one."]
    unit: Annotated[str | None, "Unit, where the text gives one."]
    description: Annotated[str, "What it tells or sets."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


@noun(
    "device_variables",
    list="device-variables",
    identity=("component", "component_instance", "variable", "variable_instance"),
    kind="variable",
    called="{name}",
    text="description",
    label="name",
    compared=("data_type", "mutability", "unit", "required"),
    facets=("component", "mutability", "required", "data_type"),
    keys=(
        Key("component_slug", "The component.", "components", indexed=True),
        Key("variable_slug", "The variable.", "variables"),
    ),
)
class DeviceVariable(NamedTuple):
    """A variable at a component: a pair that the specification refers to."""

    version: InVersion
    name: Annotated[str, Column("Component[instance].Variable[instance].", made=True)]
    component: Annotated[str, "Name of the component."]
    component_instance: Annotated[str | None, "Instance of the component."]
    variable: Annotated[str, "Name of the variable."]
    variable_instance: Annotated[str | None, "Instance of the variable."]
    data_type: Annotated[str | None, "Value of DataEnumType."]
    mutability: Annotated[
        Literal["ReadOnly", "ReadWrite", "WriteOnly", "ReadOnly or ReadWrite"] | None,
        "ReadOnly, ReadWrite, WriteOnly, or ReadOnly or ReadWrite where the station may choose; empty where the text gives none.",
    ]
    unit: Annotated[str | None, "Unit."]
    required: Annotated[
        Literal["yes", "no", "conditional"],
        "yes, no, or conditional: only with an optional functional block or on a condition.",
    ]
    allowed_values: Annotated[str | None, "Values that are allowed, where the text restricts them."]
    description: Annotated[str, "What it does at this component."]
    requirement: Annotated[str | None, "Requirement that rests on it."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


@noun("error_codes", list="error-codes", identity=("code",), kind="error-code", text="when", compared=(), facets=("version",))
class ErrorCode(NamedTuple):
    """An error code of CALLERROR."""

    version: InVersion
    code: Annotated[str, "As it goes over the wire, misspellings kept."]
    meaning: Annotated[str, "What it says."]
    when: Annotated[str, "Which failure it answers."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


Fault = Literal[
    "not-json",
    "wrong-encoding",
    "repeated-name",
    "frame-not-array",
    "frame-arity",
    "unknown-message-type",
    "message-id-unreadable",
    "message-id-invalid",
    "message-id-too-long",
    "message-id-in-use",
    "unknown-action",
    "action-not-supported",
    "null-payload",
    "payload-not-object",
    "request-too-large",
    "missing-field",
    "unknown-field",
    "wrong-type",
    "null-value",
    "object-instead-of-list",
    "too-few-items",
    "too-many-items",
    "value-not-allowed",
    "out-of-range",
    "too-many-decimals",
    "too-long",
    "empty-string",
    "bad-format",
    "several-faults",
    "unknown-connector",
    "semantic",
    "unauthorized-yet",
    "security-violation",
    "internal-failure",
    "response-invalid",
    "callerror-invalid",
    "answer-unmatched",
]
"""What can be wrong with a message."""


@noun(
    "callerrors",
    list="callerrors",
    identity=("fault",),
    kind="fault",
    text="text",
    compared=("code", "status"),
    facets=("version", "code", "status"),
    keys=(Key("escalation_id", "The open point.", "points", optional=True),),
)
class CallErrorFor(NamedTuple):
    """Which CALLERROR answers which kind of fault."""

    version: InVersion
    fault: Annotated[Fault, "What is wrong with the message."]
    code: Annotated[str, "The error code that fits best; none where there is no answer, or no code is fixed."]
    also: Annotated[tuple[str, ...], Column("Other codes that may be given, one to a line.", form="lines", wanted=False)]
    status: Annotated[Literal["settled", "open"], "settled where the text names the code, else open."]
    escalation: Annotated[str | None, "Id of the open point, within the version."]
    text: Annotated[str, "What the specification says of it."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


@noun(
    "states",
    list="states",
    identity=("name",),
    kind="state",
    text="meaning",
    facets=("version", "kind"),
)
class State(NamedTuple):
    """A state that rules and sequences speak of."""

    version: InVersion
    name: Annotated[str, "Name, where there is one that of the enumeration."]
    kind: Annotated[str, "Of what it is a state: registration, connection, connector, firmware ..."]
    reported: Annotated[
        tuple[str, ...],
        Column("The values by which it is told, one to a line: ChargePointStatus.Available.", form="lines", wanted=False),
    ]
    meaning: Annotated[str, "What it means."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


@noun(
    "status_transitions",
    list="status-transitions",
    identity=("from_status", "to_status"),
    kind="status-transition",
    called="{from_status} to {to_status}",
    text="trigger",
    compared=(),
    facets=("version", "from_status", "to_status"),
)
class StatusTransition(NamedTuple):
    """A change of a connector's status that the specification allows."""

    version: InVersion
    from_status: Annotated[str, "Status before."]
    to_status: Annotated[str, "Status after."]
    event: Annotated[str, "Id of the event in the specification, such as A2; none where it has none."]
    trigger: Annotated[str, "What brings it about."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


NamedCheck = Literal[
    "rising",
    "not-falling",
    "later",
    "not-earlier",
    "different",
    "equal",
    "not-equal",
    "among",
    "same-values",
    "same-number",
    "sum-is",
    "sum-at-most",
]
"""The checks that JSON Schema cannot say."""


@noun(
    "rule_checks",
    key=NUMBERED,
    facets=("version", "named"),
    keys=(Key("rule_slug", "The rule.", "rules", indexed=True), Key("position", "Order within the rule, from 1.", type=int)),
)
class RuleCheck(NamedTuple):
    """How it is seen on a payload, or on a request with its response, whether a rule is kept."""

    version: InVersion
    rule: Annotated[str, Column("Id of the rule.", made=True)]
    applies_to: Annotated[
        tuple[str, ...],
        Column(
            "What it looks at, one to a line: a payload (Heartbeat.request), a message for its request and response together, or an "
            "object type, wherever it occurs.",
            form="lines",
        ),
    ]
    schema: Annotated[
        dict[str, Any],
        Column(
            "What must hold, as JSON Schema of draft-07, of an object with `request` and `response` for a message.",
            form="json",
            wanted=False,
        ),
    ]
    named: Annotated[NamedCheck | None, "What must hold, as a named check, where JSON Schema cannot say it."]
    of: Annotated[
        tuple[str, ...], Column("The ways to the values of a named check, one to a line.", form="lines", wanted=False)
    ]
    passes: Annotated[
        dict[str, Any], Column("An example that keeps the rule, of the first that it looks at.", form="json", empty=True)
    ]
    fails: Annotated[dict[str, Any], Column("An example that breaks it, and nothing else.", form="json", empty=True)]


@noun(
    "rules",
    list="rules",
    identity=("id",),
    kind="rule",
    text="text",
    compared=("differs",),
    facets=("version", "kind", "topic", "state", "allowed", "who", "origin", "confidence"),
)
class Rule(NamedTuple):
    """A rule that only prose states: what is allowed in a state, what a value means, what depends on what."""

    version: InVersion
    id: Annotated[str, Column("Name of the rule.", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    topic: Annotated[str, Column("The part of the protocol that it belongs to.", made=True)]
    kind: Annotated[
        Literal["state", "condition", "special-value", "number", "transport", "behaviour"],
        "state (what holds in a state), condition (one field depends on another), special-value (what 0, absent, empty mean), number (unit, limit, default), transport (connection and frames) or behaviour.",
    ]
    subject_kind: Annotated[SubjectKind | None, Column("Kind of its first subject.", made=True)]
    subject: Annotated[str | None, Column("What it is about first, by name.", made=True)]
    state: Annotated[str | None, "The state in which it holds; empty for always."]
    value: Annotated[str | None, "The special value: 0, absent, empty, negative ..."]
    who: Annotated[
        str | None,
        "Whom it binds: a role of the version, either of them, or Local Controller, manufacturer, certificate authority, operator, EV.",
    ]
    allowed: Annotated[
        Modality | None,
        "required (SHALL), forbidden (SHALL NOT), recommended (SHOULD), discouraged (SHOULD NOT), permitted (MAY) or only-if-triggered; "
        "empty where it states what is, and obliges nobody.",
    ]
    refusal: Annotated[
        str | None, "The status or error code with which a request must be refused, where that is what the rule demands."
    ]
    editions: Annotated[str | None, "The editions in which it holds, where it is not all of them."]
    unchecked: Annotated[
        Literal["schema", "trace", "state", "outside", "meaning"] | None,
        "Why it has no checks: schema (frames show it without: the layers of text, frame, schema and format ask it of each); or frames do "
        "not show whether it is kept: trace (it takes the frames before and after), state (what the station or its user does), outside "
        "(other systems, files, transport) or meaning (it explains and forbids nothing).",
    ]
    text: Annotated[str, "The rule in our words."]
    note: Note
    differs: Annotated[
        str | None,
        Column("What it demands otherwise than the rule of the version before whose place it took.", made=True),
    ]
    origin: Origin
    proof: Proof
    source: Source
    section: Section
    confidence: Trust
    subjects: Annotated[tuple[Subject, ...], Part("What it is about, the main thing first.", wanted=False)] = ()
    requirements: Annotated[
        tuple[str, ...], Part("Ids of requirements that it rests on, beside that of its section.", wanted=False)
    ] = ()
    checks: Annotated[tuple[RuleCheck, ...], Part("How a payload or exchange shows whether it is kept.", wanted=False)] = ()


@noun(
    "security_events",
    list="security-events",
    identity=("event",),
    kind="security-event",
    text="description",
    compared=("critical",),
    facets=("version", "critical"),
)
class SecurityEvent(NamedTuple):
    """A security event of SecurityEventNotification."""

    version: InVersion
    event: Annotated[str, "Name of the event."]
    critical: Annotated[bool, "1 where it must be reported to the CSMS."]
    description: Annotated[str, "What has happened."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


@noun("reason_codes", list="reason-codes", identity=("code",), kind="reason-code", text="meaning", compared=())
class ReasonCode(NamedTuple):
    """A standardized reason code of StatusInfoType."""

    version: InVersion
    code: Annotated[str, "As it goes over the wire."]
    meaning: Annotated[str, "Why a request got its status."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


@noun(
    "units",
    list="units",
    identity=("unit",),
    kind="unit",
    text="meaning",
    compared=(),
    facets=("version", "quantity"),
)
class Unit(NamedTuple):
    """A standardized unit."""

    version: InVersion
    unit: Annotated[str, "As it goes over the wire."]
    meaning: Annotated[str, "Name in full."]
    quantity: Annotated[str | None, "What is measured in it."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


@noun(
    "measurands",
    list="measurands",
    identity=("measurand",),
    kind="measurand",
    text="meaning",
    compared=("unit",),
    facets=("version", "unit"),
)
class Measurand(NamedTuple):
    """A quantity that a sampled value measures."""

    version: InVersion
    measurand: Annotated[str, "As it goes over the wire."]
    meaning: Annotated[str, "What it measures."]
    unit: Annotated[str | None, "Default unit, where the text gives one."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


@noun("id_token_types", list="id-token-types", identity=("type",), kind="id-token-type", text="meaning", compared=())
class IdTokenType(NamedTuple):
    """A type of identifier."""

    version: InVersion
    type: Annotated[str, "As it goes over the wire."]
    meaning: Annotated[str, "What kind of identifier it is."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


@noun(
    "use_cases",
    list="use-cases",
    identity=("id",),
    kind="use-case",
    text="title",
    label="title",
    compared=("title",),
    facets=("version", "block"),
)
class UseCase(NamedTuple):
    """A use case, or a section that describes an operation."""

    version: InVersion
    id: Annotated[str, "B01, or the number of the section."]
    title: Annotated[str, "Title in the specification."]
    without_messages: Annotated[str | None, "Why no sequence tells it: it exchanges no messages."]
    block: Annotated[str, "Letter of the functional block, or feature profile."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


@noun(
    "requirements",
    list="requirements",
    identity=("id",),
    kind="requirement",
    text="note",
    compared=("role", "level", "text_sha"),
    facets=("version", "role", "level", "edition"),
    keys=(Key("use_case_slug", "The use case.", "use_cases", optional=True),),
    written={
        "messages": Annotated[tuple[str, ...] | None, Part("Messages that it names.", least=0, wanted=False)],
        "same_as": Annotated[tuple[str, ...] | None, Part("Ids of requirements that say the same.", wanted=False)],
    },
)
class Requirement(NamedTuple):
    """A requirement, by its id; the text is the specification's and stays there."""

    version: InVersion
    id: Annotated[
        str,
        Column(
            "B01.FR.04. The same words may stand for another requirement in another version.",
            pattern=r"^([A-S]\d\d\.)?FR\.\d+$",
        ),
    ]
    use_case: Annotated[str | None, "Its use case."]
    role: Annotated[str | None, "Who is obliged; empty where it is neither end of the connection."]
    level: Annotated[
        Literal["SHALL", "SHALL NOT", "SHOULD", "SHOULD NOT", "MAY", "RECOMMENDED", "OPTIONAL", "none"],
        "SHALL, SHALL NOT, SHOULD, SHOULD NOT, MAY, RECOMMENDED, OPTIONAL, or none.",
    ]
    edition: Annotated[str, "The edition or errata that has it."]
    deleted_in: Annotated[str | None, "The edition that no longer has it."]
    no_rule: Annotated[str | None, "Why no rule tells it."]
    text_sha: Annotated[
        str | None,
        Column("Hash of what it says, form aside: another one in another version says that the text changed.", made=True),
    ]
    text_source: Annotated[
        str | None, Column("The document and edition whose text it is the hash of.", references="sources", made=True)
    ]
    note: Note
    source: Source
    section: Section
    confidence: Trust


@written_list("requirement-texts", identity=("requirement",))
class RequirementText(NamedTuple):
    """A hash of what a requirement says, form aside; the text itself stays in the document."""

    version: InVersion
    requirement: Annotated[str, "Its id."]
    text_sha: Annotated[
        str,
        Column(
            "Hash of its precondition and its text, as `ocppdb.build.requirement_texts` makes it.", pattern=r"^[0-9a-f]{12}$"
        ),
    ]
    source: Source
    later_sha: Annotated[
        str | None,
        Column("The same by the last document that has it, such as errata, where that differs.", pattern=r"^[0-9a-f]{12}$"),
    ]
    later_source: Annotated[str | None, Column("That document.", references="sources")]


@noun(
    "requirement_messages",
    key=NUMBERED,
    facets=("version", "action"),
    keys=(
        Key("requirement_slug", "The requirement.", "requirements"),
        Key("message_id", "The message.", "messages"),
    ),
)
class RequirementMessage(NamedTuple):
    """A message that a requirement names."""

    version: InVersion
    requirement: Annotated[str, "Id of the requirement."]
    action: Annotated[str, Column("The message.", indexed=True)]


@noun(
    "concepts",
    list="concepts",
    identity=("id",),
    kind="concept",
    text="{title}. {text}",
    label="title",
    facets=("version", "topic", "confidence"),
)
class Concept(NamedTuple):
    """How parts of the protocol hang together: what a thing is for, how it works, and where people go wrong."""

    version: InVersion
    id: Annotated[str, Column("Name of the concept.", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    topic: Annotated[str, Column("The part of the protocol that it belongs to.", made=True)]
    title: Annotated[str, "What it explains."]
    text: Annotated[str, "The explanation, in paragraphs of Markdown."]
    note: Note
    source: Source
    section: Section
    confidence: Trust
    subjects: Annotated[tuple[Subject, ...], Part("What it is about, the main thing first.", wanted=False)] = ()


@noun(
    "errata",
    list="errata",
    identity=("id",),
    kind="erratum",
    text="change",
    facets=("version", "document", "source"),
)
class Erratum(NamedTuple):
    """What an errata sheet changes, or where two texts contradict each other and which one goes over the wire."""

    version: InVersion
    id: Annotated[
        str,
        Column("Name of the erratum; contradiction-... for what no errata sheet settles.", pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
    ]
    document: Annotated[str, Column("The document that is changed.", references="sources")]
    subject_kind: Annotated[SubjectKind | None, Column("Kind of its first subject.", made=True)]
    subject: Annotated[str | None, Column("What it is about first, by name.", made=True)]
    change: Annotated[str, "What changes, and what goes over the wire."]
    note: Note
    source: Source
    section: Section
    confidence: Trust
    subjects: Annotated[tuple[Subject, ...], Part("What it is about, the main thing first.", wanted=False)] = ()


@noun("terms", list="terms", identity=("term",), kind="term", text="meaning", facets=("version",))
class Term(NamedTuple):
    """A term of the glossary."""

    version: InVersion
    term: Annotated[str, "The term or abbreviation."]
    abbreviation_of: Annotated[str | None, "What it stands for."]
    meaning: Annotated[str, "What it means."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


@noun(
    "certification_features",
    list="certification-features",
    identity=("id",),
    kind="certification-feature",
    text="feature",
    label="feature",
    compared=(),
    facets=("profile", "role", "requirement"),
)
class CertificationFeature(NamedTuple):
    """A feature that a certification profile asks for."""

    version: InVersion
    id: Annotated[str, "Id in the specification, or a name of ours where it has none."]
    profile: Annotated[str, "Certification profile."]
    feature: Annotated[str, "The feature."]
    role: Annotated[str, "Of whom it is asked."]
    requirement: Annotated[
        Literal["mandatory", "optional", "conditional"] | None,
        "mandatory, optional or conditional; empty where the text does not say.",
    ]
    note: Note
    source: Source
    section: Section
    confidence: Trust


@noun(
    "test_cases",
    list="test-cases",
    identity=("id",),
    kind="test-case",
    text="title",
    label="title",
    compared=(),
    facets=("role", "profile"),
    keys=(Key("use_case_slug", "The use case.", "use_cases", optional=True),),
)
class TestCase(NamedTuple):
    """A test case of the certification, by its id."""

    version: InVersion
    id: Annotated[str, Column("TC_B_01_CS.", pattern=r"^TC_")]
    use_case: Annotated[str | None, "The use case that it tests."]
    role: Annotated[str | None, "Who is tested."]
    title: Annotated[str, "Title in the specification."]
    profile: Annotated[str | None, "Certification profile."]
    note: Note
    source: Source
    section: Section
    confidence: Trust


def _about(noun_table: str, one: str, doc: str) -> None:
    table(
        f"{one}_subjects",
        Subject,
        doc=doc,
        key=NUMBERED,
        facets=("version", "kind"),
        keys=(
            Key(one, f"Id of the {one}."),
            Key("position", "Order, from 1; 1 is the main thing.", type=int),
            Key(f"{one}_slug", f"The {one}.", noun_table, indexed=True),
            Key("subject_id", "The thing in the index of names.", "subjects", type=int),
        ),
    )


_about("rules", "rule", "What a rule is about.")
_about("errata", "erratum", "What an erratum is about.")
_about("concepts", "concept", "What a concept is about.")


@noun(
    "rule_requirements",
    key=NUMBERED,
    facets=("version",),
    keys=(Key("rule_slug", "The rule.", "rules", indexed=True), Key("requirement_slug", "The requirement.", "requirements")),
)
class RuleRequirement(NamedTuple):
    """A requirement that a rule rests on."""

    version: InVersion
    rule: Annotated[str, "Id of the rule."]
    requirement: Annotated[str, Column("Id of the requirement.", indexed=True)]
