"""One text: what comes out, what is refused and how."""

import datetime
import threading
import time

import pytest
import salient

ARMY = "Rebels captured the town of Tadef, Syria, the army said."
DOUBLE = "Kyiv still controls over 420 square kilometers (261 square kilometers)."


def test_a_finding_says_what_is_expected_and_where():
    [finding] = salient.check(DOUBLE, name="note.txt")["findings"]
    assert (finding["rule"], finding["expected"]) == ("unit-mismatch", "162 square miles")
    assert DOUBLE[finding["start"] : finding["end"]] == finding["quote"]
    assert finding["document"] == "note.txt"


def test_the_keys_are_those_of_the_types():
    report = salient.check(DOUBLE)
    assert set(report) <= set(salient.Report.__annotations__) | {"supported", "unchecked"}
    assert set(report["findings"][0]) - {"fix"} == set(salient.Finding.__annotations__) - {"fix"}
    assert set(report["claims"][0]) == set(salient.Claim.__annotations__)
    assert set(salient.rules()[0]) == set(salient.Rule.__annotations__)


@pytest.mark.parametrize("published", ["2025-01-17", datetime.date(2025, 1, 17), datetime.datetime(2025, 1, 17, 12)])
def test_a_day_comes_in_any_form(published):
    [claim] = salient.extract("On Friday, rebels captured the town of Tadef, Syria, the army said.", published=published)
    assert claim["as_of"] == "2025-01-17"


def test_bytes_are_decoded():
    text = "Rebels captured the town of Tadef, Syria, the army’s spokesman said."
    assert salient.extract(text.encode("utf-16")) == salient.extract(text)
    assert salient.extract(text.encode("cp1252")) == salient.extract(text)


def test_a_page_is_told_from_its_first_characters():
    page = f"<!doctype html><html><body><article><p>{ARMY}</p></article></body></html>"
    assert salient.extract(page)[0]["place"] == "Tadef"


@pytest.mark.parametrize(
    ("call", "kind", "words"),
    [
        (lambda: salient.extract(b"%PDF-1.7 ..."), salient.NotRead, "PDF"),
        (lambda: salient.check("Министерство обороны заявило о взятии села под городом."), salient.NotRead, "language"),
        (lambda: salient.check(ARMY, select=["unit-mismatsch"]), salient.ArgumentError, "salient.rules()"),
        (lambda: salient.check(ARMY, published="yesterday"), salient.ArgumentError, "YYYY-MM-DD"),
        (lambda: salient.check(ARMY, format="pdf"), salient.ArgumentError, "auto, text, html, markdown"),
        (lambda: salient.check(ARMY, min_confidence=3), salient.ArgumentError, "from 0 to 1"),
        (lambda: salient.check(ARMY, case="atlantis"), salient.ArgumentError, "kursk-2024"),
        (lambda: salient.check(None), TypeError, "text"),
    ],
)
def test_what_cannot_be_done_says_what_to_do(call, kind, words):
    with pytest.raises(kind, match=words.replace("(", r"\(").replace(")", r"\)")) as raised:
        call()
    assert kind is TypeError or isinstance(raised.value, salient.Error)




def test_other_threads_go_on_while_a_text_is_read():
    # Figures in each sentence, so that none of them is known already.
    text = " ".join(f"Rebels captured {n} villages near Tadef, Syria, the army said." for n in range(100, 160))
    ticks, done = [], threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.005)

    ticker = threading.Thread(target=tick)
    ticker.start()
    begun = time.monotonic()
    salient.extract(text)
    ended = time.monotonic()
    done.set()
    ticker.join()
    within = [t for t in ticks if begun < t < ended]
    # With the lock held it would be none, or one at each end.
    assert ended - begun > 0.1 and len(within) > 5, (ended - begun, len(within))
