"""What the phone knows and does: observable state with verbs. Knows no controls, touches no device itself."""
