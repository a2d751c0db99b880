"""Pages of paper: what every PDF of the service is made of."""
