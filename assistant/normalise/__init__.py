"""From a document as read (`RawDocument`) to goal tables (`GoalTable`); what was mended or is doubtful becomes a finding."""

from __future__ import annotations

from assistant.normalise.labels import Labels, load_labels
from assistant.normalise.normalise import Normalised, normalise

__all__ = ["Labels", "Normalised", "load_labels", "normalise"]
