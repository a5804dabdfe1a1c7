"""The smallest app that shows what an installed app can do."""
