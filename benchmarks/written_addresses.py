"""Writes test cases for quality.py: addresses in the style of forms, letters and spreadsheets, each with its expected result.

usage: written_addresses.py DATA.ndjson[.gz] [--count 100] [--seed 1] > cases.jsonl

DATA is an address file in the BAN's addok export format. The kinds follow the lines of the address standard
AFNOR XP Z 10-011 (addressee, delivery point, building, street, post box or hamlet, postcode and city, country)
and what people add to them. Each case has kind, query and expected: the identifier, name, postcode and city of the
street, and its house number, or "no_number" where the query has none.
"""
import argparse
import gzip
import json
import random
import re
import sys
import unicodedata

ap = argparse.ArgumentParser()
ap.add_argument("data")
ap.add_argument("--count", type=int, default=100)
ap.add_argument("--seed", type=int, default=1)
args = ap.parse_args()
pick = random.Random(args.seed)

WORDS = dict(enumerate("un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split(), 1))
TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}


def spell(n):
    """Returns a number from 1 to 9,999 in French words."""
    if n >= 1000:
        return ("mille" if n < 2000 else spell(n // 1000) + " mille") + (" " + spell(n % 1000) if n % 1000 else "")
    if n >= 100:
        many = n // 100 > 1
        return (spell(n // 100) + " cent" + ("" if n % 100 else "s") if many else "cent") + (" " + spell(n % 100) if n % 100 else "")
    if n in WORDS:
        return WORDS[n]
    if n < 20:
        return "dix-" + WORDS[n - 10]
    if n >= 80:
        return "quatre-vingts" if n == 80 else "quatre-vingt-" + spell(n - 80)
    ten = n // 10 * 10 if n < 70 else 60
    rest = n - ten
    return TENS[ten] + ("" if rest == 0 else (" et " if rest in (1, 11) else "-") + spell(rest))


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def no_number(s):
    return {"housenumber": None, "no_number": True}


def number(s):
    return {"housenumber": s["n"]}


def unit():
    word = pick.choice(["bât", "bâtiment", "esc.", "escalier", "appt", "appartement", "porte", "étage", "hall", "logement", "bureau", "Bt", "entrée"])
    return f"{word} {pick.choice(['A', 'B', '2', '12', '104', 'C3', 'n°4'])}"


def person():
    return pick.choice(["M. et Mme Durand", "Madame Claire Petit", "Mr Leroy", "Mlle Anne Moreau", "Famille Bernard", "Dr Roux"])


def company():
    return pick.choice(["SARL Martin", "SAS Horizon", "EURL Le Fournil", "Pharmacie Centrale", "Garage Moderne", "Mairie", "Crédit Agricole"])


TYPES = {"avenue": ["av", "ave", "av."], "boulevard": ["bd", "blvd", "bld", "bvd"], "passage": ["psg", "pas"], "promenade": ["pmd", "prom"], "quartier": ["qt", "qua"], "villa": ["v", "vla"],
         "place": ["pl", "pl."], "square": ["sq"], "impasse": ["imp"], "chemin": ["che", "chem"], "route": ["rte"], "montée": ["mte"], "lotissement": ["lot"], "résidence": ["res"], "allée": ["all"], "allées": ["all"],
         "hameau": ["ham"], "cité": ["cite"], "sentier": ["sen"], "faubourg": ["fg", "fbg"], "quai": ["q", "qu"], "ruelle": ["rle"], "traverse": ["tra"], "voie": ["voi"], "cours": ["crs"], "esplanade": ["esp"]}
TITLES = {"général": ["gal", "gen"], "maréchal": ["mal"], "docteur": ["dr", "doc"], "professeur": ["pr", "prof"], "président": ["pdt"], "colonel": ["col"], "commandant": ["cdt", "cmdt"], "capitaine": ["cap", "cne"],
          "lieutenant": ["lt"], "sergent": ["sgt"], "amiral": ["am"], "abbé": ["abb"], "monseigneur": ["mgr"], "chanoine": ["chne"], "saint": ["st"], "sainte": ["ste"], "frères": ["fres", "fr"], "vieux": ["vx"],
          "grand": ["gd"], "grande": ["gde"], "petit": ["pt"], "petite": ["pte"], "haut": ["ht"], "haute": ["hte"], "château": ["chat"], "église": ["egl"], "fontaine": ["fne"], "moulin": ["mln"], "république": ["rep"], "ancien": ["anc"], "cardinal": ["cdl", "card"],
          "adjudant": ["adj"], "caporal": ["cal"], "aspirant": ["asp"], "régiment": ["rgt"], "bataillon": ["btn"], "division": ["div"], "ingénieur": ["ing"], "instituteur": ["inst"], "gouverneur": ["gouv"],
          "martyrs": ["myr"], "combattants": ["comb"], "médecin": ["med"], "chapelle": ["chap"], "abbaye": ["abba"], "croix": ["crx"], "ferme": ["ferm", "frm"], "étang": ["etng"], "hôpital": ["hop"], "hôtel": ["hot"],
          "nouvelle": ["nouv"], "vieille": ["vle", "viel"], "baron": ["bon"], "comte": ["cte"], "marquis": ["mis"], "prince": ["pce"], "maître": ["me"], "madame": ["mme"], "université": ["univ"], "stade": ["stde", "stad"]}


def abbreviate(name, table):
    """Abbreviates the first word of a name that the table contains. Returns the name unchanged if the table contains none of its words."""
    for word in re.split(r"[ '-]", name):
        if word.lower() in table:
            return name.replace(word, pick.choice(table[word.lower()]), 1)
    return name


ROMAN = {"I": 1, "V": 5, "X": 10}
ORDINAL_WORDS = {"premier": 1, "deuxième": 2, "troisième": 3, "quatrième": 4, "cinquième": 5, "sixième": 6, "septième": 7, "huitième": 8, "neuvième": 9, "dixième": 10,
                 "onzième": 11, "douzième": 12, "treizième": 13, "quatorzième": 14, "quinzième": 15, "seizième": 16, "vingtième": 20, "trentième": 30, "centième": 100}
NUMBER_WORDS = {spell(n): n for n in range(2, 100) if n not in (9, 80)}


def roman(text):
    """Returns the value of a Roman numeral that consists of the letters I, V and X."""
    values = [ROMAN[c] for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def numbers_in_words(name):
    """Rue du 19 Mars 1962 -> Rue du dix-neuf Mars mille neuf cent soixante-deux."""
    return re.sub(r"(?<= )[1-9]\d{0,3}(?= |$)", lambda m: spell(int(m[0])), name)


def numbers_in_digits(name):
    """Rue du Huit Mai -> Rue du 8 Mai. The longest number is replaced."""
    for words in sorted(NUMBER_WORDS, key=len, reverse=True):
        changed = re.sub(rf"(?i)(?<= ){words}(?= |$)", str(NUMBER_WORDS[words]), name)
        if changed != name:
            return changed
    return name


def roman_in_digits(name):
    """Square Jean XXIII -> Square Jean 23."""
    return re.sub(r"(?<= )[IVX]{2,}$", lambda m: str(roman(m[0])), name)


def roman_in_words(name):
    """Rue Louis XIV -> Rue Louis quatorze."""
    return re.sub(r"(?<= )[IVX]{2,}$", lambda m: spell(roman(m[0])), name)


def first_ordinal(name):
    """Rue François 1er -> Rue François 1, Rue François premier or Rue François Ier."""
    return re.sub(r"(?<= )(1er|Ier|Premier)$", lambda m: pick.choice(["1", "premier", "Ier", "1er"]), name)


def ordinals(name):
    """Rue du 11e Régiment -> Rue du onzième Régiment, and the other way round."""
    for word, n in ORDINAL_WORDS.items():
        digits = rf"\b{n}{'er' if n == 1 else '(e|ème|eme)'}\b"
        changed = re.sub(digits, word, name) if re.search(digits, name) else re.sub(rf"(?i)\b{word}\b", f"{n}er" if n == 1 else f"{n}e", name)
        if changed != name:
            return changed
    return name


def initials(name):
    """Rue Notre-Dame -> Rue N.D."""
    return re.sub(r"Notre[- ]Dame", lambda m: pick.choice(["N.D.", "N. D.", "ND", "n.d."]), name)


# kinds of which the name of the street changes: the change
CHANGES = {"name-number-words": numbers_in_words, "name-number-digits": numbers_in_digits, "name-roman-digits": roman_in_digits, "name-roman-words": roman_in_words,
           "name-first": first_ordinal, "name-ordinal": ordinals, "name-initials": initials,
           "type-abbreviated": lambda name: abbreviate(name, TYPES), "title-abbreviated": lambda name: abbreviate(name, TITLES)}

# kind: (the query, what is expected besides the street)
KINDS = {
    "letter-lines": (lambda s: f"{person()}\n{unit()}\n{s['n']} {s['name']}\n{s['postcode']} {s['city'].upper()}", number),
    "company-letter": (lambda s: f"{company()}, {s['n']} {s['name']}, BP {pick.randint(1, 999)}, {s['postcode']} {s['city']}", number),
    "several-units": (lambda s: f"{s['n']} {s['name']}, {unit()}, {pick.choice(['3e étage', '1er étage droite', 'rdc', '2ème étage porte gauche'])}, {s['postcode']} {s['city']}", number),
    "units-no-number": (lambda s: f"{s['name']} {unit()} {s['postcode']} {s['city']}", no_number),
    "glued-unit": (lambda s: f"{s['name']} {pick.choice(['bat', 'apt', 'esc', 'lot'])}{pick.randint(1, 40)} {s['postcode']} {s['city']}", no_number),
    "door-code": (lambda s: f"{s['n']} {s['name']} {s['postcode']} {s['city']} code {pick.randint(1000, 9999)}{pick.choice('AB')}", number),
    "telephone": (lambda s: f"{s['name']} {s['postcode']} {s['city']} {pick.choice(['tél.', 'Tel :', ''])} 0{pick.randint(1, 6)} {pick.randint(10, 99)} {pick.randint(10, 99)} {pick.randint(10, 99)} {pick.randint(10, 99)}", no_number),
    "siret": (lambda s: f"{company()} SIRET {pick.randint(10**13, 10**14 - 1)} {s['n']} {s['name']} {s['postcode']} {s['city']}", number),
    "reference": (lambda s: f"{s['name']}, {s['postcode']} {s['city']}, réf. {pick.randint(1, 99)}", no_number),
    "number-behind": (lambda s: f"{s['name']} {s['n']}, {s['postcode']} {s['city']}", number),
    "number-comma": (lambda s: f"{s['n']} , {s['name']} ; {s['postcode']} - {s['city']}", number),
    "number-sign": (lambda s: f"{pick.choice(['n°', 'No ', 'N° ', 'num. ', 'numéro '])}{s['n']} {s['name']} {s['postcode']} {s['city']}", number),
    "number-word": (lambda s: f"{spell(int(s['n']))} {s['name'].lower()} {s['postcode']} {s['city'].lower()}", number),
    "postcode-brackets": (lambda s: f"{s['n']} {s['name']} - {s['city']} ({s['postcode']})", number),
    "department-dash": (lambda s: f"{s['name']}, {s['city']} - {s['postcode'][:2]}", no_number),
    "postcode-dots": (lambda s: f"{s['name']} {s['postcode'][:2]}.{s['postcode'][2:]} {s['city']}", no_number),
    "country-code": (lambda s: f"{s['n']} {s['name']}, FR-{s['postcode']} {s['city']}, {pick.choice(['FRANCE', 'France', 'FR'])}", number),
    "cedex-box": (lambda s: f"{s['n']} {s['name']} - CS {pick.randint(10000, 99999)} - {s['postcode'][:2]}{pick.randint(900, 999)} {s['city'].upper()} CEDEX {pick.choice(['', '1', '02', '9'])}", number),
    "no-space-commas": (lambda s: f"{s['city']},{s['postcode']},{s['name']},{s['n']}", number),
    "tabs": (lambda s: f"{s['n']}\t{s['name']}\t{s['postcode']}\t{s['city']}", number),
    "empty-columns": (lambda s: f"{s['n']} {s['name']} , , {s['postcode']} {s['city']} , NULL", number),
    "stray-dash": (lambda s: f"- {s['n']} - {s['name']} - {s['postcode']} - {s['city']} -", number),
    "upper-plain": (lambda s: re.sub(r"[^A-Z0-9 ]", " ", plain(f"{s['n']} {s['name']} {s['postcode']} {s['city']}").upper()), number),
    "parking": (lambda s: f"{s['name']} {s['postcode']} {s['city']} {pick.choice(['parking', 'box', 'cave', 'garage'])} {pick.randint(1, 60)}", no_number),
    "care-of": (lambda s: f"chez {person()}, {s['n']} {s['name']}, {s['postcode']} {s['city']}", number),
    "stray-after-city": (lambda s: f"{s['name']} {s['postcode']} {s['city']} {pick.randint(1, 9)}", no_number),
    "quoted": (lambda s: f"\"{s['n']} {s['name']}\" \"{s['postcode']}\" \"{s['city']}\"", number),
    **{kind: (lambda s: f"{s['n']} {s['changed']} {s['postcode']} {s['city']}", number) for kind in CHANGES},
    "number-word-bis": (lambda s: f"{spell(int(s['n']))} {s['suffix']} {s['name']} {s['postcode']} {s['city']}", None),
    "two-suffixes": (lambda s: f"{s['n']} {s['suffix']} {pick.choice('AB')} {s['name']} {s['postcode']} {s['city']}", None),
    "suffix-apart": (lambda s: f"{s['n']}{pick.choice([' - ', '/', '.', ', '])}{s['suffix']} {s['name']} {s['postcode']} {s['city']}", None),
}


def streets():
    opener = gzip.open if args.data.endswith(".gz") else open
    with opener(args.data, "rt", encoding="utf-8") as lines:
        for line in lines:
            place = json.loads(line)
            if place.get("type") != "street" or not place.get("housenumbers"):
                continue
            name, city, postcode = place.get("name"), place.get("city"), place.get("postcode")
            name, city, postcode = (v[0] if isinstance(v, list) else v for v in (name, city, postcode))
            if not name or len(name) > 60:
                continue
            yield {"id": place["id"], "name": name, "city": city, "postcode": postcode, "numbers": list(place["housenumbers"])}


SUFFIXED = ("suffix-apart", "number-word-bis", "two-suffixes")


def case(kind, street):
    query, expected = KINDS[kind]
    if kind not in CHANGES and re.search(r"\d", street["name"]):
        return None
    numbers = [n for n in street["numbers"] if n.isdigit() and 0 < int(n) < 9999]
    suffixed = [m for m in (re.fullmatch(r"(\d{1,3}) ?(bis|ter)", n) for n in street["numbers"]) if m]
    if kind in SUFFIXED:
        if not suffixed:
            return None
        found = pick.choice(suffixed)
        street = {**street, "n": found[1], "suffix": found[2]}
        rest = {"housenumber": [found[1] + found[2], found[1] + found[2][0]] + ([found[1] + found[2] + c for c in "ab"] if kind == "two-suffixes" else [])}
    elif not numbers:
        return None
    else:
        changed = CHANGES[kind](street["name"]) if kind in CHANGES else ""
        if changed == street["name"]:
            return None
        street = {**street, "n": pick.choice(numbers), "changed": changed}
        rest = expected(street)
    place = {k: street[k] for k in ("id", "name", "postcode", "city")}
    return {"kind": kind, "query": query(street), "expected": {**place, **rest}}


all_streets = list(streets())
for kind in KINDS:
    written = 0
    candidates = [street for street in all_streets if CHANGES[kind](street["name"]) != street["name"]] if kind in CHANGES else all_streets
    while written < args.count:
        made = case(kind, pick.choice(candidates))
        if made:
            json.dump(made, sys.stdout, ensure_ascii=False)
            print()
            written += 1
