An edition says so when its corrections are not those that were recorded.
