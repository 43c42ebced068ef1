"""Which posts somebody wants to hear of: rules as they are written, and as they are held against posts; pure."""
