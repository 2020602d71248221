A neutral diary line with a number drawn by lot, secrecy part by part, and a copy without what is secret.
