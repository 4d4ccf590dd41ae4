import os
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, Optional, Protocol, Union, final

from typing_extensions import Self

from .types import Area, Change, Claim, MapTime, Report, Rule, Said

__version__: str
READER: str
CASES: list[str]
CLAIMS_DDL: str
FINDINGS_DDL: str

_Day = Union[str, date]
_Region = Union[str, tuple[float, float, float, float]]
_Format = Literal["auto", "text", "html", "markdown"]
_Language = Literal["en", "any"]
_Step = Literal["day", "week", "month", "year"]

class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: Any = None) -> tuple[Any, Any]: ...

class _ArrowStream(Protocol):
    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any: ...

class _ArrowSchema(Protocol):
    def __arrow_c_schema__(self) -> Any: ...

def check(
    text: Union[str, bytes],
    *,
    published: Optional[_Day] = None,
    title: Optional[str] = None,
    url: Optional[str] = None,
    name: str = "<text>",
    format: _Format = "auto",
    language: _Language = "en",
    select: Sequence[str] = ...,
    only: Sequence[str] = ...,
    ignore: Sequence[str] = ...,
    min_confidence: float = 0.1,
    atlas: Optional[Atlas] = None,
    ledger: Optional[Ledger] = None,
    case: Optional[str] = None,
) -> Report: ...
def extract(
    text: Union[str, bytes],
    *,
    published: Optional[_Day] = None,
    title: Optional[str] = None,
    url: Optional[str] = None,
    name: str = "<text>",
    format: _Format = "auto",
    language: _Language = "en",
    min_confidence: float = 0.1,
) -> list[Claim]: ...
def rules() -> list[Rule]: ...
def claims_schema() -> _ArrowSchema: ...
def findings_schema() -> _ArrowSchema: ...

# What has both interfaces is taken as a batch. With pyarrow there, the results are pyarrow's own: hence `Any`.
def extract_batch(
    data: Union[_ArrowArray, _ArrowStream],
    *,
    text: str = "text",
    name: Optional[str] = None,
    published: Optional[str] = None,
    title: Optional[str] = None,
    url: Optional[str] = None,
    format: _Format = "auto",
    language: _Language = "en",
    min_confidence: float = 0.1,
    threads: Optional[int] = None,
) -> Any: ...
def check_batch(
    data: Union[_ArrowArray, _ArrowStream],
    *,
    text: str = "text",
    name: Optional[str] = None,
    published: Optional[str] = None,
    title: Optional[str] = None,
    url: Optional[str] = None,
    format: _Format = "auto",
    language: _Language = "en",
    select: Sequence[str] = ...,
    only: Sequence[str] = ...,
    ignore: Sequence[str] = ...,
    min_confidence: float = 0.1,
    threads: Optional[int] = None,
) -> Any: ...

@final
class Atlas:
    def __new__(cls, path: Union[str, os.PathLike[str]], *, create: bool = False) -> Self: ...
    @property
    def sources(self) -> list[str]: ...
    def terms(self) -> dict[str, dict[str, Any]]: ...
    def maps(self) -> list[MapTime]: ...
    def area(
        self,
        region: Optional[_Region] = None,
        *,
        holder: Optional[str] = None,
        status: Sequence[str] = ...,
        source: Optional[str] = None,
        start: Optional[_Day] = None,
        end: Optional[_Day] = None,
        by: Optional[_Step] = None,
        together: bool = False,
    ) -> list[Area]: ...
    def change(
        self,
        first: _Day,
        second: _Day,
        region: Optional[_Region] = None,
        *,
        holder: Optional[str] = None,
        status: Sequence[str] = ...,
        source: Optional[str] = None,
    ) -> list[Change]: ...
    def geojson(
        self,
        region: Optional[_Region] = None,
        *,
        on: Optional[_Day] = None,
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
        date: Optional[_Day] = None,
    ) -> str: ...

@final
class Ledger:
    def __new__(cls, path: Union[str, os.PathLike[str]], *, create: bool = False) -> Self: ...
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
        start: Optional[_Day] = None,
        end: Optional[_Day] = None,
        text: Optional[str] = None,
        rule: Optional[str] = None,
        known: Optional[_Day] = None,
        case: Optional[str] = None,
    ) -> list[Said]: ...
    def add(
        self,
        text: Union[str, bytes],
        *,
        published: Optional[_Day] = None,
        title: Optional[str] = None,
        url: Optional[str] = None,
        name: str = "<text>",
        format: _Format = "auto",
        language: _Language = "en",
    ) -> int: ...
