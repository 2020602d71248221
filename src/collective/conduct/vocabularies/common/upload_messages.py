"""Error messages about attachments of a report; none quotes a file's name."""

from collective.conduct.i18n import _


WORDS: dict = {
    "file_empty": _(
        "invalid_file_empty",
        default="File number ${number} has nothing in it. Choose it once more, or"
        " leave it out.",
    ),
    "file_too_large": _(
        "invalid_file_too_large",
        default="File number ${number} is larger than ${limit} MB. Leave it out and"
        " write that you have it: whoever handles your report will find a way.",
    ),
    "files_too_many": _(
        "invalid_files_too_many",
        default="No more than ${limit} files can be sent at once. Choose the most"
        " important ones and write that you have more.",
    ),
    "files_too_large": _(
        "invalid_files_too_large",
        default="Together the files are larger than ${limit} MB. Choose the"
        " most important ones and write that you have more.",
    ),
    "cleaning_busy": _(
        "unavailable_cleaning_busy",
        default="The server is busy with the files of others, and nothing was sent."
        " Choose the files again in half a minute and press the button once more, or"
        " send your report without them and write that you have them.",
    ),
    "disk_full": _(
        "unavailable_disk_full",
        default="There is no room for files just now, and nothing was sent. Send your"
        " report without them and write that you have them, or try again later.",
    ),
}
