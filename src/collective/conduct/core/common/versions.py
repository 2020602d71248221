"""The version of what is stored, and what is refused while it is another one.

The version is that of the installation profile. It goes up whenever the shape of
something stored changes, with an upgrade step in the same commit.
"""

CURRENT = 1005  # as in profiles/default/metadata.xml
FIRST_KEPT = 1004  # older databases were made by development versions alone


def refusal(installed: int | None) -> str:
    """Why a site cannot be used as it is; "" when it can, or has none of us.

    ``installed`` is the version of its records, None without the add-on.
    """
    if installed is None or installed == CURRENT:
        return ""
    if installed < FIRST_KEPT:
        return "site_too_old"
    return "site_upgrading" if installed < CURRENT else "site_newer"
