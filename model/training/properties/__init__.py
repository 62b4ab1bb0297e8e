"""What the model promises, measured on cases made by the thousand: `measure` runs every property."""

from __future__ import annotations

from levelhed.model.training.properties.material import Material, Story, read_material, read_stories, story_material
from levelhed.model.training.properties.measured import measure
from levelhed.model.training.properties.rate import Rate

__all__ = ["Material", "Rate", "Story", "measure", "read_material", "read_stories", "story_material"]
