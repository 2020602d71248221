Keys, approvals, escrow and access to a case over REST; `conduct-rehearse` for two holders of escrow keys.
