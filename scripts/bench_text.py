"""Makes the texts of the benchmark: a 5 kB article and streams of articles, from the bundled briefs and plain filler."""
import json
import pathlib
import sys

briefs = [p.read_text() for p in sorted(pathlib.Path(sys.argv[1]).glob("*.txt"))]
out = pathlib.Path(sys.argv[2])
filler = (
    "The council met on Tuesday to hear from residents about the new bridge over the river. Work will start next year, "
    "and the cost of 12.5 million is to be shared by the region and the city. Nobody spoke against the plan, though two "
    "members asked for a second survey of the ground. The mayor thanked the engineers and closed the meeting early.\n"
)
article = "\n".join(briefs)
article = (article + "\n" + filler * 8)[:5000]
(out / "article.txt").write_text(article)
with (out / "stream.ndjson").open("w") as stream:
    for number in range(4000):
        text = briefs[number % len(briefs)] + filler * 9
        stream.write(json.dumps({"name": f"a{number}", "text": text, "published": "2025-01-17"}) + "\n")
(out / "slice.txt").write_text("\n".join(b + filler * 9 for b in briefs))
