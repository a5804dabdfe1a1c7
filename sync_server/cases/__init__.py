"""Cases on the server: made of reports, watched by the clock, handed out as packs and exports, and kept in mind."""
