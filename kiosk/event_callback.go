package kiosk

// CallBackPressed begins to ask for a call.
type CallBackPressed struct{ pressed }

// CallAuthorityChosen chooses whose expert calls.
type CallAuthorityChosen struct {
	pressed
	Authority AuthorityID
}

// CallWindowChosen chooses when.
type CallWindowChosen struct {
	pressed
	From int64 // of a CallWindow, in seconds since 1970
}

// CallBackConfirmed asks for the call.
type CallBackConfirmed struct{ pressed }

// PhoneChecked tells whether the telephone number that was typed can be called.
type PhoneChecked struct {
	happening
	Fault PhoneFault
	Shown string // the number but for what a bystander must not see; empty where it is wrong
}

// CallBackKept tells that a call is kept, durably, or that there was no room for it.
type CallBackKept struct {
	happening
	Ask    uint64 // of the effect that asked for it
	Failed bool
}
