"""Rond on the phone: screens draw state and call its verbs, state knows no controls, the device knows neither."""

VERSION = "0.1.0"
