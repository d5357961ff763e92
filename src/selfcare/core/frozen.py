"""`@frozen`: a class whose objects are values. They never change, are equal when their fields are, and have slots.

What `@dataclass(frozen=True, slots=True)` does, at a third of its price: the standard one compiles several functions of
each class and imports `inspect`, which for all classes of the core is a sixth of the time the app needs to start.
"""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` is dear where a command has to be instant
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar, dataclass_transform

    T = TypeVar("T")
else:

    def dataclass_transform(**_: object) -> object:
        """Nothing, at run time."""
        return lambda decorator: decorator


class _Made:
    """A default that is made anew for each object."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[], object]) -> None:
        self.make = make


def field(*, default_factory: Callable[[], T]) -> T:
    """A field whose default is made anew for each object."""
    return _Made(default_factory)  # type: ignore[return-value]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a class of annotated fields a value: it takes them in their order, by position or by name."""
    inherited = getattr(cls, "__match_args__", ())
    own = tuple(cls.__dict__.get("__annotations__", ()))  # noqa: RUF063 (`inspect` is what is saved here)
    body = {name: member for name, member in cls.__dict__.items() if name not in (*own, "__dict__", "__weakref__")}
    defaults = {name: cls.__dict__[name] for name in own if name in cls.__dict__}
    defaults = {**getattr(cls, "_defaults", {}), **defaults}
    body |= {
        "__slots__": own,
        "__match_args__": (*inherited, *own),
        "_defaults": defaults,
        "__init__": _initialise,
        "__eq__": _are_equal,
        "__hash__": _hash,
        "__reduce__": _reduced,
        "__repr__": _shown,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }
    made: type[T] = type(cls)(cls.__name__, cls.__bases__, body)  # type: ignore[misc]
    return made


def fields(whole: object) -> dict[str, object]:
    """The fields of a value by name, in their order."""
    return {name: getattr(whole, name) for name in whole.__match_args__}  # type: ignore[attr-defined]


def replace(whole: T, **changes: object) -> T:
    """The same value but for some of its fields."""
    return type(whole)(**{**fields(whole), **changes})


def _initialise(self: object, *given: object, **named: object) -> None:
    """`__init__` until the first object is made. Most classes of a start never make one, and compiling is dear."""
    cls: Any = type(self)
    cls.__init__ = _compiled(cls.__match_args__, cls._defaults)
    cls.__init__(self, *given, **named)


def _compiled(names: tuple[str, ...], defaults: dict[str, Any]) -> object:
    """`__init__`, compiled, so that a wrong call says the same as for any other function."""
    known: dict[str, Any] = {"put": object.__setattr__}
    arguments, lines = ["self"], []
    for name in names:
        value = name
        if name in defaults:
            known[f"default_{name}"] = defaults[name]
            arguments.append(f"{name}=default_{name}")
            if isinstance(defaults[name], _Made):
                value = f"default_{name}.make() if {name} is default_{name} else {name}"
        else:
            arguments.append(name)
        lines.append(f"    put(self, {name!r}, {value})")
    exec(f"def __init__({', '.join(arguments)}):\n" + ("\n".join(lines) or "    pass"), known)  # noqa: S102 (our own field names)
    return known["__init__"]


def _are_equal(self: object, other: object) -> bool:
    return fields(self) == fields(other) if other.__class__ is self.__class__ else NotImplemented


def _hash(self: object) -> int:
    return hash(tuple(fields(self).values()))


def _reduced(self: object) -> tuple[type, tuple[object, ...]]:
    """How it is copied into another process: made anew of its fields, since nothing else may set them."""
    return type(self), tuple(fields(self).values())


def _shown(self: object) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in fields(self).items())})"


def _refuse(self: object, name: str, *_: object) -> None:
    raise AttributeError(f"a {type(self).__name__} never changes; `replace` makes another with a new {name}")
