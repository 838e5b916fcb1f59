"""Payloads made up from a schema, right ones and wrong ones, as JSON text: the same seed makes the same payloads."""

import json

NUMBERS = [
    "0",
    "1",
    "-1",
    "1.0",
    "2.50",
    "15.2",
    "21.44",
    "0.30000000000000004",
    "1e2",
    "1E-1",
    "1.5e1",
    "9223372036854775807",
    "1e30",
]
STRINGS = [
    "",
    "x",
    "é😀",
    "2024-02-30T00:00:00Z",
    "2024-05-04T18:02:11Z",
    "https://csms.example/a",
    "true",
    "1",
    "{}",
    "\\u0000",
    "A" * 3000,
]


class Raw(str):
    """A number as it is written."""


def text(value):
    """Return a value as JSON, numbers as they are written."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(name)}:{text(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(text, value)) + "]"
    return json.dumps(value)


def made(schema, root, random, depth=0):
    """Return a value that is right by a schema, of the keywords that the official schemas use."""
    if "$ref" in schema:
        return made(root["definitions"][schema["$ref"].removeprefix("#/definitions/")], root, random, depth)
    if "enum" in schema:
        return random.choice(schema["enum"])
    kind = schema.get("type")
    if kind == "object":
        required = schema.get("required", ())
        names = [name for name in schema.get("properties", {}) if name in required or depth < 6 and random.random() < 0.4]
        return {name: made(schema["properties"][name], root, random, depth + 1) for name in names}
    if kind == "array":
        count = random.randint(schema.get("minItems", 0), min(schema.get("maxItems", 3), schema.get("minItems", 0) + 2))
        return [made(schema["items"], root, random, depth + 1) for _ in range(count)]
    if kind == "string":
        if "format" in schema:
            return {"date-time": "2026-05-04T18:02:11.123Z", "uri": "https://csms.example/log"}[schema["format"]]
        return "".join(random.choice("abcXYZ019-_ éß") for _ in range(random.randint(0, min(schema.get("maxLength", 20), 40))))
    if kind == "boolean":
        return random.random() < 0.5
    if kind == "integer":
        return Raw(random.randint(int(schema.get("minimum", 0)), int(min(schema.get("maximum", 10**6), 10**6))))
    if kind == "number":
        return Raw(f"{random.randint(0, 500)}.{random.randint(0, 9)}")
    return random.choice([{}, [], "any", True, Raw("1")])


def spoilt(value, random):
    """Return a value with something changed at a random place, which mostly makes it wrong."""
    if isinstance(value, dict) and value and random.random() < 0.75:
        name = random.choice(list(value))
        roll = random.random()
        if roll < 0.15:
            return {key: each for key, each in value.items() if key != name}
        if roll < 0.25:
            return value | {name.swapcase(): value[name]}
        if roll < 0.3:
            return {"b64" + name if key == name else key: each for key, each in value.items()}
        return value | {name: spoilt(value[name], random)}
    if isinstance(value, list) and value and random.random() < 0.75:
        place = random.randrange(len(value))
        roll = random.random()
        if roll < 0.15:
            return value[:place]
        if roll < 0.3:
            return value * 40
        return [spoilt(each, random) if number == place else each for number, each in enumerate(value)]
    if isinstance(value, str) and not isinstance(value, Raw) and random.random() < 0.5:
        return random.choice([value.swapcase(), value * 60, value[:-1]])
    return random.choice([None, True, {}, [], [value], {"a": value}, *map(Raw, NUMBERS), *STRINGS])


def noise(chance, frames):
    """A frame with bytes changed, cut, doubled or put elsewhere."""
    raw = bytearray(chance.choice(frames))
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(raw) + 1)
        roll = chance.random()
        if roll < 0.5:
            raw[place : place + 1] = bytes([chance.choice(b'[]{}",:0189eE.-+\\u dD\xff\x00\xc3Nat')])
        elif roll < 0.7:
            del raw[place : place + chance.randint(1, 9)]
        elif roll < 0.85:
            raw[place:place] = raw[place // 2 : place]
        else:
            del raw[place:]
    return bytes(raw)
