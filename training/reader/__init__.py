"""From gold texts to the reader's weights."""
