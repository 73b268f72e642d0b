"""Pools of Python Faker: level 0 calls a provider for each cell, level 1 derives what should agree."""

import datetime

from faker import Faker

import pools

START = datetime.datetime(2014, 1, 1)
END = datetime.datetime.combine(pools.TODAY, datetime.time())
BIRTHS = {
    "a": (datetime.date(1936, 1, 1), datetime.date(2008, 12, 31)),
    "b": (datetime.date(1960, 1, 1), datetime.date(2004, 12, 31)),
}


def make(locale, level, variant, rows, seed, rng):
    communities = pools.MANY_US if locale == "many_US" else ((locale, 1),)
    fakes = [Faker(one, use_weighting=variant != "b") for one, _ in communities]
    for nth, fake in enumerate(fakes):
        fake.seed_instance(seed + nth)
    fake = fakes[0]
    email = getattr(fake, rng.choice(("email", "email", "ascii_email", "free_email", "company_email")))
    region = next((getattr(fake, x) for x in ("state", "administrative_unit", "region", "prefecture") if hasattr(fake, x)), None)
    domains = sorted({fake.free_email_domain() for _ in range(40)})
    shapes = pools.few_shapes(rng)
    style = rng.randint(0, 1)
    births = BIRTHS[variant]
    for number in range(1, rows + 1):
        sex = rng.choice("MF")
        # Addresses of the first locale for all, names of one community.
        person = fake if len(fakes) == 1 else rng.choices(fakes, [share for _, share in communities])[0]
        first = person.first_name_male if sex == "M" else person.first_name_female
        row = {
            "id": number,
            "uuid": fake.uuid4(),
            "title": fake.prefix() if hasattr(fake, "prefix") else None,
            "first_name": first() if level else person.first_name(),
            "last_name": person.last_name(),
            "full_name": person.name() if not level else None,
            "sex": sex,
            "birth_date": fake.date_between(*births).isoformat(),
            "email": email(),
            "username": fake.user_name(),
            "phone": fake.phone_number(),
            "street": fake.street_address(),
            "postcode": fake.postcode(),
            "city": fake.city(),
            "region": region() if region else None,
            "country": fake.country() if not level else fake.current_country(),
            "company": fake.company(),
            "job": fake.job(),
            "ip": fake.ipv4(),
            "password": pools.digest(str(rng.random())),
            "created_at": pools.stamp(fake.date_time_between(START, END), style),
            "last_login": pools.stamp(fake.date_time_between(START, END), style),
            "amount": fake.pyfloat(min_value=1, max_value=999, right_digits=2),
            "iban": fake.iban(),
        }
        if region is None:
            del row["region"]
        if level:
            pools.agree(row, rng, domains, shapes)
        yield row


if __name__ == "__main__":
    pools.main("faker", make)
