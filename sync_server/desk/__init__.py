"""What those who follow up many tasks ask of the server: what is stuck, and the list as a workbook."""
