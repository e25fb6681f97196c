"""
Stands in for the packages that an engine imports and its argument parser does not need: torch,
transformers, CUDA libraries. A name of a stub is a class that accepts every use.
"""

import abc
import importlib.abc
import importlib.machinery
import importlib.metadata
import sys
import types
import typing

# Packages of the environment: they define the types of the arguments.
REAL = {
    "annotated_types", "jinja2", "markupsafe", "msgspec", "numpy", "packaging", "psutil",
    "pydantic", "pydantic_core", "regex", "typing_extensions", "typing_inspection", "yaml",
}
# Their presence selects another hardware, or another code path.
ABSENT = {
    "email_validator", "habana_frameworks", "libneuronxla", "libtpu", "neuronxcc",
    "tpu_inference", "transformers_neuronx",
}
LARGEST_INTEGER = 2**63 - 1


class _Anything(abc.ABCMeta):
    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        made = _stub(name)
        setattr(cls, name, made)
        return made

    def __call__(cls, *args, **kwargs):
        if len(args) == 1 and not kwargs and isinstance(args[0], (types.FunctionType, type)):
            return args[0]  # a decorator
        if "_is_stub" not in cls.__dict__:
            return type.__call__(cls, *args, **kwargs)  # an engine's class with a stub as base
        return cls

    def register(cls, *args, **kwargs):
        return cls

    def __or__(cls, other):
        return typing.Union[cls, other]

    def __ror__(cls, other):
        return typing.Union[other, cls]

    def __getitem__(cls, key):
        return cls

    def __setitem__(cls, key, value):
        pass

    def __iter__(cls):
        return iter(())

    def __len__(cls):
        return 0

    def __bool__(cls):
        return False

    def __contains__(cls, key):
        return False

    def __enter__(cls):
        return cls

    def __exit__(cls, *args):
        return False

    def __hash__(cls):
        return id(cls)

    def __eq__(cls, other):
        return cls is other

    def __lt__(cls, other):
        return False

    def __gt__(cls, other):
        return False

    def __le__(cls, other):
        return True

    def __ge__(cls, other):
        return True


for operator in "add sub mul truediv floordiv mod pow and xor lshift rshift".split():
    setattr(_Anything, f"__{operator}__", lambda left, right: left)
    setattr(_Anything, f"__r{operator}__", lambda left, right: right)


class _Base(metaclass=_Anything):
    _is_stub = True

    def __init__(self, *args, **kwargs):
        pass

    @classmethod
    def __get_pydantic_core_schema__(cls, source, handler):
        from pydantic_core import core_schema

        return core_schema.any_schema()


def is_stub(value):
    return isinstance(value, _Anything)


def _stub(name):
    return _Anything(name, (_Base,), {"_is_stub": True, "__module__": "stub"})


class _Module(types.ModuleType):
    __version__ = "99.0.0"

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        made = _stub(name)
        setattr(self, name, made)
        return made


class _Loader(importlib.abc.Loader):
    def create_module(self, spec):
        module = _Module(spec.name)
        module.__path__ = []
        return module

    def exec_module(self, module):
        pass


class _Others(_Loader, importlib.abc.MetaPathFinder):
    def __init__(self, engine, stubbed):
        self.engine, self.stubbed = engine, stubbed

    def find_spec(self, name, path=None, target=None):
        top = name.split(".")[0]
        if top in ABSENT:
            raise ImportError(name)
        is_stubbed = any(name == each or name.startswith(f"{each}.") for each in self.stubbed)
        if not is_stubbed and (top in sys.stdlib_module_names or top in REAL or top == self.engine):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)


class _Unextracted(_Loader, importlib.abc.MetaPathFinder):
    """Modules of the engine that were not extracted, such as compiled ones."""

    def __init__(self, engine):
        self.engine = engine

    def find_spec(self, name, path=None, target=None):
        if name.startswith(f"{self.engine}."):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None


def install(engine, stubbed=()):
    """Makes every import succeed. `stubbed`: modules of the engine that do not load without GPUs."""
    sys.meta_path.insert(0, _Others(engine, stubbed))
    sys.meta_path.append(_Unextracted(engine))
    real_version = importlib.metadata.version

    def version(name):
        try:
            return real_version(name)
        except importlib.metadata.PackageNotFoundError:
            return "99.0.0"

    importlib.metadata.version = version
    import torch

    torch.iinfo = lambda *_: types.SimpleNamespace(max=LARGEST_INTEGER, min=-LARGEST_INTEGER)
