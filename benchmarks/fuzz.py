"""Frames of noise through both ways of the judge: python benchmarks/fuzz.py [FRAMES] [SEED]

Valid and spoilt frames of all messages, with bytes changed, cut, doubled or moved: each by itself, answers with the action that they answer,
and in a conversation. A run ends with status 1 at the first frame on which the
judge raises anything, or on which the quick way and the careful one differ; it prints that frame.
"""

import random
import sys
from collections import Counter
from pathlib import Path

import ocppdb
from ocppdb.judging.conversation import Conversation
from ocppdb.judging.fast import quick
from ocppdb.judging.judge import Judge
from ocppdb.query.validate import book

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from payloads import made, noise, spoilt, text


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    verdicts = Counter()
    db = ocppdb.open()
    judges = {}
    for version in db.versions:
        one = book(db._reader, version.id)
        judges[version.id] = Judge(one), Judge(one, quick())
    talks = {id_: [Conversation(judge) for judge in both] for id_, both in judges.items()}
    schemas = [
        (message.version, message.action, payload.kind, db.schema(message.action, payload.kind, message.version))
        for message in db.messages()
        for payload in message.payloads
    ]
    for _ in range(count):
        version, action, kind, schema = chance.choice(schemas)
        value = made(schema, schema, chance)
        for _ in range(chance.randrange(3)):
            value = spoilt(value, chance)
        id_ = chance.randrange(50)
        raw = (f'[2,"{id_}","{action}",{text(value)}]' if kind == "request" else f'[3,"{id_}",{text(value)}]').encode()
        if chance.random() < 0.5:
            raw = noise(chance, [raw])
        careful, quickly = judges[version]
        try:
            found = careful.frame(raw, action)
            carefully, also = (talk.validate(raw) for talk in talks[version])
            if found != quickly.frame(raw, action) or carefully != also:
                raise AssertionError("the two ways differ")
        except Exception as error:  # noqa: BLE001  whatever it is, it is the find
            print(f"{version}: {error!r}\n{raw!r}")
            sys.exit(1)
        verdicts[found.verdict] += 1
    print(f"{count} frames, nothing raised: {dict(verdicts)}")


if __name__ == "__main__":
    main()
