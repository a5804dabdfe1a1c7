"""Reports without an account: a poster at the entrance, a page that works offline, and a code to follow up by."""
