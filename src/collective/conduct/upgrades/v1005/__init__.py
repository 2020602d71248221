"""From 1004 to 1005: confirmed keys, one matter, authentic cases."""
