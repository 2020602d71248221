Files that come with a report are recognised by what they are, kept sealed as they came, and shown as a copy without the names, places and times that programs write into them.
