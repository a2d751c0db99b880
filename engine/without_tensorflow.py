"""Stands in for TensorFlow and skops, which Rasa imports even when no component of the model uses them.

Rasa's policies and its message handler need TensorFlow for class bodies only. Without it an engine is ready in a third
of the time and holds half the memory. A pipeline with DIET or TED needs the real one: FIRSTNOTICE_ENGINE_TENSORFLOW=1.
"""

import importlib.abc
import importlib.machinery
import os
import sys
import types
from typing import Any, Optional, Sequence

VARIABLE = "FIRSTNOTICE_ENGINE_TENSORFLOW"
_PACKAGES = {"tensorflow", "tensorflow_text", "tensorflow_hub", "tensorflow_addons", "keras", "skops"}


class _Absent(type):
    """The metaclass of names that exist, can be subclassed or used as decorators, but cannot be made."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _absent(name)

    def __call__(cls, *arguments: Any, **options: Any) -> Any:
        if cls.__dict__.get("_stands_in"):
            if len(arguments) == 1 and not options and callable(arguments[0]):
                return arguments[0]
            return _absent(cls.__name__)
        raise RuntimeError(f"{cls.__name__} needs TensorFlow: set {VARIABLE}=1")


def _absent(name: str) -> Any:
    return _Absent(name, (), {"_stands_in": True})


class _Module(types.ModuleType):
    """A module that has every attribute."""

    __path__: Sequence[str] = ()
    __version__ = "0"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = _absent(name)
        setattr(self, name, value)
        return value


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds all modules of the packages above."""

    def find_spec(
        self, name: str, path: Any = None, target: Any = None
    ) -> Optional[importlib.machinery.ModuleSpec]:
        """A spec for the packages above, None for all others."""
        if name.partition(".")[0] not in _PACKAGES:
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        """An empty stand-in."""
        return _Module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing to execute."""


def stand_in() -> bool:
    """Puts the stand-ins first on the import path, unless the real ones are wanted; says whether it did."""
    if os.environ.get(VARIABLE) == "1":
        return False
    sys.meta_path.insert(0, _Finder())
    return True
