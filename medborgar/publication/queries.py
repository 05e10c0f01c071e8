"""Reading proposals and publications for staff; the public reads through `public`."""
