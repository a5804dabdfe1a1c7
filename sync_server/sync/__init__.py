"""What phones send is checked, taken in and followed up, and what they may see is delivered."""
