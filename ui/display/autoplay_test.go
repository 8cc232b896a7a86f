package display_test

const autoplay = "no-user-gesture-required"
