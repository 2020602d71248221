Clocks run for what a reporter may expect: a first word in seven days, the answer in three months. Those who handle the case are told in time.
