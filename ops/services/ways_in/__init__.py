"""Who gets in, and how: devices and their sessions, the team, PINs, passkeys, what stands in for them."""
