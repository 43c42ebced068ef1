"""Who hears what, and the wording of it; pure."""
