"""Pools of smaller Python packages: names are theirs, and what else of a row they make; the rest is ours.

Most draw from `random`: it is seeded while a pool is made. `baraqda` draws names by how many bear them and ages by the
pyramid: level 2. The packages made for one country give that country's names only.
"""

import contextlib
import csv
import datetime
import importlib.resources
import io
import random

import pools

DOMAINS = ("gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "mail.ru", "wp.pl", "onet.pl", "bol.com.br", "example.com", "icloud.com")
START = datetime.datetime(2014, 1, 1)


def fake_name_india(locale, level, rng):
    with contextlib.redirect_stdout(io.StringIO()):  # it prints examples when it is loaded
        from fake_name_india import generator

    def row():
        male = random.random() < 0.5
        first = random.choice(generator.MALE_NAMES if male else generator.FEMALE_NAMES)
        last = random.choice(generator.LAST_NAMES)
        return {"first_name": first, "last_name": last, "sex": "M" if male else "F"}

    return row


def russian_names(locale, level, rng):
    from russian_names import RussianNames

    latin = locale != "ru_RU"
    ready = {"M": [], "F": []}

    def row():
        sex = random.choice("MF")
        if not ready[sex]:  # a batch at a time: each call reads the package's lists
            gender = 1.0 if sex == "M" else 0.0
            ready[sex] = list(RussianNames(count=2000, transliterate=latin, patronymic=False, gender=gender).get_batch())
        first, last = ready[sex].pop().split(" ", 1)
        return {"first_name": first, "last_name": last, "sex": sex}

    return row


def baraqda(locale, level, rng):
    folder = importlib.resources.files("baraqdalib") / "data"
    country = locale[3:]

    def weighted(name):
        lines = list(csv.reader((folder / country / name).read_text(encoding="utf-8-sig").splitlines(), delimiter="\t"))
        value, weight = lines[0].index("values"), lines[0].index("weights")
        kept = [line for line in lines[1:] if len(line) > weight and line[value].strip()]
        values = [line[value].strip() for line in kept]
        total, sums = 0.0, []
        for line in kept:
            total += float(line[weight])
            sums.append(total)
        return lambda: random.choices(values, cum_weights=sums)[0]

    names = {(sex, kind): weighted(f"{sex}_{kind}.csv") for sex in ("male", "female") for kind in ("first_name", "surname")}
    ages = weighted("age.csv")
    city = weighted("cities_pops.txt") if country == "PL" else None

    def row():
        sex = random.choice(("male", "female"))
        age = 0
        while not 16 <= age <= 95:
            age = int("".join(c for c in ages().split("year")[0] if c.isdigit()) or 0)
        born = pools.TODAY - datetime.timedelta(days=int(365.25 * age) + random.randint(0, 364))
        made = {
            "first_name": names[sex, "first_name"]().title(),
            "last_name": names[sex, "surname"]().title(),
            "sex": sex[0].upper(),
            "birth_date": born.isoformat(),
        }
        if city:
            made["city"] = city()
        return made

    return row


MAKERS = {
    "fake-name-india": fake_name_india,
    "russian-names": russian_names,
    "baraqda": baraqda,
}


def rows_of(maker):
    def make(locale, level, variant, rows, seed, rng):
        random.seed(seed)
        row_of = maker(locale, level, rng)
        domains = rng.sample(DOMAINS, rng.randint(3, 7))
        shapes = pools.few_shapes(rng)
        style = rng.randint(0, 1)
        for number in range(1, rows + 1):
            row = row_of()
            row["id"] = number
            row.setdefault("birth_date", (datetime.date(1942, 1, 1) + datetime.timedelta(days=rng.randrange(24_000))).isoformat())
            row["full_name"] = f"{row['first_name']} {row['last_name']}"
            for kind in ("created_at", "last_login"):
                row[kind] = pools.stamp(START + datetime.timedelta(seconds=rng.randrange(392_000_000)), style)
            row["amount"] = f"{rng.uniform(1, 999):.2f}"
            if level or "email" not in row:
                pools.agree(row, rng, domains, shapes)
            yield row

    return make


if __name__ == "__main__":
    for package, maker in MAKERS.items():
        pools.main(package, rows_of(maker))
