"""What answers tell browsers to allow and to refuse. See ADR 0027."""
