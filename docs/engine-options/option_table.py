"""Merges the options of each version into one table, and writes it as TypeScript."""

import json
import os

from lifetimes import lifetimes, table

FOLDER = os.path.join(os.path.dirname(__file__), "../../lib/facts/engine-options")
# What makes a row of its own when it changes.
FORM = ("kind", "count")


def rows_of(options_of, versions):
    """Rows by option: one for each form, with the versions that have it."""
    names = sorted({name for version in versions for name in options_of(version)})
    return {name: list(forms(name, options_of, versions)) for name in names}


def forms(name, options_of, versions):
    def form(version):
        option = options_of(version).get(name)
        return option and tuple(option.get(field, "") for field in FORM)

    seen = []
    for version in versions:
        if (found := form(version)) and found not in seen:
            seen.append(found)
    for each in seen:
        for lifetime in lifetimes(lambda version: form(version) == each, versions):
            yield row(name, each, lifetime, options_of, within(lifetime, versions))


def within(lifetime, versions):
    first, _, last = lifetime.partition("-")
    start = versions.index(first) if first else 0
    end = versions.index(last) if last else len(versions) - 1
    return versions[start : end + 1]


def row(name, form, lifetime, options_of, versions):
    found = {"kind": form[0]}
    if lifetime:
        found["in"] = lifetime
    if form[1]:
        found["count"] = form[1]

    def part(field):
        return table(lambda version: options_of(version)[name].get(field, []), versions)

    for field in ("also", "not", "values", "keys"):
        names = part(field)
        usual = field == "not" and names == {f"--no-{name[2:]}": ""}
        if names and not usual:
            found[field] = names
    # A list of values that a version does not state accepts every value.
    for field in ("values", "keys"):
        stated = lifetimes(lambda version: bool(options_of(version)[name].get(field)), versions)
        if field in found and stated != [""]:
            found[f"{field}In"] = ",".join(stated)
    said = [version for version in versions if "deprecated" in options_of(version)[name]]
    if said:
        found["deprecated"] = [said[0], options_of(said[-1])[name]["deprecated"]]
    return found


def write(name, documentation, export, type, parts):
    """Writes a module; a mapping in `parts` has one line for each entry."""
    lines = ["/**", *(f" * {line}" if line else " *" for line in documentation), " */"]
    lines += [f"// biome-ignore format: one line for each entry", f"export const {export}: {type} = {{"]
    for field, value in parts.items():
        if not isinstance(value, dict):
            lines.append(f"  {field}: {text(value)},")
            continue
        lines.append(f"  {field}: {{")
        lines += [f"    {text(key)}: {text(each)}," for key, each in value.items()]
        lines.append("  },")
    path = os.path.join(FOLDER, f"{name}.ts")
    os.makedirs(FOLDER, exist_ok=True)
    with open(path, "w") as file:
        file.write(f"import type {{ {type} }} from './option-table';\n\n" + "\n".join([*lines, "};", ""]))


def text(value):
    return json.dumps(value, ensure_ascii=False)
