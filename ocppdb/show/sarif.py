"""An audit as SARIF 2.1.0, which code hosts and editors read."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from ocppdb.records.audits import RULES, Audit, Remark
from ocppdb.release import RELEASE

__all__ = ["sarif"]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
Page = Callable[[str | None, str | None, str | None], str]
"""The address of a page: of a thing by version, kind and name; of a list by its kind; or of the beginning."""


def sarif(audit: Audit, page: Page | None = None) -> dict[str, Any]:
    """Return an Audit as a SARIF log of one run; with `page` it has the addresses of pages that help, without one no address."""
    ids = list(RULES)
    rules = [
        {
            "id": id,
            "shortDescription": {"text": rule.finds},
            "help": {"text": rule.cure},
            **({"helpUri": page(None, rule.kind, None)} if page else {}),
            "defaultConfiguration": {"level": rule.level},
        }
        for id, rule in RULES.items()
    ]
    about = {"informationUri": page(None, None, None)} if page else {}
    driver = {"name": "ocppdb", "version": RELEASE, **about, "rules": rules}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "results": [_result(remark, ids.index(remark.rule), page) for remark in audit.remarks],
            }
        ],
    }


def _result(remark: Remark, index: int, page: Page | None) -> dict[str, Any]:
    place = {
        "artifactLocation": {"uri": quote(remark.file.encode("utf-8", "replace")), "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": max(remark.line, 1), "startColumn": remark.column},
    }
    return {
        "ruleId": remark.rule,
        "ruleIndex": index,
        "level": remark.level,
        "message": {"text": remark.text},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"ocppdb/v1": remark.fingerprint},
        **({"properties": {"page": page(*remark.about)}} if page and remark.about else {}),
    }
