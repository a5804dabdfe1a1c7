"""Reports without an account, at the desk: what strangers sent and asked, and the posters that they scan."""
