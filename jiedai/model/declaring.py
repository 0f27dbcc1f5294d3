"""The parts that sections are declared with: pydantic's, or what stands in for them where schemas are kept."""

from typing import TYPE_CHECKING

from jiedai.model import kept

if TYPE_CHECKING or kept.schemas() is None:
    from pydantic import AliasChoices, BaseModel, ConfigDict, Field, PrivateAttr, model_validator
else:
    from jiedai.model.standin import AliasChoices, BaseModel, ConfigDict, Field, PrivateAttr, model_validator

__all__ = ["AliasChoices", "BaseModel", "ConfigDict", "Field", "PrivateAttr", "model_validator"]
