*Where do I turn?* one click away on every page, with contacts that come and go by their dates, an agreed path for enquiries, and lists and titles that the municipality makes its own.
