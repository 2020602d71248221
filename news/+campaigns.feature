Ask the whole council for an answer by a day: plan a campaign, see whom it asks, launch it, follow who has not answered, remind and let off.
