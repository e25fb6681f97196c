"""Versions in which a fact holds, as text: "" always, "0.12.0-", "-0.17.1", "0.12.0-0.17.1"."""


def lifetimes(present, versions):
    """The ranges of versions in which `present(version)` holds."""
    ranges = []
    for index, version in enumerate(versions):
        if not present(version):
            continue
        if ranges and ranges[-1][1] == index - 1:
            ranges[-1][1] = index
        else:
            ranges.append([index, index])
    return [text(start, end, versions) for start, end in ranges]


def text(start, end, versions):
    first = "" if start == 0 else versions[start]
    last = "" if end == len(versions) - 1 else versions[end]
    return "" if first == last == "" else f"{first}-{last}"


def table(names_of, versions):
    """Lifetimes by name; `names_of(version)` are the names of a version."""
    sets = {version: set(names_of(version)) for version in versions}
    names = sorted(set().union(*sets.values()))
    return {
        name: ",".join(lifetimes(lambda version: name in sets[version], versions)) for name in names
    }
