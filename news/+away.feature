Substitutes stand in on days of absence, and leaders pass on what they were told; what took too long is marked.
