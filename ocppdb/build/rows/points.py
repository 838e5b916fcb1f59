"""Escalations and settled points as rows; `column` is what the id of a list's record is called in the tables of its parts."""

from ocppdb.build.rows.structure import slug

__all__ = [
    "escalation_options",
    "escalations",
    "evidence_of",
    "groups_of",
    "related_of",
    "settled",
    "subjects_of",
    "versions_of",
]


def escalations(seed):
    copied = ("id", "category", "title", "ambiguity", "why", "question", "category_reason", "rests_on", "confidence")
    for record in seed.of("escalations"):
        default = next(option for option in record["options"] if "pragmatic" in option)
        yield {key: record[key] for key in copied} | {
            "pragmatic_option": default["label"],
            "pragmatic_reason": default["reason"],
            "practice": record.get("practice"),
        }


def escalation_options(seed):
    for record in seed.of("escalations"):
        for position, option in enumerate(record["options"], 1):
            yield {
                "slug": slug(record["id"], position),
                "escalation": record["id"],
                "position": position,
                "label": option["label"],
                "consequence": option["consequence"],
                "pragmatic": "pragmatic" in option,
            }


def settled(seed):
    for record in seed.of("settled"):
        yield {key: record[key] for key in ("id", "category", "title", "belief", "answer", "confidence")}


def versions_of(seed, name, column):
    """The versions of escalations or settled points; `column` is what the list's own id is called in its tables."""
    for record in seed.of(name):
        for version in record["versions"]:
            yield {"slug": slug(record["id"], version), column: record["id"], "version": version}


def subjects_of(seed, name, column):
    for record in seed.of(name):
        for number, subject in enumerate(record["subjects"], 1):
            yield {
                "slug": slug(record["id"], "subject", number),
                column: record["id"],
                "kind": subject["kind"],
                "version": subject["version"],
                "subject": subject["name"],
            }


def groups_of(seed, name, column):
    groups = {(group["version"], group["name"]) for group in seed.of("groups")}
    for record in seed.of(name):
        for version in record["versions"]:
            for group in record["groups"]:
                if (version, group) in groups:
                    yield {
                        "slug": slug(record["id"], version, group),
                        column: record["id"],
                        "version": version,
                        "group_name": group,
                    }


def evidence_of(seed, name, column):
    for record in seed.of(name):
        for number, evidence in enumerate(record["evidence"], 1):
            yield {"slug": slug(record["id"], "evidence", number), column: record["id"]} | {
                key: evidence[key] for key in ("version", "source", "section", "note")
            }


def related_of(seed, name, column):
    for record in seed.of(name):
        for related in record.get("related", ()):
            yield {"slug": slug(record["id"], "to", related), column: record["id"], "related": related}
