"""From a document as read (`RawDocument`) to goal tables (`GoalTable`), with a finding for everything that was mended or is doubtful."""

from __future__ import annotations

from assistant.normalise.labels import Labels, load_labels
from assistant.normalise.normalise import Normalised, normalise

__all__ = ["Labels", "Normalised", "load_labels", "normalise"]
