"""The demonstration: a made-up municipality."""


def install(context) -> None:
    """Fill the site with the demonstration."""
