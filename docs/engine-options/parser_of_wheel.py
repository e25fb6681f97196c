"""
Prints the options of an argument parser as JSON: the parser that an extracted wheel builds itself.

    python parser_of_wheel.py <folder of the wheel>
"""

import argparse
import ast
import dataclasses
import glob
import importlib
import inspect
import json
import os
import re
import sys

import stub_modules

NONE = (None, "None")


def main():
    (folder,) = sys.argv[1:]
    sys.argv = ["vllm", "--help"]  # The engine then keeps the texts of its help.
    sys.path.insert(0, folder)
    os.environ.update(VLLM_LOGGING_LEVEL="ERROR", VLLM_TARGET_DEVICE="cpu")
    stub_modules.install("vllm", ["vllm.ir"])
    file, parser = serve_parser(folder)
    options = [option for action in parser._actions if (option := option_of(action, parser))]
    print(
        json.dumps(
            {
                "options": {option.pop("name"): option for option in options},
                "toolParsers": registered(folder, "ToolParserManager"),
                "reasoningParsers": registered(folder, "ReasoningParserManager"),
                "rules": rules_of(file),
            }
        )
    )


def serve_parser(folder):
    [file] = [
        each
        for each in glob.glob(f"{folder}/vllm/entrypoints/**/cli_args.py", recursive=True)
        if "def make_arg_parser(" in open(each).read()
    ]
    module = importlib.import_module(module_of(folder, file))
    forgive_defaults(importlib.import_module("vllm.engine.arg_utils"))
    own = os.path.exists(f"{folder}/vllm/utils/argparse_utils.py")
    parsers = importlib.import_module("vllm.utils.argparse_utils" if own else "vllm.utils")
    return file, module.make_arg_parser(parsers.FlexibleArgumentParser(prog="vllm serve"))


def module_of(folder, file):
    return os.path.relpath(file, folder).removesuffix(".py").replace("/", ".")


def forgive_defaults(module):
    """A default that needs a GPU becomes None: the parser does not look at it."""

    def forgiving(factory):
        def made():
            try:
                return factory()
            except Exception:
                return None

        return made

    for each in list(vars(module).values()):
        if not isinstance(each, type) or stub_modules.is_stub(each) or not dataclasses.is_dataclass(each):
            continue
        for field in dataclasses.fields(each):
            if field.default_factory is not dataclasses.MISSING:
                field.default_factory = forgiving(field.default_factory)
            if getattr(field.default, "default_factory", None) is not None:
                field.default.default_factory = forgiving(field.default.default_factory)


def option_of(action, parser):
    # An option may accept names that its help does not show.
    names = list(action.option_strings)
    names += [each for each, of in parser._option_string_actions.items() if of is action and each not in names]
    long = [each for each in names if each.startswith("--")]
    if not long or isinstance(action, argparse._HelpAction):
        return None
    is_switch = isinstance(action, argparse.BooleanOptionalAction)
    # A switch may also have a negative name of its own: --disable-x for --enable-x.
    negative = [each for each in long[1:] if is_switch and negates(each, long[0])]
    option = {
        "name": long[0],
        "also": [each for each in names if each not in (long[0], *negative)],
        "not": negative,
        "kind": "switch" if is_switch else "flag" if action.nargs == 0 else kind_of(action.type),
        "count": "" if action.nargs in (None, 0) else str(action.nargs),
        "values": sorted(str(each) for each in action.choices or [] if each not in NONE),
        "keys": keys_of(action.type),
    }
    if isinstance(action, argparse._AppendAction):
        option["count"] = "append"
    if (said := deprecation(action, parser)) is not None:
        option["deprecated"] = said
    if any(stub_modules.is_stub(each) for each in action.choices or []):
        option["values"] = []
    return option


def negates(name, positive):
    opposites = {"--enable-": "--disable-", "--disable-": "--enable-"}
    pairs = ((mine, positive.replace(other, mine, 1)) for other, mine in opposites.items())
    return name.startswith("--no-") or any(
        name.startswith(mine) and name == opposite for mine, opposite in pairs
    )


def deprecation(action, parser):
    """The warning of the engine about a deprecated option; None for others."""
    help = " ".join((action.help or "").replace("%%", "%").split())
    constants = vars(sys.modules["vllm.engine.arg_utils"]).values()
    for text in (each for each in constants if isinstance(each, str) and "is deprecated" in each):
        named = re.search(r"--[\w-]+", text.split("is deprecated")[0])
        if named and named[0] in action.option_strings:
            return sentence(text)
    marked = action in getattr(parser, "_deprecated", ()) or getattr(action, "deprecated", False)
    if marked or "Deprecated" in type(action).__name__ or "[DEPRECATED]" in help:
        return sentence(help)
    return None


def sentence(text):
    """The sentences about the replacement, without the description of the option."""
    sentences = re.split(r"(?<=[.!])\s+", re.sub(r"\[DEPRECATED\]|\(default: .*", "", text))
    words = re.compile(r"deprecated|removed|instead|no effect|^Use\b")
    return " ".join(each for each in sentences if words.search(each)).replace("`", "").strip()


def kind_of(convert):
    """The kind of a value, by what its conversion accepts: conversions have no names."""

    def accepts(text):
        try:
            convert(text)
            return True
        except Exception:
            return False

    if convert is None or convert is str:
        return "text"
    accepted = [each for each in ("1", "1.5", "1k", "auto", "x=1", "{}") if accepts(each)]
    return {
        ("1",): "integer",
        ("1", "1.5"): "number",
        ("1", "1.5", "1k"): "size",
        ("1", "1k"): "size",
        ("1", "1.5", "1k", "auto"): "size or auto",
        ("1", "1k", "auto"): "size or auto",
        ("1", "1.5", "{}"): "json",
        ("{}",): "json",
    }.get(tuple(accepted), "text")


def keys_of(convert):
    """Keys of a configuration that refuses others."""
    for _ in range(3):
        if not inspect.isfunction(convert):
            return []
        inner = inspect.getclosurevars(convert).nonlocals
        config = inner.get("cls") or next(iter(convert.__defaults__ or ()), None)
        if isinstance(config, type) and dataclasses.is_dataclass(config):
            if getattr(config, "__pydantic_config__", {}).get("extra") != "forbid":
                return []
            return sorted(field.name for field in dataclasses.fields(config) if field.init)
        convert = inner.get("return_type")
    return []


def registered(folder, manager):
    """Names that the engine registers. Plugins may add others."""
    for package in ("tool_parsers", "entrypoints/openai/tool_parsers", "reasoning"):
        if not os.path.exists(f"{folder}/vllm/{package}/__init__.py"):
            continue
        found = getattr(importlib.import_module(f"vllm.{package.replace('/', '.')}"), manager, None)
        if found is None or stub_modules.is_stub(found):
            continue
        tables = ("tool_parsers", "reasoning_parsers", "lazy_parsers")
        names = {name for table in tables for name in getattr(found, table, {})}
        if names:
            return sorted(names)
    return []


def rules_of(file):
    """Pairs of options that the engine refuses before it loads a model, from its own checks."""
    found = []
    for function in ast.walk(ast.parse(open(file).read())):
        if not isinstance(function, ast.FunctionDef) or not function.name.startswith("validate_"):
            continue
        for each in ast.walk(function):
            if not isinstance(each, ast.If) or not isinstance(each.body[0], ast.Raise):
                continue
            test = each.test
            if not isinstance(test, ast.BoolOp) or not isinstance(test.op, ast.And) or len(test.values) != 2:
                continue
            first, second = (argument(value) for value in test.values)
            if first and second and not first[1]:
                found.append([first[0], "needs" if second[1] else "excludes", second[0]])
    return sorted(found)


def argument(node):
    """The option of `args.x`, `not args.x` and `getattr(args, "x", …)`, and whether it is negated."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        inner = argument(node.operand)
        return inner and (inner[0], not inner[1])
    if isinstance(node, ast.Attribute) and getattr(node.value, "id", None) == "args":
        return f"--{node.attr.replace('_', '-')}", False
    is_getattr = isinstance(node, ast.Call) and getattr(node.func, "id", None) == "getattr"
    if is_getattr and getattr(node.args[0], "id", None) == "args":
        return f"--{node.args[1].value.replace('_', '-')}", False
    return None


main()
