One signed paper records the answers of a whole body, of candidates and of employees, also without an account.
