package ui

// InContrast returns the item in black, white and yellow, as Arrange does for
// whoever wants that.
func (i Item) InContrast() Item { return i.inContrast() }
