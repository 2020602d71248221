A page of figures shows how far the answers have come, by body, party and day, as CSV, Excel and PDF; figures that would single people out are withheld.
