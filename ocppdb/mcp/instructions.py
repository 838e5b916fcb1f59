"""What the server tells a client of itself, and whoever reads it: how to use the tools, and what holds of every answer."""

__all__ = ["INSTRUCTIONS"]

INSTRUCTIONS = """\
Reference of the Open Charge Point Protocol (OCPP): messages, fields, rules, sequences, open points, each with its source.

- Version first: take it from the code (`detect`, where it is offered). Pass `version`; without it one is assumed and the answer says
  `assumed`: tell the developer.
- `about` answers most questions in one call. `message` tells the fields, `sequence` the order of messages, `compare` and `changes` what
  differs between versions, `search` finds names, `sql` the rest.
- Before you write a handler, call `escalations` with its `action`. Where an answer has an `instruction`, follow it: in strict mode stop
  and ask the developer the listed questions. What stands under `decided` the project has answered: do so, and do not ask again.
- Cite `source` and `section`. confidence schema-derived and specification are facts; call interpretation by its name.
- What is not in the database is answered as such, with the nearest names: never make up a name, field or behaviour.
- Answers come in pages: `total` is the whole number, `next` the cursor of the next page.
"""
