The registers answer who held what on a day as it was known on a day; rows are corrected and ended with a preview, a term ends for a whole body at once, and every person has a page.
