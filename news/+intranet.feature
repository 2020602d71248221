Installing on an existing intranet touches nothing of it; installing again lets the records catch up with accounts that were deleted and things that were renamed meanwhile.
