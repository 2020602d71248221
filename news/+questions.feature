Staff can change the questions of the seven forms of a report, and a report can be sent over REST.
