"""Salient reads news reports about a conflict, extracts every claim about who holds, took or lost how much territory
(and troops, losses, displaced people), and checks what the figures say against each other, against control maps and
against what is on record. No model is fetched and nothing is sent anywhere.

>>> import salient
>>> report = salient.check("Of the 33 towns, 12 were taken; the remaining 31 were not, the army said.")
>>> [finding["rule"] for finding in report["findings"]]
['remainder-mismatch']

One text: `check`, `extract`. Many, as Arrow: `check_batch`, `extract_batch`. Maps: `Atlas`. The record: `Ledger`.
"""

from . import errors
from ._salient import (
    CASES,
    CLAIMS_DDL,
    FINDINGS_DDL,
    READER,
    Atlas,
    Ledger,
    __version__,
    check,
    check_batch,
    claims_schema,
    extract,
    extract_batch,
    findings_schema,
    rules,
)
from .errors import ArgumentError, AtlasError, Error, InternalError, LedgerError, NotRead, ReadWarning
from .types import Area, Change, Claim, Finding, MapTime, Piece, Report, Rule, Said, Span, Value

__all__ = [
    "CASES",
    "CLAIMS_DDL",
    "FINDINGS_DDL",
    "READER",
    "Area",
    "ArgumentError",
    "Atlas",
    "AtlasError",
    "Change",
    "Claim",
    "Error",
    "Finding",
    "InternalError",
    "Ledger",
    "LedgerError",
    "MapTime",
    "NotRead",
    "Piece",
    "ReadWarning",
    "Report",
    "Rule",
    "Said",
    "Span",
    "Value",
    "__version__",
    "check",
    "check_batch",
    "claims_schema",
    "errors",
    "extract",
    "extract_batch",
    "findings_schema",
    "rules",
]
