The timed job records lapsed duties, reminds, tells the function behind a campaign, raises overdue reviews, seals and sends, over HTTP or directly in the database.
