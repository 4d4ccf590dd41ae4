"""Makes crates/salient-map/regions/countries.tsv, the names of states; to be run only when CLDR or this script changes.

  pip install babel==2.19.0           # carries Unicode's CLDR (Unicode License v3)
  python3 scripts/countries.py [OUT]
Names are CLDR's, one column a language, as in admin1.tsv; `also` holds names in use that CLDR does not put first.
"""
import pathlib, sys
from babel import Locale

LANGUAGES = "en ru uk ar bn de el es fa fr he hi hu id it ja ko nl pl pt sv tr ur vi zh zh-Hant".split()
regions = pathlib.Path(__file__).resolve().parent.parent / "crates/salient-map/regions"
out = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else regions / "countries.tsv"
ALSO = {
    "AE": "UAE|Emirates", "BA": "Bosnia|Bosnia and Herzegovina", "BO": "Plurinational State of Bolivia", "BN": "Brunei Darussalam",
    "CD": "Democratic Republic of the Congo|DR Congo|DRC|Congo-Kinshasa", "CF": "CAR", "CG": "Republic of the Congo|Congo-Brazzaville",
    "CI": "Ivory Coast|Cote d'Ivoire", "CN": "People's Republic of China|PRC", "CV": "Cabo Verde", "CZ": "Czech Republic",
    "FM": "Federated States of Micronesia", "GB": "UK|Great Britain|Britain", "GM": "The Gambia", "IR": "Islamic Republic of Iran",
    "KP": "DPRK", "KR": "Republic of Korea", "LA": "Lao PDR", "MD": "Republic of Moldova", "MK": "Macedonia", "MM": "Burma|Myanmar",
    "NL": "The Netherlands|Holland", "PS": "Palestine|State of Palestine", "RU": "Russian Federation|РФ|Российская Федерация",
    "SY": "Syrian Arab Republic", "SZ": "Swaziland", "TL": "East Timor", "TR": "Turkey", "TZ": "United Republic of Tanzania",
    "US": "USA|United States of America|U.S.|U.S.A.|America", "VA": "Vatican|Holy See", "VE": "Bolivarian Republic of Venezuela", "VN": "Viet Nam",
}
lines = (regions / "admin1.tsv").read_text(encoding="utf-8").splitlines()[1:]
states = sorted({line.split("\t")[1] for line in lines} - {""})
names = {lang: Locale.parse(lang.replace("-", "_")).territories for lang in LANGUAGES}
rows = ["\t".join(["code", *LANGUAGES, "also"])]
for code in states:
    rows.append("\t".join([code, *(names[lang].get(code, "") for lang in LANGUAGES), ALSO.get(code, "")]))
out.write_text("\n".join([*rows, ""]), encoding="utf-8", newline="\n")
