Whoever has been exposed to something, or has seen it, can talk, ask for advice or report on pages that need no account: they see by name who will read it, and come back with seven words.
