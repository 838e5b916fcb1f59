"""The part of the API that answers about sequences of messages."""

import json

__all__ = ["Sequences"]


class Sequences:
    """Sequences, for Database."""

    def sequence(self, id):
        """Return the Sequence of an id such as `ocpp201-b01-cold-boot`. Raises NotFound."""
        return self._once(("sequence", id), lambda: self._sequence(id))

    def _sequence(self, id):
        from ocppdb.records.sequences import Sequence, Step

        found = self._rows(
            "SELECT version, id, title, group_name, use_case, kind, summary, preconditions, postconditions, checked_against, note, source, section, "
            "confidence FROM sequences WHERE id = ?",
            (id,),
        )
        if not found:
            raise self._unknown("sequence", id, None, True)
        *head, before, after, against, note, source, section, confidence = found[0]
        demanded = {}
        for position, requirement in self._rows(
            "SELECT position, requirement FROM step_requirements WHERE sequence = ? ORDER BY rowid", (id,)
        ):
            demanded.setdefault(position, []).append(requirement)
        steps = tuple(
            Step(*row[:8], json.loads(row[8]) if row[8] else {}, row[9], tuple(demanded.get(row[0], ())))
            for row in self._rows(
                "SELECT position, depth, fragment, guard, sender, receiver, action, kind, field_values, note FROM sequence_steps "
                "WHERE sequence = ? ORDER BY position",
                (id,),
            )
        )
        told = (tuple((text or "").splitlines()) for text in (before, after, against))
        open_points = self._points_of("escalation", head[0])
        names = {id, head[4], *(step.action for step in steps if step.action)}
        ids = tuple(sorted({each for name in names for each in open_points.get(name, ())}))
        return Sequence(*head, *told, note, source, section, confidence, self._participants(head[0], steps), steps, ids)

    def _participants(self, version, steps):
        """The participants from left to right: who deals with the station, the station, who is between, the CSMS, who deals with it."""
        roles = dict(self._rows("SELECT side, name FROM roles WHERE version = ?", (version,)))
        partners = {}
        for step in steps:
            if step.sender:
                partners.setdefault(step.sender, set()).update({step.receiver} - {None})
                if step.receiver:
                    partners.setdefault(step.receiver, set()).add(step.sender)

        def place(name):
            if name in roles.values():
                return 1 if name == roles["station"] else 3
            stations, csms = roles["station"] in partners[name], roles["csms"] in partners[name]
            return 2 if stations and csms else 4 if csms else 0

        return tuple(sorted(partners, key=place))

    def sequences(self, action=None, version=None, use_case=None, group=None, kind=None):
        """Return the list of Sequences that have a message, or belong to a use case, group or kind; of one version where given."""
        condition, parameters = self._where(version, use_case=use_case, group_name=group, kind=kind)
        if action is not None:
            condition += " AND id IN (SELECT sequence FROM sequence_steps WHERE action = ?)"
            parameters += (action,)
        rows = self._rows(f"SELECT id FROM sequences WHERE {condition} ORDER BY rowid", parameters)
        return [self.sequence(id) for (id,) in rows]
