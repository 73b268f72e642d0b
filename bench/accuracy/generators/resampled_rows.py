"""Level 3: real tables resampled, by four methods that an adversary with a real table would try.

marginals: every column drawn by itself, with replacement; copula: a Gaussian copula over all columns (package
`copulas`, the model inside SDV), text as its frequency-ordered place in the unit interval; bootstrap: a third as many
real rows drawn with replacement; halves: first names of some rows beside the rest of others. Whole names and
addresses are then written anew from the row's own names, but for the bootstrap. The plan line gives the real table
(its `.base.csv` stands in the folder) and, as variant, the method.
"""

import csv
import random
import sys
import warnings

import numpy as np

import pools

def read(path):
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
        rows = list(csv.reader(file))
    return rows[0], np.array(rows[1:], dtype=object)


def marginals(rng, header, cells, rows):
    return np.stack([cells[rng.integers(0, len(cells), rows), at] for at in range(len(header))], axis=1)


def bootstrap(rng, header, cells, rows):
    # Of a table much larger than what is drawn, a bootstrap is but a sample of real rows.
    kept = cells[np.sort(rng.choice(len(cells), min(len(cells), max(2, rows // 3)), replace=False))]
    return kept[rng.integers(0, len(kept), rows)]


def halves(rng, header, cells, rows):
    made = cells[rng.integers(0, len(cells), rows)]
    other = cells[rng.integers(0, len(cells), rows)]
    # First name and sex of one, everything else of another.
    for at, kind in enumerate(header):
        if kind in ("first_name", "sex", "title"):
            made[:, at] = other[:, at]
    return made


def copula(rng, header, cells, rows):
    import pandas
    from copulas.multivariate import GaussianMultivariate
    from copulas.univariate import UniformUnivariate

    columns, back = {}, []
    sample = cells[rng.choice(len(cells), min(len(cells), 3000), replace=False)]
    for at, _ in enumerate(header):
        values, counts = np.unique(cells[:, at].astype(str), return_counts=True)
        order = np.argsort(-counts, kind="stable")
        values, counts = values[order], counts[order]
        edges = np.concatenate([[0], np.cumsum(counts) / counts.sum()])
        place = {value: i for i, value in enumerate(values)}
        i = np.array([place[str(value)] for value in sample[:, at]])
        # Anywhere in the value's interval, as SDV's uniform encoder does.
        columns[str(at)] = edges[i] + (edges[i + 1] - edges[i]) * rng.random(len(i))
        back.append((values, edges))
    model = GaussianMultivariate(distribution=UniformUnivariate)
    model.fit(pandas.DataFrame(columns))
    # The package draws from the global state of numpy.
    np.random.seed(int(rng.integers(0, 2**31)))
    drawn = model.sample(rows)
    made = []
    for at, (values, edges) in enumerate(back):
        u = np.clip(drawn[str(at)].to_numpy(), 0, 1 - 1e-12)
        made.append(values[np.clip(np.searchsorted(edges, u, side="right") - 1, 0, len(values) - 1)].astype(object))
    return np.stack(made, axis=1)


def agree(seed, header, made):
    """Whole names and addresses from the row's own names, in the way the drawn cell is written."""
    at = {kind: header.index(kind) for kind in ("first_name", "last_name", "full_name", "email") if kind in header}
    if not {"first_name", "last_name"} <= at.keys():
        return
    rnd = random.Random(seed)
    shapes = pools.few_shapes(rnd)
    for row in made:
        first, last = str(row[at["first_name"]]), str(row[at["last_name"]])
        if "full_name" in at and row[at["full_name"]]:
            row[at["full_name"]] = f"{last}, {first}" if "," in row[at["full_name"]] else f"{first} {last}"
        if "email" in at and "@" in str(row[at["email"]]):
            local = pools.local_part({"first_name": first, "last_name": last}, rnd.choice(shapes), rnd)
            row[at["email"]] = f"{local}@{row[at['email']].split('@')[1]}"


METHODS = {"marginals": marginals, "bootstrap": bootstrap, "halves": halves, "copula": copula}


def main():
    plan, folder = sys.argv[1:3]
    warnings.filterwarnings("ignore")
    for name, base, _, method, rows, seed in pools.plans(plan, "resampled"):
        header, cells = read(f"{folder}/{base}.base.csv")
        made = METHODS[method](np.random.default_rng(seed), header, cells, rows)
        if method != "bootstrap":
            agree(seed, header, made)
        with open(f"{folder}/{name}.csv", "w", encoding="utf-8", errors="surrogateescape", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(made.tolist())


if __name__ == "__main__":
    main()
