Due days can be shown in one's own calendar, through a secret address that can be taken back.
