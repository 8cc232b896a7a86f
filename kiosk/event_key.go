package kiosk

// KeyPressed is a press that was made on the keypad. It means what the press in it
// means, and leaves the keypad on the screen, which a finger takes away.
type KeyPressed struct {
	pressed
	Press Press
}
