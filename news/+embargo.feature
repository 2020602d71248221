An edition that is to come can be shown to those whom a campaign asks some days before everybody else.
