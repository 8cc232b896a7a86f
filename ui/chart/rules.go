package chart

import _ "embed"

// Rules is the style sheet that pages have whose charts stand beside tables of the
// same figures. Their own rules come after it.
//
//go:embed figures.css
var Rules []byte
