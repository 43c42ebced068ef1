"""Which article came from which post, and why; pure."""
