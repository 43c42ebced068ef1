"""The commands of `python -m bot`, one file each: `add_arguments(parser)` and `run(args) -> exit code`."""
