"""Mappings: what is written, what follows, what is told where a version lacks a name, and things beside their counterparts."""

import pytest

import ocppdb
from ocppdb.build.mappings import pairs
from ocppdb.build.parts import side
from ocppdb.build.seed import Seed
from ocppdb.build.strict_yaml import parse
from ocppdb.build.structure import Structure, new_type

# --- what follows -------------------------------------------------------------------------------------------------------------


def field(name, data_type=None, is_array=False):
    return {"name": name, "data_type": data_type, "is_array": is_array}


def type_(name, category="object", fields=(), values=(), variant_of=None):
    made = new_type(name, category, "object", None, inline=False)
    return made | {"fields": list(fields), "values": list(values), "variant_of": variant_of}


def version(*types, messages):
    payloads = [{"action": name, "kind": "request", "name": f"{name}Request", "file": f"{name}.json"} for name in messages]
    known = {each["name"]: each for each in types}
    known |= {f"{name}Request": type_(f"{name}Request", "payload", fields) for name, fields in messages.items()}
    return Structure(known, payloads, {})


OLD = version(
    type_("Sample", fields=[field("unit"), field("format", "Format")]),
    type_("Sample[Stop]", fields=[field("unit"), field("format", "Format")], variant_of="Sample"),
    type_("Format", "enumeration", values=["Raw", "Signed"]),
    messages={"Start": [field("meter", "Sample")], "Stop": [field("data", "Sample[Stop]", True)]},
)
NEW = version(
    type_("SampleType", fields=[field("unitOfMeasure"), field("customData", "CustomDataType")]),
    type_("CustomDataType", fields=[field("vendorId")]),
    messages={"Event": [field("value", "SampleType", True)], "Report": [field("seqNo"), field("reason", "ReasonType")]},
)
NEW.types["ReasonType"] = type_("ReasonType", "enumeration", values=["Odd"])
WRITTEN = """
- {from: {kind: field, name: Start.request.meter}, relation: moved, to: {kind: field, name: Event.request.value}}
- {from: {kind: field, name: Sample.unit}, relation: renamed, to: {kind: field, name: SampleType.unitOfMeasure}}
- {from: {kind: type, name: Format}, relation: gone}
- {to: {kind: message, names: [Report]}, relation: new}
- {to: {kind: type, name: CustomDataType}, relation: new}
"""


@pytest.fixture(scope="module")
def found():
    seed = Seed(
        {"messages": [{"version": v, "action": a} for v, a in (("1", "Start"), ("1", "Stop"), ("2", "Event"), ("2", "Report"))]}
    )
    records = parse(WRITTEN, "seed/mappings/1-2/all.yml")
    for record in records:
        record |= {"from_version": "1", "to_version": "2"}
    return {
        (pair.one and pair.one[1], pair.relation, pair.other and pair.other[1]): pair.origin
        for pair in pairs(records, side(seed, "1", OLD), side(seed, "2", NEW))
    }


def test_a_place_has_what_its_field_has_where_the_field_above_it_went(found):
    assert found["Start.request.meter.unit", "renamed", "Event.request.value[].unitOfMeasure"] == "derived"


def test_a_place_whose_field_above_went_nowhere_has_the_field_of_the_type(found):
    assert found["Stop.request.data[].unit", "renamed", "SampleType.unitOfMeasure"] == "derived"


@pytest.mark.parametrize(
    "part", ["Format.Raw", "Format.Signed", "Sample.format", "Sample[Stop].format", "Start.request.meter.format"]
)
def test_parts_and_users_of_what_is_gone_are_gone(found, part):
    assert found[part, "gone", None] == "derived"


@pytest.mark.parametrize(
    "part",
    [
        "Report.request.seqNo",
        "Report.request.reason",
        "ReasonType",
        "ReasonType.Odd",
        "CustomDataType.vendorId",
        "SampleType.customData",
    ],
)
def test_parts_and_users_of_what_is_new_are_new(found, part):
    assert found[None, "new", part] == "derived"


def test_what_is_written_follows_nothing_else(found):
    assert [key for key, origin in found.items() if "SampleType.unitOfMeasure" in key and origin == "written"] == [
        ("Sample.unit", "renamed", "SampleType.unitOfMeasure")
    ]
    assert not [key for key in found if key[1] == "new" and key[2] in ("SampleType", "SampleType.unitOfMeasure", "Event")]


# --- the shipped mappings -----------------------------------------------------------------------------------------------------


NEVER = {
    "Each end is a thing of its version.": "SELECT row_number FROM mappings LEFT JOIN subjects AS one ON one.id = from_id LEFT JOIN subjects AS "
    "other ON other.id = to_id WHERE one.version != from_version OR other.version != to_version OR one.name != from_name OR other.name != to_name",
    "Every place in a payload of 1.6 has a row.": "SELECT subjects.name FROM subjects WHERE version = '1.6' AND kind = 'field' "
    "AND id NOT IN (SELECT from_id FROM mappings WHERE from_id IS NOT NULL)",
    "Every configuration key has a row.": "SELECT key FROM config_keys WHERE key NOT IN (SELECT from_name FROM mappings WHERE from_kind = 'config-key')",
    "Every value of 1.6 has a row.": "SELECT subjects.name FROM subjects WHERE version = '1.6' AND kind = 'enum-value' "
    "AND id NOT IN (SELECT from_id FROM mappings WHERE from_id IS NOT NULL)",
}


@pytest.mark.parametrize("says", NEVER)
def test_what_never_is(db, says):
    assert db.sql(NEVER[says]) == []


# --- what is told where a version lacks a name ------------------------------------------------------------------------------------


def test_a_name_that_the_version_lacks_tells_what_to_use(db):
    with pytest.raises(ocppdb.NotFound) as caught:
        db.named("GetDiagnostics", "2.0.1")
    said = str(caught.value).splitlines()
    assert said[0] == "nothing is called 'GetDiagnostics' in OCPP 2.0.1; OCPP 1.6 has it. What has become of it in OCPP 2.0.1:"
    assert said[1].startswith("  GetLog (merged): Asked for with logType DiagnosticsLog.")
    assert caught.value.nearest == ("GetLog",)


def test_part_of_a_name_is_enough(db):
    with pytest.raises(ocppdb.NotFound) as caught:
        db.found("idTag", "2.0.1")
    assert "Authorize.request.idToken" in caught.value.nearest


def test_more_counterparts_than_are_told_are_counted(db):
    with pytest.raises(ocppdb.NotFound, match=r"\n  and 1 more: ocppdb compare GetConfiguration$"):
        db.message("GetConfiguration", "2.0.1")


def test_search_leads_to_the_counterparts(db):
    assert [hit.name for hit in db.search("GetDiagnostics", "2.0.1", limit=1)] == ["GetLog"]
    assert [hit.name for hit in db.search("GetDiagnostics", "2.0.1", kind="message", limit=1)] == ["GetLog"]


def test_a_dossier_is_about_the_counterparts(db):
    dossier = db.about("GetDiagnostics", "2.0.1")
    assert (dossier.called_so, [hit.name for hit in dossier.subjects]) == (False, ["GetLog"])
    assert dossier.chapters[0].title == "What has become of GetDiagnostics"
    assert (
        dossier.text(2000).splitlines()[0]
        == "GetDiagnostics (OCPP 2.0.1): nothing is called so; what has become of GetDiagnostics"
    )


def test_a_dossier_tells_other_versions(db):
    chapter = next(each for each in db.about("GetDiagnostics").chapters if each.title == "In other versions")
    assert [(item.version, item.name, item.detail) for item in chapter.items] == [
        ("2.0.1", "GetLog", "merged, GetDiagnostics of OCPP 1.6")
    ]


# --- beside each other --------------------------------------------------------------------------------------------------------


def test_a_message_beside_its_counterpart(db):
    found = db.compare("StartTransaction")
    assert (found.from_version, found.to_version) == ("1.6", "2.0.1")
    assert [hit.name for hit in found.from_things] == ["StartTransaction"]
    fields = {(each.mapping.from_name, each.mapping.to_name): each for each in found.fields}
    moved = fields["StartTransaction.response.transactionId", "TransactionEvent.request.transactionInfo.transactionId"]
    assert moved.differences == ("type integer -> string", "at most none -> 36 characters")
    assert fields[None, "TransactionEvent.request.seqNo"].mapping.relation == "new"
    assert {chapter.title for chapter in found.chapters} == {
        f"{what} of OCPP {version}" for what in ("Rules", "Sequences") for version in ("1.6", "2.0.1")
    }


def test_the_other_way_round(db):
    found = db.compare("TransactionEvent")
    assert {"StartTransaction", "StopTransaction"} <= {hit.name for hit in found.from_things}
    assert ("StopTransaction.request.reason", "moved", "TransactionEvent.request.transactionInfo.stoppedReason") in {
        (each.mapping.from_name, each.mapping.relation, each.mapping.to_name) for each in found.fields
    }


def test_a_name_of_the_other_version_is_compared_as_well(db):
    assert db.compare("GetDiagnostics", "2.0.1").to_things[0].name == "GetLog"


def test_one_kind_alone(db):
    assert {each.mapping.from_kind for each in db.compare("Available", kind="state").things} == {"state"}


def test_what_is_mapped_to_nothing(db):
    with pytest.raises(
        ocppdb.NotFound, match="^nothing tells what rule remote-stop-reason of OCPP 1.6 is in another version; told of are "
    ):
        db.compare("remote-stop-reason")
    with pytest.raises(ocppdb.NotFound, match="^nothing is called 'StartTransactions'; nearest: StartTransaction"):
        db.compare("StartTransactions")


def test_the_text(db):
    lines = db.compare("GetDiagnostics").text().splitlines()
    assert lines[0] == "GetDiagnostics: OCPP 1.6 beside OCPP 2.0.1"
    assert lines[1].startswith("  message GetDiagnostics -> message GetLog: merged  [")
    assert "  GetDiagnostics.response.fileName -> GetLog.response.filename: renamed" in "\n".join(lines)
