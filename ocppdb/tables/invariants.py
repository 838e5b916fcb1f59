"""What must hold in every finished database: a sentence, and the query that selects what breaks it."""

from collections.abc import Mapping

__all__ = ["INVARIANTS"]

INVARIANTS: Mapping[str, str] = {
    "Every message has a payload.": "SELECT id FROM messages WHERE id NOT IN (SELECT message_id FROM payloads)",
    "A message that nobody answers has no response.": "SELECT messages.id FROM messages JOIN payloads ON message_id = messages.id WHERE one_way AND kind = 'response'",
    "Every schema file is the definition of one payload.": "SELECT schema_files.id FROM schema_files LEFT JOIN payloads ON schema_file = schema_files.id GROUP BY 1 HAVING count(payloads.id) != 1",
    "A field names its type by the name that the type's row has.": "SELECT fields.id FROM fields JOIN types ON types.id = type_id WHERE data_type != types.name",
    "A field with a type has that type's JSON type.": "SELECT fields.id FROM fields JOIN types ON types.id = type_id WHERE fields.type != types.json_type",
    "A type and the types of its fields are of one version.": "SELECT fields.id FROM fields JOIN types ON types.id = type_id WHERE fields.version != types.version",
    "An enumeration has values, and nothing else has.": "SELECT types.id FROM types LEFT JOIN enumerations ON type_id = types.id GROUP BY types.id "
    "HAVING (category = 'enumeration') != (count(value) > 0)",
    "Positions run from 1 without a gap.": "SELECT owner_id FROM fields GROUP BY owner_id HAVING min(position) != 1 OR max(position) != count(*) "
    "UNION ALL SELECT type_id FROM enumerations GROUP BY type_id HAVING min(position) != 1 OR max(position) != count(*) "
    "UNION ALL SELECT payload_id FROM payload_fields GROUP BY payload_id HAVING min(position) != 1 OR max(position) != count(*)",
    "A required field occurs at least once, an optional one may be absent.": "SELECT id FROM fields WHERE required = (cardinality LIKE '0..%')",
    "Only an array may occur more than once.": "SELECT id FROM fields WHERE is_array = (cardinality LIKE '%..1') AND coalesce(max_items, 2) > 1",
    "Every type is used by a payload or a field, or is an alias.": "SELECT id FROM types WHERE category != 'alias' AND id NOT IN (SELECT type_id FROM payloads) "
    "AND id NOT IN (SELECT type_id FROM fields WHERE type_id IS NOT NULL)",
    "A payload's fields of depth 0 are the fields of its type.": "SELECT payloads.id FROM payloads WHERE (SELECT count(*) FROM fields WHERE owner_id = payloads.type_id) != "
    "(SELECT count(*) FROM payload_fields WHERE payload_id = payloads.id AND depth = 0)",
    "Every message can be found by its name.": "SELECT id FROM messages WHERE NOT EXISTS (SELECT 1 FROM subjects WHERE kind = 'message' AND name = action "
    "AND subjects.version = messages.version)",
    "An open point has a question and a default, and a settled one an answer.": "SELECT id FROM points WHERE (status = 'open') != "
    "(question IS NOT NULL AND pragmatic_option IS NOT NULL AND ambiguity IS NOT NULL AND rests_on IS NOT NULL) OR (status = 'settled') != (answer IS NOT NULL AND belief IS NOT NULL)",
    "An id begins with the slug of its version.": "SELECT points.id FROM points JOIN versions ON versions.id = points.version WHERE substr(points.id, 1, length(slug) + 1) != slug || '-' "
    "UNION ALL SELECT sequences.id FROM sequences JOIN versions ON versions.id = sequences.version WHERE substr(sequences.id, 1, length(slug) + 1) != slug || '-'",
    "A mapping has both ends, but for what is new or gone.": "SELECT row_number FROM mappings WHERE (from_id IS NULL) != (relation = 'new') "
    "OR (to_id IS NULL) != (relation = 'gone')",
    "Nothing is linked, mapped or demanded twice.": "SELECT from_id FROM links GROUP BY from_id, relation, to_id HAVING count(*) > 1 "
    "UNION ALL SELECT from_name FROM mappings GROUP BY from_id, to_id, from_version, to_version HAVING count(*) > 1 "
    "UNION ALL SELECT rule_slug FROM rule_requirements GROUP BY rule_slug, requirement_slug HAVING count(*) > 1 "
    "UNION ALL SELECT requirement_slug FROM requirement_messages GROUP BY requirement_slug, message_id HAVING count(*) > 1",
    "What is gone or new has no counterpart.": "SELECT from_name FROM mappings WHERE from_id IS NOT NULL GROUP BY from_id, to_version "
    "HAVING count(*) > 1 AND max(relation = 'gone') UNION ALL SELECT to_name FROM mappings WHERE to_id IS NOT NULL GROUP BY to_id, from_version "
    "HAVING count(*) > 1 AND max(relation = 'new')",
}
