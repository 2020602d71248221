The add-on for codes of conduct: documents, frozen editions, answers with receipts, verification offline, and a demo that one command starts.
