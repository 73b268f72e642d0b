"""Level 3: real tables made anew by SDV's own Gaussian copula, as it does by itself: what is personal is replaced by
Faker's values, the rest learned from at most 3 000 rows. The plan line gives the real table (its `.base.csv` stands in
the folder). SDV is installed without torch, which only its other models need.
"""

import csv
import sys
import warnings

import numpy as np
import pandas
from sdv.metadata import Metadata
from sdv.single_table import GaussianCopulaSynthesizer

import pools
from resampled_rows import read

# What SDV calls the columns that it replaces; all others it learns.
PERSONAL = {
    "first_name": "first_name",
    "last_name": "last_name",
    "full_name": "name",
    "email": "email",
    "phone": "phone_number",
}


def described(table):
    """The table's columns as SDV wants them told; dates that are none are taken out."""
    columns = {}
    for kind in table.columns:
        columns[kind] = {"sdtype": PERSONAL.get(kind, "categorical")}
        for form in ("%Y-%m-%d", "%d/%m/%Y", "%Y%m%d") if kind == "birth_date" else ():
            dates = pandas.to_datetime(table[kind], format=form, errors="coerce")
            if dates.notna().sum() > 0.9 * table[kind].notna().sum():
                columns[kind] = {"sdtype": "datetime", "datetime_format": form}
                table.loc[dates.isna(), kind] = None
    return Metadata.load_from_dict({"tables": {"people": {"columns": columns}}, "relationships": []})


def make(rng, header, cells, rows):
    kept = np.sort(rng.choice(len(cells), min(len(cells), 3000), replace=False))
    table = pandas.DataFrame(cells[kept], columns=header).replace("", None)
    model = GaussianCopulaSynthesizer(described(table))
    model.fit({"people": table})
    # It draws from the global state of numpy.
    np.random.seed(int(rng.integers(0, 2**31)))
    return model.sample(rows)["people"][header].astype(object).fillna("")


def main():
    plan, folder = sys.argv[1:3]
    warnings.filterwarnings("ignore")
    for name, base, _, _, rows, seed in pools.plans(plan, "sdv"):
        header, cells = read(f"{folder}/{base}.base.csv")
        made = make(np.random.default_rng(seed), header, cells, rows)
        with open(f"{folder}/{name}.csv", "w", encoding="utf-8", errors="surrogateescape", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(made.to_numpy().tolist())


if __name__ == "__main__":
    main()
