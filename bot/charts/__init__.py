"""Pictures of numbers. The library that draws is loaded in a process beside, which ends with its picture."""
