"""
Writes lib/facts/engine-options/triton-options.ts, tgi-options.ts and sglang-options.ts from the source
of each release.

    git clone --bare https://github.com/triton-inference-server/server /tmp/triton
    git clone --bare https://github.com/huggingface/text-generation-inference /tmp/tgi
    python docs/engine-options/source_options.py /tmp/triton /tmp/tgi /tmp/sglang-wheels
"""

import ast
import glob
import os
import re
import subprocess
import sys

import option_table
import remote_wheel

KINDS = {"ArgNone": "flag", "ArgBool": "boolean", "ArgInt": "integer", "ArgFloat": "number", "ArgStr": "text"}


def show(folder, tag, path):
    done = subprocess.run(["git", "-C", folder, "show", f"{tag}:{path}"], capture_output=True, text=True)
    return done.stdout


def tags(folder):
    names = subprocess.run(["git", "-C", folder, "tag"], capture_output=True, text=True, check=True).stdout
    found = [tag for tag in names.split() if re.fullmatch(r"v\d+\.\d+\.\d+", tag)]
    return sorted(found, key=lambda tag: remote_wheel.order(tag[1:]))


def triton(folder):
    """By the release of the container, 25.08, which is the tag of the image."""
    releases = {}
    for tag in tags(folder):
        release = re.search(r'"triton_container_version": "(\d\d\.\d\d)"', show(folder, tag, "build.py"))
        if release:
            releases[release[1]] = triton_options(show(folder, tag, "src/command_line_parser.cc"))
    return releases


def triton_options(source):
    pattern = re.compile(r'(\w+)_options_\.push_back\(\s*\{\s*OPTION_\w+,\s*"([\w-]+)",\s*Option::(\w+)')
    options = {}
    for group, name, kind in pattern.findall(source):
        option = {"kind": KINDS[kind]}
        # The parser collects the values of a text that is given several times.
        if kind == "ArgStr":
            option["count"] = "append"
        if group == "deprecated":
            option["deprecated"] = "The help lists it as deprecated."
        options[f"--{name}"] = option
    return options


RUST = {"bool": "flag", "Option<bool>": "boolean", "String": "text", "f32": "number", "f64": "number"}


def tgi(folder):
    releases = {}
    for tag in tags(folder):
        struct = re.search(r"struct Args \{(.*?)\n\}", show(folder, tag, "launcher/src/main.rs"), re.DOTALL)
        if struct:
            releases[tag[1:]] = dict(tgi_options(struct[1]))
    return releases


def tgi_options(struct):
    for attribute, name, type in re.findall(r"#\[clap\(([^\]]*)\)\]\s*(\w+): ([\w<>]+),", struct):
        if not re.search(r"\blong\b", attribute):
            continue
        plain = re.sub(r"^Option<(?!bool)(.*)>$", r"\1", type)
        kind = RUST.get(plain, "integer" if re.fullmatch(r"usize|[iu]\d+", plain) else "text")
        option = {"kind": kind}
        if re.search(r"\bshort\b", attribute):
            option["also"] = [f"-{name[0]}"]
        yield f"--{name.replace('_', '-')}", option


def sglang(folder):
    """
    From each call of add_argument() in the modules of the server's arguments. Later releases build
    the calls from fields, which this does not read.
    """
    releases = {}
    for version, wheel in remote_wheel.releases("sglang").items():
        if remote_wheel.order(version) < [0, 4, 6]:
            continue
        target = os.path.join(folder, version)
        remote_wheel.extract(wheel, lambda name: re.search(r"/srt/.*arg.*\.py$", name), target)
        options = sglang_options(target)
        if "--tp-size" in options or "--tensor-parallel-size" in options:
            releases[version] = options
    return releases


def sglang_options(folder):
    options = {}
    for file in glob.glob(f"{folder}/sglang/srt/**/*.py", recursive=True):
        for node in ast.walk(ast.parse(open(file).read())):
            if not isinstance(node, ast.Call):
                continue
            constants = [each.value for each in node.args if isinstance(each, ast.Constant)]
            names = [each for each in constants if str(each).startswith("-")]
            long = [name for name in names if name.startswith("--")]
            if long and getattr(node.func, "attr", "") == "add_argument":
                given = {each.arg: each.value for each in node.keywords}
                option = {"kind": sglang_kind(given), "also": [name for name in names if name != long[0]]}
                if "nargs" in given:
                    option["count"] = getattr(given["nargs"], "value", "+")
                options[long[0]] = option
    return options


def sglang_kind(given):
    action = getattr(given.get("action"), "value", "")
    if action in ("store_true", "store_false"):
        return "flag"
    return {"int": "integer", "float": "number"}.get(getattr(given.get("type"), "id", ""), "text")


def write(name, engine, source, found):
    releases = {version: options for version, options in found.items() if options}
    versions = list(releases)
    option_table.write(
        f"{name}-options",
        [
            f"Options of {engine} in the releases {versions[0]} to {versions[-1]}. Generated by",
            "docs/engine-options/source_options.py.",
            "",
            f"@see {source} (2026-12)",
        ],
        f"{name}Options",
        "OptionTable",
        {
            "engine": engine,
            "versions": versions,
            "options": option_table.rows_of(lambda version: releases[version], versions),
        },
    )
    print(name, versions, [len(each) for each in releases.values()])


def main():
    of_triton, of_tgi, of_sglang = sys.argv[1:]
    write("triton", "Triton", "triton-inference-server/server src/command_line_parser.cc", triton(of_triton))
    write("tgi", "TGI", "huggingface/text-generation-inference launcher/src/main.rs", tgi(of_tgi))
    write("sglang", "SGLang", "the wheels of sglang on PyPI, sglang/srt", sglang(of_sglang))


main()
