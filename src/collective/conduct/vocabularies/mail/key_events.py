"""Sentences of the events of keys, for letters and pages: who, which function, what."""

from collective.conduct.i18n import _


WORDS = {
    "made": _("key_event_made", default="${name} has made a key (${functions})."),
    "replaced": _(
        "key_event_replaced",
        default="The key of ${name} has been replaced (${functions}). Nothing is"
        " sealed for the new one before a colleague confirms it.",
    ),
    "restored": _(
        "key_event_restored",
        default="${name} has opened the former key, so the new one is gone"
        " (${functions}). Somebody else may have replaced it.",
    ),
    "before": _(
        "key_event_before",
        default="The key of ${name} was made before keys were confirmed"
        " (${functions}). It goes on, and waits to be confirmed face to face.",
    ),
    "signs": _("key_event_signs", default="${name} has opened the key."),
    "founding": _(
        "key_event_founding",
        default="${by} has confirmed the key of ${name} (${functions}), to begin the"
        " list of confirmed keys. It begins when both have confirmed each other.",
    ),
    "confirmed": _(
        "key_event_confirmed",
        default="${by} has confirmed the key of ${name} (${functions}).",
    ),
    "ended": _("key_event_ended", default="A function of ${name} ended: ${functions}."),
    "resumed": _(
        "key_event_resumed", default="A function of ${name} goes on: ${functions}."
    ),
    "anew": _(
        "key_event_anew",
        default="${name} says that nobody can confirm keys any more, and wants to"
        " begin the list of confirmed keys anew. That is possible in a week, unless"
        " somebody opens a vault with a confirmed key until then. Nothing that came in"
        " before opens by it.",
    ),
    "stays": _(
        "key_event_stays",
        default="${name} has opened a confirmed key, so the list of confirmed keys is"
        " not begun anew.",
    ),
    "mistyped": _(
        "key_event_mistyped",
        default="${by} typed wrong words three times for the key of ${name}"
        " (${functions}).",
    ),
    "function_recorded": _(
        "key_event_function_recorded",
        default="${name} has been recorded in a function that handles reports or holds"
        " a key: ${functions}. Nothing is sealed for them in it before a colleague"
        " confirms their key.",
    ),
    "function_closed": _(
        "key_event_function_closed",
        default="A row was removed from the register: ${name}, ${functions}.",
    ),
    "function_changed": _(
        "key_event_function_changed",
        default="A last day was set in the register: ${name}, ${functions}.",
    ),
}
