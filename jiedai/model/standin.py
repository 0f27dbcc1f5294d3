"""What stands in for pydantic where sections are only read: classes without the schemas that `kept` holds already.

It offers those names of pydantic that the model is declared with, and of a section only what commands ask for. What
reads a value is pydantic's own reader, made from a schema that pydantic built in an earlier command; so a section here
holds, compares, copies and refuses what the real one does, and a test holds both against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy, deepcopy
from typing import Annotated, Any, ClassVar, Self, get_origin

ConfigDict = dict
_MISSING: Any = ...


class AliasChoices:
    """The keys that a value may stand under."""

    def __init__(self, *choices: str) -> None:
        self.choices = list(choices)


class FieldInfo:
    """What was declared of a field; `annotation` is its type without what annotates the whole of it, `metadata`."""

    __slots__ = (
        "alias",
        "annotation",
        "default",
        "default_factory",
        "description",
        "json_schema_extra",
        "metadata",
        "serialization_alias",
        "title",
        "validation_alias",
    )

    def __init__(
        self,
        default: Any = _MISSING,
        default_factory: Callable[[], Any] | None = None,
        alias: str | None = None,
        validation_alias: str | AliasChoices | None = None,
        serialization_alias: str | None = None,
        title: str | None = None,
        description: str | None = None,
        json_schema_extra: dict[str, Any] | None = None,
    ) -> None:
        self.default, self.default_factory = default, default_factory
        self.alias = alias
        self.validation_alias = validation_alias or alias
        self.serialization_alias = serialization_alias or alias
        self.title, self.description, self.json_schema_extra = title, description, json_schema_extra
        self.annotation: Any = None
        self.metadata: list[Any] = []

    def of_type(self, annotation: Any) -> FieldInfo:
        """The field, with its type."""
        if get_origin(annotation) is Annotated:
            self.annotation, self.metadata = annotation.__origin__, list(annotation.__metadata__)
        else:
            self.annotation = annotation
        return self

    def is_required(self) -> bool:
        """Whether a value has to be given."""
        return self.default is _MISSING and self.default_factory is None

    def get_default(self, *, call_default_factory: bool = False) -> Any:
        """The value of a field that is not given."""
        if self.default_factory is None:
            return self.default
        return self.default_factory() if call_default_factory else None


Field = FieldInfo


class PrivateAttr:
    """The default of an attribute that is no field."""

    def __init__(self, default: Any) -> None:
        self.default = default


def model_validator(*, mode: str) -> Callable[[Any], Any]:
    """Leaves a method as it is: that it reads the section, and when, stands in the schema that is kept."""
    return lambda method: method


class BaseModel:
    """A section: its fields in `__dict__`, which do not change, and what pydantic's reader keeps beside them."""

    __slots__ = ("__dict__", "__pydantic_extra__", "__pydantic_fields_set__", "__pydantic_private__")

    model_config: ClassVar[dict[str, Any]] = {}
    model_fields: ClassVar[dict[str, FieldInfo]] = {}
    __pydantic_fields__: ClassVar[dict[str, FieldInfo]] = {}
    __private_attributes__: ClassVar[dict[str, Any]] = {}
    __pydantic_fields_set__: set[str]
    __pydantic_extra__: dict[str, Any] | None
    __pydantic_private__: dict[str, Any] | None

    def __init_subclass__(cls) -> None:
        fields, private = dict(cls.__pydantic_fields__), dict(cls.__private_attributes__)
        for name, annotation in vars(cls).get("__annotations__", {}).items():
            declared = vars(cls).get(name, _MISSING)
            if isinstance(declared, PrivateAttr):
                private[name] = declared.default
            elif name.startswith("_") or name == "model_config":
                continue
            else:
                field = declared if isinstance(declared, FieldInfo) else FieldInfo(declared)
                fields[name] = field.of_type(annotation)
            if declared is not _MISSING:
                delattr(cls, name)  # an attribute of the section, never of its class
        cls.model_fields = cls.__pydantic_fields__ = fields
        cls.__private_attributes__ = private

    def __init__(self, **data: Any) -> None:
        type(self)._reader().validate_python(data, self_instance=self)

    @classmethod
    def _reader(cls) -> Any:
        from jiedai.model import kept

        return kept.reader(cls)  # type: ignore[arg-type]  # mypy takes a class for unhashable whose objects say how

    @classmethod
    def model_validate(cls, obj: Any, *, context: Any = None) -> Self:
        """The section in data; pydantic_core.ValidationError where it is none."""
        read: Self = cls._reader().validate_python(obj, context=context)
        return read

    @classmethod
    def model_construct(cls, **values: Any) -> Self:
        """A section of values that are right already, with the defaults of what is not given."""
        made = cls.__new__(cls)
        given = {name: value for name, value in values.items() if name in cls.__pydantic_fields__}
        held = {
            name: given[name] if name in given else field.get_default(call_default_factory=True)
            for name, field in cls.__pydantic_fields__.items()
            if name in given or not field.is_required()
        }
        made.__setstate__({"__dict__": held, "__pydantic_fields_set__": set(given), "__pydantic_extra__": None})
        made.model_post_init(None)
        return made

    def model_post_init(self, context: Any, /) -> None:
        """Called by pydantic's reader for a section that was read."""
        object.__setattr__(self, "__pydantic_private__", dict(self.__private_attributes__))

    @property
    def model_fields_set(self) -> set[str]:
        """The fields that were given."""
        return self.__pydantic_fields_set__

    def model_copy(self, *, update: Mapping[str, Any] | None = None) -> Self:
        """The same section, with other values in some fields."""
        made = copy(self)
        if update:
            made.__dict__.update(update)
            made.__pydantic_fields_set__.update(update)
        return made

    def __copy__(self) -> Self:
        made = type(self).__new__(type(self))
        made.__setstate__({name: copy(value) for name, value in self.__getstate__().items()})
        return made

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        made = type(self).__new__(type(self))
        made.__setstate__(deepcopy(self.__getstate__(), memo))
        return made

    def __getstate__(self) -> dict[str, Any]:
        return {
            "__dict__": self.__dict__,
            "__pydantic_extra__": self.__pydantic_extra__,
            "__pydantic_fields_set__": self.__pydantic_fields_set__,
            "__pydantic_private__": self.__pydantic_private__,
        }

    def __setstate__(self, state: Mapping[str, Any]) -> None:
        for name, value in state.items():
            object.__setattr__(self, name, value)

    def __getattr__(self, name: str) -> Any:
        if name in type(self).__private_attributes__:
            private = self.__pydantic_private__
            if private and name in private:
                return private[name]
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in self.__private_attributes__:
            raise AttributeError(f"{type(self).__name__!r} is frozen: {name!r} cannot be set")
        if self.__pydantic_private__ is None:
            object.__setattr__(self, "__pydantic_private__", {})
        self.__pydantic_private__[name] = value  # type: ignore[index]

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, BaseModel)
            and type(self) is type(other)
            and self.__pydantic_private__ == other.__pydantic_private__
            and self.__dict__ == other.__dict__
        )

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.get(name) for name in self.__pydantic_fields__))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"
