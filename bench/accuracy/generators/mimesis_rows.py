"""Pools of mimesis: level 0 calls a provider for each cell, level 1 derives what should agree."""

import datetime

from mimesis import Generic, Locale
from mimesis.enums import Gender

import pools

LOCALES = {
    "en_US": Locale.EN,
    "en_GB": Locale.EN_GB,
    "fr_FR": Locale.FR,
    "de_DE": Locale.DE,
    "es_ES": Locale.ES,
    "it_IT": Locale.IT,
    "nl_NL": Locale.NL,
    "ja_JP": Locale.JA,
}
COUNTRIES = {
    "en_US": "United States",
    "en_GB": "United Kingdom",
    "fr_FR": "France",
    "de_DE": "Deutschland",
    "es_ES": "España",
    "it_IT": "Italia",
    "nl_NL": "Nederland",
    "ja_JP": "日本",
}


def moment(rng):
    start = datetime.datetime(2014, 1, 1)
    return start + datetime.timedelta(seconds=rng.randint(0, 392 * 1_000_000))


def make(locale, level, variant, rows, seed, rng):
    g = Generic(locale=LOCALES[locale], seed=seed)
    domains = sorted({g.person.email().split("@")[1] for _ in range(40)})
    shapes = pools.few_shapes(rng)
    style = rng.randint(0, 1)
    years = {"a": (1940, 2007), "b": (1955, 2003)}[variant]
    for number in range(1, rows + 1):
        sex = rng.choice("MF")
        gender = Gender.MALE if sex == "M" else Gender.FEMALE
        born = g.datetime.date(start=years[0], end=years[1])
        row = {
            "id": number,
            "uuid": g.cryptographic.uuid(),
            "title": g.person.title(),
            "first_name": g.person.first_name(gender=gender) if level else g.person.first_name(),
            "last_name": g.person.last_name(gender=gender) if level else g.person.last_name(),
            "full_name": None if level else g.person.full_name(),
            "sex": sex if level else g.person.gender(),
            "birth_date": born.isoformat(),
            "email": g.person.email(),
            "username": g.person.username(),
            "phone": g.person.phone_number(),
            "street": g.address.address(),
            "postcode": g.address.postal_code(),
            "city": g.address.city(),
            "region": g.address.state(),
            "country": COUNTRIES[locale] if level else g.address.country(),
            "company": g.finance.company(),
            "job": g.person.occupation(),
            "ip": str(g.internet.ip_v4()),
            "password": g.cryptographic.hash(),
            "created_at": pools.stamp(moment(rng), style),
            "last_login": pools.stamp(moment(rng), style),
            "amount": g.finance.price(minimum=1, maximum=999),
        }
        if level:
            pools.agree(row, rng, domains, shapes)
        yield row


if __name__ == "__main__":
    pools.main("mimesis", make)
