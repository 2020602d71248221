"""Error messages of confirmed keys."""

from collective.conduct.i18n import _


WORDS = {
    "own_key": _(
        "refused_own_key",
        default="Nobody confirms their own key. Ask a colleague.",
    ),
    "not_confirmed_self": _(
        "refused_not_confirmed_self",
        default="Your own key is not confirmed yet, so you cannot confirm others. Ask a"
        " colleague whose key is.",
    ),
    "nothing_to_confirm": _(
        "invalid_nothing_to_confirm",
        default="Tick at least one function of this person that waits to be confirmed."
        " The first two confirm each other for functions that handle reports.",
    ),
    "never_opened": _(
        "invalid_never_opened",
        default="This key cannot be confirmed yet. Let the person open their vault once"
        " on their page My key. If it still cannot, the key in the database is not the"
        " one they made: tell whoever looks after the server.",
    ),
    "words_wrong": _(
        "refused_words_wrong",
        default="These are not the six words of this person's key. Let them read the"
        " words once more. If they are wrong again, stop: somebody else may have made"
        " the key. After three times all holders of keys are told.",
    ),
    "words_wait": _(
        "unavailable_words_wait",
        default="The words were wrong several times. Try again in ${seconds} seconds.",
    ),
    "not_founded": _(
        "invalid_not_founded",
        default="The list of confirmed keys has not begun yet. Two who handle reports"
        " confirm each other.",
    ),
    "anew_asked": _(
        "invalid_anew_asked",
        default="Somebody has asked for this already. Everybody has been told.",
    ),
}
