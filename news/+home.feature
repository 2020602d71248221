Find what waits for you first on the home page and the tools below in groups; every page of letters leads back.
