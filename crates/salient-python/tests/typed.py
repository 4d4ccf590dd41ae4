"""What type checkers must know: this file is read by mypy, and not run."""

from datetime import date

import salient


def figures(text: str) -> list[float]:
    """The lower ends of all figures."""
    return [float(claim["low"]) for claim in salient.extract(text, published=date(2025, 1, 17)) if claim["low"] is not None]


def worst(text: bytes) -> str | None:
    """The rule of the first finding."""
    report = salient.check(text, published="2025-01-17", only=["unit-mismatch"])
    return report["findings"][0]["rule"] if report["findings"] else None


def held(atlas: salient.Atlas) -> float:
    """Square kilometres, all maps together."""
    return sum(row["km2"] for row in atlas.area("RU-KRS", holder="UA", by="month"))


def speakers(ledger: salient.Ledger) -> set[str | None]:
    """All who speak."""
    return {said["asserter"] for said in ledger.claims(side="RU")}
