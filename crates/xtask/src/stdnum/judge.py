"""What python-stdnum says of values, for `cargo xtask stdnum`.

Reads requests, one a line, fields parted by tabs, and answers each on its own line:

    judge  SUBJECT  VALUE             1 or 0
    fill   SUBJECT  PATTERN  SEED     a value of the pattern that the library calls valid

In a pattern `#` stands for a digit, `@` for a capital, `?` for either, anything else for itself.
"""

import random
import re
import string
import sys

from stdnum import bic, bitcoin, ean, iban, imei, luhn
from stdnum.be import iban as be_iban, ssn as be_ssn
from stdnum.ca import sin
from stdnum.ch import ssn as ahv
from stdnum.de import idnr
from stdnum.es import dni, nie
from stdnum.eu import vat
from stdnum.fr import nir, siren, siret, tva
from stdnum.gb import nhs
from stdnum.it import codicefiscale
from stdnum.nl import bsn
from stdnum.us import ssn


def plain_iban(value):
    return iban.is_valid(value, check_country=False)


def account_key(value):
    """The key inside an IBAN. Belgium by its formula alone: the library also wants a bank of its list."""
    number = iban.compact(value)
    if number.startswith('BE'):
        return plain_iban(number) and number[-2:] == be_iban._calc_check_digits(number[4:-2])
    return iban.is_valid(number)


JUDGES = {
    'iban': plain_iban,
    'iban-key': account_key,
    'bic': bic.is_valid,
    'card-number': lambda value: luhn.is_valid(re.sub('[ -]', '', value)),
    'crypto-address': bitcoin.is_valid,
    'imei': imei.is_valid,
    'ean': ean.is_valid,
    'nir': nir.is_valid,
    'siren': siren.is_valid,
    'siret': siret.is_valid,
    'fr-vat': tva.is_valid,
    'eu-vat': vat.is_valid,
    'be-national-number': be_ssn.is_valid,
    'ca-sin': sin.is_valid,
    'us-ssn': ssn.is_valid,
    'uk-nhs': nhs.is_valid,
    'de-tax-id': idnr.is_valid,
    'es-dni': lambda value: dni.is_valid(value) or nie.is_valid(value),
    'it-codice-fiscale': codicefiscale.is_valid,
    'nl-bsn': bsn.is_valid,
    'ch-ahv': ahv.is_valid,
}


def belgian(value):
    """Check digits for a birth of either century."""
    body = int(random.Random(value).choice('12') + value[:9]) if value[0] < '2' else int(value[:9])
    body = body - 10**9 if 10**9 <= body < 2 * 10**9 else body
    return value[:9] + '%02d' % (97 - body % 97)


def french(value):
    """A SIREN with its digit, and the key of digits before it, where the pattern leaves `00` for it."""
    if value[2:4] != '00':
        return value
    head = value[4:12]
    return 'FR' + siren.to_tva(head + luhn.calc_check_digit(head))


# Where trying would take long: the check digits put in.
REPAIRS = {
    'iban': lambda value: value[:2] + iban.calc_check_digits(value) + value[4:],
    'nir': lambda value: value[:13] + nir.calc_check_digits(value),
    'be-national-number': belgian,
    'fr-vat': french,
}

ALPHABETS = {'#': string.digits, '@': string.ascii_uppercase, '?': string.digits + string.ascii_uppercase}


def fill(subject, pattern, seed):
    rng = random.Random(f'{subject} {pattern} {seed}')
    judge, repair = JUDGES[subject], REPAIRS.get(subject)
    for _ in range(20000):
        value = ''.join(rng.choice(ALPHABETS[c]) if c in ALPHABETS else c for c in pattern)
        value = repair(value) if repair else value
        if judge(value):
            return value
    raise SystemExit(f'{subject}: nothing valid of {pattern}')


for line in sys.stdin:
    what, subject, *rest = line.rstrip('\n').split('\t')
    if what == 'judge':
        print(int(bool(JUDGES[subject](rest[0]))))
    else:
        print(fill(subject, *rest))
