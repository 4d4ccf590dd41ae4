import os
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, Optional, Protocol, Union

from .types import Area, Change, Claim, MapTime, Report, Rule, Said

__version__: str
READER: str
CASES: list[str]
CLAIMS_DDL: str
FINDINGS_DDL: str

Day = Union[str, date]
Region = Union[str, tuple[float, float, float, float]]
Format = Literal["auto", "text", "html", "markdown"]
Language = Literal["en", "any"]
Step = Literal["day", "week", "month", "year"]

class ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: Any = None) -> tuple[Any, Any]: ...

class ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...

class ArrowSchema(Protocol):
    def __arrow_c_schema__(self) -> Any: ...

def check(
    text: Union[str, bytes],
    *,
    published: Optional[Day] = None,
    title: Optional[str] = None,
    url: Optional[str] = None,
    name: str = "<text>",
    format: Format = "auto",
    language: Language = "en",
    select: Sequence[str] = ...,
    only: Sequence[str] = ...,
    ignore: Sequence[str] = ...,
    min_confidence: float = 0.15,
    atlas: Optional[Atlas] = None,
    ledger: Optional[Ledger] = None,
    case: Optional[str] = None,
) -> Report: ...
def extract(
    text: Union[str, bytes],
    *,
    published: Optional[Day] = None,
    title: Optional[str] = None,
    url: Optional[str] = None,
    name: str = "<text>",
    format: Format = "auto",
    language: Language = "en",
    min_confidence: float = 0.15,
) -> list[Claim]: ...
def rules() -> list[Rule]: ...
def claims_schema() -> ArrowSchema: ...
def findings_schema() -> ArrowSchema: ...

# What has both interfaces is taken as a batch. With pyarrow there, the results are pyarrow's own: hence `Any`.
def extract_batch(
    data: Union[ArrowArray, ArrowStream],
    *,
    text: str = "text",
    name: Optional[str] = None,
    published: Optional[str] = None,
    title: Optional[str] = None,
    url: Optional[str] = None,
    format: Format = "auto",
    language: Language = "en",
    min_confidence: float = 0.15,
    threads: Optional[int] = None,
) -> Any: ...
def check_batch(
    data: Union[ArrowArray, ArrowStream],
    *,
    text: str = "text",
    name: Optional[str] = None,
    published: Optional[str] = None,
    title: Optional[str] = None,
    url: Optional[str] = None,
    format: Format = "auto",
    language: Language = "en",
    select: Sequence[str] = ...,
    only: Sequence[str] = ...,
    ignore: Sequence[str] = ...,
    min_confidence: float = 0.15,
    threads: Optional[int] = None,
) -> Any: ...

class Atlas:
    def __init__(self, path: Union[str, os.PathLike[str]], *, create: bool = False) -> None: ...
    @property
    def sources(self) -> list[str]: ...
    def terms(self) -> dict[str, dict[str, Any]]: ...
    def maps(self) -> list[MapTime]: ...
    def area(
        self,
        region: Optional[Region] = None,
        *,
        holder: Optional[str] = None,
        status: Sequence[str] = ...,
        source: Optional[str] = None,
        start: Optional[Day] = None,
        end: Optional[Day] = None,
        by: Optional[Step] = None,
        together: bool = False,
    ) -> list[Area]: ...
    def change(
        self,
        first: Day,
        second: Day,
        region: Optional[Region] = None,
        *,
        holder: Optional[str] = None,
        status: Sequence[str] = ...,
        source: Optional[str] = None,
    ) -> list[Change]: ...
    def geojson(
        self,
        region: Optional[Region] = None,
        *,
        on: Optional[Day] = None,
        holder: Optional[str] = None,
        status: Sequence[str] = ...,
        source: Optional[str] = None,
        min_age: int = 72,
    ) -> str: ...
    def add(
        self,
        files: Sequence[Union[str, os.PathLike[str]]],
        *,
        source: Optional[str] = None,
        case: Optional[str] = None,
        meaning: Optional[dict[str, Any]] = None,
        date: Optional[Day] = None,
    ) -> str: ...

class Ledger:
    def __init__(self, path: Union[str, os.PathLike[str]], *, create: bool = False) -> None: ...
    def claims(
        self,
        *,
        side: Optional[str] = None,
        speaker: Optional[str] = None,
        place: Optional[str] = None,
        actor: Optional[str] = None,
        predicate: Optional[str] = None,
        min_confidence: Optional[float] = None,
        origin: Optional[str] = None,
        review: Optional[Literal["unreviewed", "confirmed", "rejected"]] = None,
        start: Optional[Day] = None,
        end: Optional[Day] = None,
        text: Optional[str] = None,
        rule: Optional[str] = None,
        known: Optional[Day] = None,
        case: Optional[str] = None,
    ) -> list[Said]: ...
    def add(
        self,
        text: Union[str, bytes],
        *,
        published: Optional[Day] = None,
        title: Optional[str] = None,
        url: Optional[str] = None,
        name: str = "<text>",
        format: Format = "auto",
        language: Language = "en",
    ) -> int: ...
