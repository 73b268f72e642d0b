"""What the Python generators share: the columns of a pool, plans, folding, and rows that agree with themselves.

A pool is one wide table of generated rows; `cargo xtask corpus` cuts tables of many schemas and sizes from it. A
column a package cannot make is left out. The plan says which pools to make: one a line, tab separated: name of
the file, locale, level, variant, rows, seed.
"""

import csv
import datetime
import hashlib
import random
import sys
import unicodedata

KINDS = (
    "id uuid title first_name last_name full_name sex birth_date email username phone street postcode city region "
    "country company job ip password created_at last_login amount iban"
).split()

# Everything is dated before this day, so that a pool does not change with the day it is made on.
TODAY = datetime.date(2026, 6, 30)


# Communities of `many_US`, and how many people are of each: both names of a row come from one of them.
MANY_US = (("en_US", 0.62), ("es_MX", 0.2), ("it_IT", 0.08), ("vi_VN", 0.05), ("en_IN", 0.05))


def plans(path, package):
    """The pools asked of one package."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            who, name, locale, level, variant, rows, seed = line.rstrip("\n").split("\t")
            if who == package:
                yield name, locale, int(level), variant, int(rows), int(seed)


def write(folder, name, rows):
    """Writes a pool; the columns are those of its first row, in the order of KINDS."""
    rows = list(rows)
    kinds = [kind for kind in KINDS if kind in rows[0]]
    with open(f"{folder}/{name}.csv", "w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(kinds)
        for row in rows:
            writer.writerow(["" if row.get(kind) is None else str(row[kind]) for kind in kinds])


def fold(text):
    """Lower-case ASCII letters and digits of a name, as people write it in an address."""
    for a, b in (("ß", "ss"), ("ø", "o"), ("æ", "ae"), ("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ł", "l")):
        text = text.lower().replace(a, b)
    text = unicodedata.normalize("NFKD", text)
    return "".join(c for c in text if c.isascii() and c.isalnum())


SHAPES = (
    "{f}.{l}",
    "{f}{l}",
    "{i}{l}",
    "{f}_{l}",
    "{f}{l}{n}",
    "{i}.{l}",
    "{l}.{f}",
    "{f}{n}",
    "{l}{n}",
    "{f}.{l}{y}",
    "{f}{y}",
)


def local_part(row, shape, rng):
    """A local part of the row's own name."""
    first, last = fold(row["first_name"]), fold(row["last_name"])
    first = first or rng.choice("abcdefghijklmnopqrstuvwxyz")
    last = last or str(rng.randint(10, 9999))
    year = str(row.get("birth_date") or rng.randint(1950, 2006))[:4]
    year = rng.choice((year, year[-2:]))
    return shape.format(f=first, l=last, i=first[0], n=rng.randint(1, 999), y=year)


def agree(row, rng, domains, shapes):
    """Level 1: the address, the user name and the times of a row follow from the rest of it."""
    shape = rng.choice(shapes)
    row["email"] = f"{local_part(row, shape, rng)}@{rng.choice(domains)}"
    row["username"] = local_part(row, rng.choice(shapes), rng)
    names = (row["first_name"], row["last_name"])
    row["full_name"] = " ".join(names if names[0].isascii() or names[0][0] < "\u3000" else names[::-1])
    if row.get("created_at") and row.get("last_login") and row["last_login"] < row["created_at"]:
        row["created_at"], row["last_login"] = row["last_login"], row["created_at"]


def few_shapes(rng):
    """The address shapes one script uses."""
    return rng.sample(SHAPES, rng.randint(1, 4))


def stamp(moment, style):
    """A time as one script writes it."""
    return moment.strftime(("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ")[style])


def digest(text):
    """A password as a script stores it."""
    return hashlib.sha256(text.encode()).hexdigest()


def main(package, make):
    """Makes every pool that the plan asks of a package: `make(locale, level, variant, rows, seed)` gives its rows."""
    plan, folder = sys.argv[1:3]
    for name, locale, level, variant, rows, seed in plans(plan, package):
        write(folder, name, make(locale, level, variant, rows, seed, random.Random(seed)))
