"""The demarcation list: who answers for what, its versions, and what a building has agreed on instead."""
