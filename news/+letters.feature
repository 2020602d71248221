Letters tell officials what waits for them and remind them, in their own language and in words that staff can change; a mail server that is away costs nobody an answer.
