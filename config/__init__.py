"""Settings, logging, and the lists of channels and feeds that an operator writes."""
