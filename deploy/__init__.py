"""What production is made of, and the same on one machine for benches and tests."""
