"""What a plan means, asked by everybody and answered once."""
