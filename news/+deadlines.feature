Deadlines are set for each procedure, with days off; they rest or are put off with a reason that stands in the case.
