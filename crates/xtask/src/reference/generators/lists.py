"""Prints the word lists of Python's generators and of the crate `fake` as JSON: run by `cargo xtask reference`.

Arguments: the wheel of Faker, the wheel of mimesis, the archive of the crate. Nothing is installed.
"""

import importlib
import json
import re
import sys
import tarfile
import zipfile

FAKER, MIMESIS, FAKE = sys.argv[1:4]
LOCALES = [
    "en_US", "en_GB", "en_CA", "en", "fr_FR", "fr_BE", "fr_CA", "fr_CH", "de_DE", "de_AT", "de_CH", "de",
    "es_ES", "es_MX", "it_IT", "nl_NL", "nl_BE",
]
lists = []


def add(generator, locale, field, values, pool="any"):
    if not values:
        return
    weights = None
    if hasattr(values, "items"):
        weights = [float(weight) for weight in values.values()]
    lists.append({
        "generator": generator, "locale": locale, "field": field, "pool": pool,
        "values": list(values), "weights": weights,
    })


def provider(kind, locale):
    """The class of a provider of this very locale, or nothing: what a locale lacks is taken from en_US."""
    try:
        return importlib.import_module(f"faker.providers.{kind}.{locale}").Provider
    except ModuleNotFoundError:
        return None


def faker():
    sys.path.insert(0, FAKER)
    for locale in LOCALES:
        person, address = provider("person", locale), provider("address", locale)
        job, internet = provider("job", locale), provider("internet", locale)
        take = lambda field, source, name, pool="any": add(
            "Faker", locale, field, getattr(source, name, None), pool)
        if person:
            male, female = (getattr(person, f"first_names_{sex}", None) for sex in ("male", "female"))
            both = getattr(person, "first_names", None)
            take("first-name", person, "first_names_female", "female")
            take("first-name", person, "first_names_male", "male")
            # What is drawn without a sex, where it is not simply one list after the other.
            if not (male and female and isinstance(both, (list, tuple)) and sorted(both) == sorted([*male, *female])):
                take("first-name", person, "first_names")
            take("last-name", person, "last_names")
        if address:
            take("city", address, "cities")
            # Towns built from names; elsewhere these lists are leftovers of the base class.
            formats = getattr(address, "city_formats", ())
            if any("name}}{{city_suffix" in f or "city_prefix" in f for f in formats) and not hasattr(address, "cities"):
                take("city-prefix", address, "city_prefixes")
                take("city-suffix", address, "city_suffixes")
        if job:
            take("job", job, "jobs")
        if internet and "free_email_domains" in vars(internet):
            take("mail-domain", internet, "free_email_domains")
    internet = importlib.import_module("faker.providers.internet").Provider
    add("Faker", "en_US", "mail-domain", internet.free_email_domains)


def mimesis():
    wheel = zipfile.ZipFile(MIMESIS)
    read = lambda locale, kind: json.loads(wheel.read(f"mimesis/datasets/{locale}/{kind}.json"))
    for locale in ["en", "en-gb", "en-ca", "fr", "de", "de-at", "de-ch", "es", "es-mx", "it", "nl", "nl-be"]:
        person, address, finance = (read(locale, kind) for kind in ("person", "address", "finance"))
        names = person.get("names", {})
        for sex in ("female", "male"):
            add("mimesis", locale, "first-name", names.get(sex), sex)
        surnames = person.get("surnames", [])
        # Locales whose surnames have a sex hold two lists; none of these does.
        add("mimesis", locale, "last-name", surnames if isinstance(surnames, list) else None)
        add("mimesis", locale, "city", address.get("city"))
        add("mimesis", locale, "job", person.get("occupation"))
        add("mimesis", locale, "company", finance.get("company", {}).get("name"))
    sys.path.insert(0, MIMESIS)
    domains = importlib.import_module("mimesis.datasets.int.internet").EMAIL_DOMAINS
    add("mimesis", "any", "mail-domain", [domain.lstrip("@") for domain in domains])


def fake():
    archive = tarfile.open(FAKE)
    root = archive.getnames()[0].split("/")[0]
    quoted = re.compile(r'"((?:[^"\\]|\\.)*)"')
    # English is what the other locales fall back to.
    for locale, file in [("en", "mod")] + [(l, l) for l in ("fr_fr", "de_de", "it_it", "nl_nl")]:
        text = archive.extractfile(f"{root}/src/locales/{file}.rs").read().decode()
        held = {
            name: quoted.findall(body)
            for name, body in re.findall(r"const ([A-Z_]+): &'static \[&'static str\] =\s*&\[(.*?)\];", text, re.S)
        }
        for field, name in [
            ("first-name", "NAME_FIRST_NAME"), ("last-name", "NAME_LAST_NAME"),
            ("mail-domain", "INTERNET_FREE_EMAIL_PROVIDER"),
        ]:
            add("fake-rs", locale, field, held.get(name))
        if locale in ("en", "it_it"):
            add("fake-rs", locale, "city-prefix", held.get("ADDRESS_CITY_PREFIX"))
            add("fake-rs", locale, "city-suffix", held.get("ADDRESS_CITY_SUFFIX"))
        jobs = [held.get(f"JOB_{part}", []) for part in ("SENIORITY", "FIELD", "POSITION")]
        add("fake-rs", locale, "job-part", sum(jobs, []))


faker()
mimesis()
fake()
json.dump(lists, sys.stdout, ensure_ascii=False)
