"""Who gets in, and to what."""
