"""What the functions return, for type checkers: plain dicts, so that pandas, polars and json take them as they are."""

from typing import Any, Optional, TypedDict, Union

Number = Union[int, float]


class Value(TypedDict):
    """A value as printed, in a unit."""

    low: float
    high: float
    unit: str


class Claim(TypedDict):
    """One statement about who holds, took or lost how much, or about people."""

    quote: str
    predicate: str
    actor: Optional[str]
    place: Optional[str]
    low: Optional[Number]
    high: Optional[Number]
    unit: Optional[str]
    hedge: str
    of: Optional[str]
    extent: Optional[str]
    restated: list[Value]
    asserter: Optional[str]
    side: Optional[str]
    polarity: str
    as_of: Optional[str]
    document: str
    start: int
    end: int
    id: str
    confidence: float
    tense: Optional[str]
    total: bool
    again: bool
    people: Optional[str]
    whole: Optional[str]
    kind: Optional[str]
    spans: dict[str, list[int]]
    reader: str


class Span(TypedDict):
    """A piece of the text that a finding points to; `start` and `end` are code points of the text as received."""

    start: int
    end: int
    quote: str
    label: str


class _Fixable(TypedDict, total=False):
    fix: dict[str, Any]


class Finding(_Fixable):
    """One result of a rule; `fix` is there where exactly one change mends it."""

    rule: str
    severity: str
    message: str
    document: str
    start: int
    end: int
    line: int
    quote: str
    expected: str
    found: str
    related: list[Span]
    basis: str


class _Supported(TypedDict, total=False):
    supported: list[Finding]
    unchecked: list[Finding]


class Report(_Supported):
    """What a check says; `supported` and `unchecked` are there where there are maps, and claims that
    they support or could not be held against. With `problems`, no findings are no pass."""

    findings: list[Finding]
    claims: list[Claim]
    coverage: dict[str, Any]
    problems: list[str]


class Rule(TypedDict):
    """A rule of the linter."""

    name: str
    summary: str
    default: bool
    severity: str
    claims: bool
    page: str


class MapTime(TypedDict):
    """A map of an atlas."""

    source: str
    snapshot: str


class _Period(TypedDict, total=False):
    period: str
    maps: int


class Area(_Period):
    """Ground on one map; `period` and `maps` are there in a series."""

    snapshot: str
    source: str
    status: str
    holder: Optional[str]
    region: str
    km2: float
    pieces: int


class Piece(TypedDict):
    """A piece of ground that changed; `at` is longitude and latitude."""

    what: str
    km2: float
    at: list[float]


class Change(TypedDict):
    """What changed between two maps of a source, in km²."""

    source: str
    first: str
    second: str
    before: float
    after: float
    gained: float
    lost: float
    net: float
    pieces: list[Piece]


class Said(TypedDict):
    """A claim of the record, once, with the articles that carry it."""

    quote: str
    predicate: str
    actor: Optional[str]
    place: Optional[str]
    low: Optional[Number]
    high: Optional[Number]
    unit: Optional[str]
    hedge: str
    reading: Optional[Any]
    of: Optional[str]
    extent: Optional[str]
    restated: list[Value]
    asserter: Optional[str]
    side: Optional[str]
    polarity: str
    as_of: Optional[str]
    event: Optional[str]
    said: Optional[str]
    chain: list[str]
    id: str
    corrected: list[str]
    confidence: Optional[float]
    origin: str
    review: str
    reviewer: Optional[str]
    tense: Optional[str]
    total: bool
    again: bool
    people: Optional[str]
    whole: Optional[str]
    kind: Optional[str]
    reports: int
    carriers: list[dict[str, Any]]
