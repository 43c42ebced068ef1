"""The schema as numbered steps. A step that was released never changes; a new one is added."""
