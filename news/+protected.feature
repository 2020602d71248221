A page says what is protected against whom, and what is not.
