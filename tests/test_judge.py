"""The judge against `jsonschema` with exact decimals, over all schemas; the quick way against the careful one; and frames of noise."""

import random
from collections import Counter
from decimal import Context, Decimal

import pytest
from jsonschema import Draft4Validator, Draft6Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend
from payloads import made, noise, spoilt, text

from ocppdb.judging.conversation import Conversation
from ocppdb.judging.fast import quick
from ocppdb.judging.formats import FORMATS
from ocppdb.judging.judge import Judge
from ocppdb.judging.schema import made_ready
from ocppdb.judging.text import parsed
from ocppdb.query.validate import book

OF_EACH = 24
"""Payloads made of each schema: about 5,000 in all."""


@pytest.fixture(scope="module")
def judges(db):
    """For each version the careful judge, and the one with the quick way."""
    books = {version.id: book(db._reader, version.id) for version in db.versions}
    return {id_: (Judge(each), Judge(each, quick())) for id_, each in books.items()}


def exactly_divided(validator, step, value, schema):
    if validator.is_type(value, "number") and Context(prec=900).remainder(Decimal(value), Decimal(str(step))):
        yield ValidationError("")


def is_whole(checker, value):
    return type(value) is int or type(value) is Decimal and value == value.to_integral_value()


def reference(schema):
    """jsonschema, its two known faults mended: `1.0` is an integer from draft-06 on, and decimals have room enough."""
    plain = Draft4Validator if "draft-04" in schema["$schema"] else Draft6Validator
    types = plain.TYPE_CHECKER.redefine("number", lambda checker, value: type(value) in (int, Decimal))
    if plain is Draft6Validator:
        types = types.redefine("integer", is_whole)
    return extend(plain, {"multipleOf": exactly_divided}, type_checker=types)(schema)


def by_reference(errors):
    """Where which keyword is broken; a value of a wrong type is told as that alone."""
    told = {(tuple(error.absolute_path), error.validator) for error in errors}
    return {(path, keyword) for path, keyword in told if keyword == "type" or (path, "type") not in told}


def by_judge(test, value):
    broken = []
    test(value, broken)
    owned = ("required", "additionalProperties")
    return {
        (each.path[:-1] if each.keyword in owned else each.path, each.keyword) for each in broken if each.keyword != "format"
    }


def payloads(db):
    """Yield version, action, kind, schema and text of many payloads of every schema."""
    for message in db.messages():
        for payload in message.payloads:
            schema = db.schema(message.action, payload.kind, message.version)
            chance = random.Random(f"{message.version} {payload.name}")
            for number in range(OF_EACH):
                value = made(schema, schema, chance)
                for _ in range(number % 3):
                    value = spoilt(value, chance)
                yield message.version, message.action, payload.kind, schema, text(value)


def test_all_schemas_agree_with_jsonschema(db):
    count, disagreements, ready = 0, [], {}
    for version, action, kind, schema, written in payloads(db):
        value, faults = parsed(written)
        if faults:
            continue
        key = version, action, kind
        if key not in ready:
            ready[key] = reference(schema), made_ready(schema, draft_04="draft-04" in schema["$schema"])
        validator, test = ready[key]
        count += 1
        if by_reference(validator.iter_errors(value)) != by_judge(test, value):
            disagreements.append((key, written[:200]))
    assert disagreements == []
    assert count > 4000


def test_the_quick_way_finds_what_the_careful_one_finds(db, judges):
    count = valid = 0
    for version, action, kind, _, written in payloads(db):
        careful, quickly = judges[version]
        frame = f'[2,"{count}","{action}",{written}]' if kind == "request" else f'[3,"{count}",{written}]'
        expected = careful.frame(frame, action)
        assert quickly.frame(frame, action) == expected, frame
        assert quickly.frame(frame.encode(), action) == expected, frame
        count += 1
        valid += expected.verdict == "valid"
    assert count > 4000
    assert count * 0.2 < valid < count * 0.8


def test_the_quick_way_passes_what_is_right(db, judges):
    """Without it the test before would say little: what is right must not take the careful way, but for what needs it."""
    passed = Counter()
    for version, action, kind, _, written in payloads(db):
        careful, quickly = judges[version]
        frame = f'[2,"1","{action}",{written}]' if kind == "request" else f'[3,"1",{written}]'
        if careful.frame(frame, action).findings == ():
            passed[quickly.surely(frame, action) is not None] += 1
    assert passed[False] < 0.1 * passed[True]


def test_conversations_are_judged_alike_by_both_ways(db, judges):
    chance = random.Random(5)
    by_action = {}
    for version, action, kind, _, written in payloads(db):
        by_action.setdefault((version, action), {}).setdefault(kind, []).append(written)
    for (version, action), kinds in by_action.items():
        talks = [Conversation(judge) for judge in judges[version]]
        for number in range(12):
            request, response = (chance.choice(kinds.get(kind, ["{}"])) for kind in ("request", "response"))
            for frame in (f'[2,"{number // 2 * 2}","{action}",{request}]', f'[3,"{number}",{response}]'):
                careful, quickly = (talk.validate(frame) for talk in talks)
                assert quickly == careful, frame
        assert talks[0].open_calls == talks[1].open_calls


def test_the_quick_way_is_there():
    pytest.importorskip("jiter")
    pytest.importorskip("jsonschema_rs")
    assert quick() is not None


@pytest.mark.parametrize("name", FORMATS)
def test_formats_agree(name):
    validator = pytest.importorskip("jsonschema_rs").Draft7Validator({"format": name}, validate_formats=True)
    chance = random.Random(name)
    starts = {
        "date-time": [
            "2024-02-29T23:59:60Z",
            "2023-02-29T00:00:00.5+01:30",
            "2024-12-31T18:59:60-05:00",
            "2026-05-04t18:02:11z",
        ],
        "uri": ["https://u@csms.example:8080/a%20b?x=y#z", "ftp://[::1]/x", "mailto:a@b", "urn:x:y", "http://[v1.x]/", "a:"],
    }[name]
    signs = "0123456789TZtz:+-./?#[]@%~ ab é^"
    wrong = []
    for _ in range(20_000):
        written = list(chance.choice(starts))
        for _ in range(chance.randint(0, 3)):
            place = chance.randrange(len(written) + 1)
            written[place : place + chance.randint(0, 1)] = chance.choice(["", *signs])
        word = "".join(written)
        if FORMATS[name](word) != validator.is_valid(word):
            wrong.append(word)
    assert wrong == []


def test_noise_has_a_verdict(db, judges):
    frames = [
        f'[2,"{number}","{action}",{written}]'.encode() for number, (version, action, _, _, written) in enumerate(payloads(db))
    ]
    chance = random.Random(12)
    for number in range(4000):
        raw = noise(chance, frames[::7])
        careful, quickly = judges[list(judges)[number % len(judges)]]
        found = careful.frame(raw)
        assert found.verdict in ("valid", "invalid", "cannot-judge")
        assert quickly.frame(raw) == found, raw
        assert Conversation(quickly).validate(raw) == Conversation(careful).validate(raw), raw


@pytest.mark.parametrize(
    "raw",
    [
        b"[" * 1_000_000,
        b'[2,"1","Heartbeat",' + b'{"a":' * 100_000,
        b'[2,"1","Heartbeat",{"a":' + b"9" * 1_000_000 + b"}]",
        b'[2,"1","SetChargingProfile",{"l":[' + b"1e9999," * 100_000 + b"1]}]",
        b'[2,"1","Authorize",{"idTag":"' + b"a" * 1_000_000 + b'"}]',
        b'[2,"1","Authorize",{"idTag":"' + b"\\" * 100_001 + b'"}]',
        b'[2,"' + b"1" * 1_000_000 + b'","Authorize",{}]',
        b'[2,"1","' + b"A" * 1_000_000 + b'",{}]',
    ],
    ids=["lists", "objects", "digits", "exponents", "string", "backslashes", "id", "action"],
)
def test_hostile_frames_are_refused_quickly(judges, raw):
    for careful, quickly in judges.values():
        found = careful.frame(raw)
        assert found.verdict == "invalid"
        assert quickly.frame(raw) == found


def test_of_very_many_faults_the_first_are_told(db):
    keys = ",".join("1" for _ in range(130))
    found = db.validate(f'[2,"1","GetConfiguration",{{"key":[{keys}]}}]', "1.6").findings
    assert len(found) == 101
    assert found[-1][:5] == ("", "schema", "more faults", "at most 100 to tell", "30 more faults")


@pytest.mark.parametrize("place", ['"connectorId":%s', '"connectorId":1,"transactionId":%s'])
@pytest.mark.parametrize(
    "number", ["15e0", "1.5e1", "15.0", "-0", "1e400", "0." + "0" * 120 + "15e122", "9" * 18, "9" * 19, "9" * 101]
)
def test_integers_are_told_alike_by_both_ways(judges, number, place):
    for frame in (f'[2,"1","MeterValues",{{{place % number},"meterValue":[]}}]', f"[{number}]", number, f'[{number},"1",{{}}]'):
        for careful, quickly in judges.values():
            assert quickly.frame(frame) == careful.frame(frame)
            assert Conversation(quickly).validate(frame) == Conversation(careful).validate(frame)
    frame = f'[2,"1","UnlockConnector",{{"connectorId":{number},"evseId":{number}}}]'
    for careful, quickly in judges.values():
        assert quickly.frame(frame) == careful.frame(frame)


@pytest.mark.parametrize(
    "number", ["9" * 100, "9" * 101, "-" + "9" * 100, "0." + "1" * 98, "0." + "1" * 99, "1e308", "1e309", "1E-308", "1e-309"]
)
def test_a_number_of_absurd_size_is_found_by_both_ways(judges, number):
    frame = f'[2,"1","DataTransfer",{{"vendorId":"v","data":{{"a":[{number}]}}}}]'
    careful, quickly = judges[max(judges)]
    found = careful.frame(frame)
    assert quickly.frame(frame) == found
    assert found.ok == (len(number) <= 100 and "309" not in number)
