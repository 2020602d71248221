`make assurance` breaks each promise once and sees that its test fails.
