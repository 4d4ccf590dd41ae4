"""Articles of our own making, as many as one likes: for trying out engines, not for judging the reader.

    python examples/articles.py 20000 articles/ --files 16

One in ten tells of ground, losses or people who fled; the others are about everything else, as in an archive. The same number
always gives the same article.
"""

import argparse
import pathlib
import random

PLACES = ["Tadef", "Sudzha", "Goma", "Mosul", "El Fasher", "Bakhmut", "Hodeidah", "Kobani"]
SIDES = ["Rebels", "Government forces", "Ukrainian troops", "Russian forces", "M23 fighters", "Militants"]
SPEAKERS = ["the army", "the Defense Ministry", "a spokesman for the rebels", "local officials", "the General Staff"]
CLAIMS = [
    "{side} captured {few} villages near {place}, {speaker} said on {day}.",
    "{side} control about {km2} square kilometers around {place}, {speaker} said.",
    "At least {many} people were killed near {place} on {day}, {speaker} said.",
    "More than {crowd} people have fled {place} since the fighting began, {speaker} said.",
    "{side} have retaken {km2} square kilometers ({miles} square miles) near {place}, {speaker} said.",
]
OTHERS = [
    "The council of {town} will vote on the new bus line on {day}, after {few} months of debate.",
    "{name} scored {few} goals as {town} beat the visitors in front of {crowd} people.",
    "Prices of bread in {town} rose by {few} percent over the year, the bakers' union said.",
    "The museum in {town} shows {many} paintings by {name}, most of them for the first time.",
    "Rain is expected in {town} on {day}, with up to {few} degrees in the afternoon.",
    "{name}, {age}, has run the library of {town} for {few} years and knows every shelf.",
    "The trains between {town} and the coast will run again from {day}, the railway said.",
    "Shares of the company fell {few} percent after {name} said that the plant would close.",
]
TOWNS = ["Northfield", "Ashby", "Marlow", "Senlis", "Alba", "Lund", "Tornio", "Bergen"]
NAMES = ["Ana Duarte", "Tom Reed", "Ilse Kramer", "Jan Novak", "Mia Lindholm", "Sam Okoro"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
#: Of so many articles one makes claims.
ONE_IN = 10


def article(number: int) -> dict[str, str]:
    """The article of a number: `name`, `text`, `published`."""
    chance = random.Random(number)
    sentences = [_sentence(chance, OTHERS) for _ in range(chance.randint(4, 9))]
    if number % ONE_IN == 0:
        for _ in range(chance.randint(1, 3)):
            sentences.insert(chance.randrange(len(sentences) + 1), _sentence(chance, CLAIMS))
    text = "\n\n".join(" ".join(sentences[at : at + 3]) for at in range(0, len(sentences), 3))
    published = f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return {"name": f"{number:09}", "text": text, "published": published}


def _sentence(chance: random.Random, shapes: list[str]) -> str:
    km2 = chance.randint(20, 1300)
    return chance.choice(shapes).format(
        side=chance.choice(SIDES), place=chance.choice(PLACES), speaker=chance.choice(SPEAKERS), town=chance.choice(TOWNS),
        name=chance.choice(NAMES), day=chance.choice(DAYS), few=chance.randint(2, 19), many=chance.randint(20, 90),
        crowd=f"{chance.randint(2, 60)},000", age=chance.randint(25, 80), km2=km2, miles=round(km2 / 2.589988),
    )  # fmt: skip


def write(many: int, folder: pathlib.Path, files: int) -> None:
    """Writes so many articles into so many Parquet files."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    for file in range(files):
        rows = [article(number) for number in range(file, many, files)]
        pq.write_table(pa.Table.from_pylist(rows), folder / f"part-{file:04}.parquet")


if __name__ == "__main__":
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("many", type=int, help="how many articles")
    ask.add_argument("folder", type=pathlib.Path, help="where to, as Parquet")
    ask.add_argument("--files", type=int, default=16, help="into so many files (16)")
    given = ask.parse_args()
    write(given.many, given.folder, given.files)
