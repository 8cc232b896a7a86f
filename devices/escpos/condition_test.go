package escpos

import (
	"testing"

	"kundterminal/devices"
)

func TestAFrameOfASBMeansOneState(t *testing.T) {
	for frame, want := range map[ASB]devices.Status{
		{0x14, 0x00, 0x00, 0x0F}: {},
		{0x10, 0x00, 0x00, 0x00}: {},
		{0x14, 0x00, 0x03, 0x0F}: {NearEnd: true},
		{0x3C, 0x00, 0x00, 0x0F}: {Fault: devices.FaultCoverOpen},
		{0x1C, 0x00, 0x0F, 0x0F}: {Fault: devices.FaultPaperOut, NearEnd: true},
		{0x1C, 0x08, 0x00, 0x0F}: {Fault: devices.FaultCutterJam},
		{0x1C, 0x04, 0x00, 0x0F}: {Fault: devices.FaultMechanical},
		{0x1C, 0x20, 0x00, 0x0F}: {Fault: devices.FaultUnrecoverable},
		{0x1C, 0x40, 0x00, 0x0F}: {Fault: devices.FaultOverheated},
		{0x1C, 0x00, 0x00, 0x0F}: {Fault: devices.FaultOffline},
		{0x3C, 0x28, 0x0F, 0x0F}: {Fault: devices.FaultUnrecoverable, NearEnd: true}, // service comes before all else
		{0x3C, 0x00, 0x0C, 0x0F}: {Fault: devices.FaultCoverOpen},                    // whoever opened it is at the paper
	} {
		if got := frame.Status(); got != want {
			t.Errorf("% X means %+v, want %+v", frame, got, want)
		}
	}
}

func TestTheFourAnswersTogetherMeanOneState(t *testing.T) {
	for answers, want := range map[[4]byte]devices.Status{
		{0x12, 0x12, 0x12, 0x12}: {},
		{0x16, 0x12, 0x12, 0x1E}: {NearEnd: true},
		{0x1A, 0x16, 0x12, 0x12}: {Fault: devices.FaultCoverOpen},
		{0x1A, 0x32, 0x12, 0x72}: {Fault: devices.FaultPaperOut},
		{0x1A, 0x32, 0x12, 0x7E}: {Fault: devices.FaultPaperOut, NearEnd: true},
		{0x1A, 0x52, 0x1A, 0x12}: {Fault: devices.FaultCutterJam},
		{0x1A, 0x52, 0x52, 0x12}: {Fault: devices.FaultOverheated},
		{0x1A, 0x52, 0x12, 0x12}: {Fault: devices.FaultMechanical}, // an error that it does not name
		{0x1A, 0x12, 0x12, 0x12}: {Fault: devices.FaultOffline},
		{0x08, 0x00, 0x00, 0x6C}: {Fault: devices.FaultPaperOut, NearEnd: true}, // Pyramid, without fixed bits
	} {
		if got := RealTimeStatus(answers); got != want {
			t.Errorf("% X mean %+v, want %+v", answers, got, want)
		}
	}
}

func TestAFullStatusMeansOneState(t *testing.T) {
	for full, want := range map[FullStatus]devices.Status{
		{}:                       {},
		{0x20, 0x00, 0x00, 0x00}: {Presented: true},
		{0x24, 0x00, 0x00, 0x00}: {Presented: true, NearEnd: true},
		{0x01, 0x00, 0x00, 0x00}: {Fault: devices.FaultPaperOut},
		{0x00, 0x02, 0x00, 0x00}: {Fault: devices.FaultCoverOpen},
		{0x00, 0x00, 0x40, 0x00}: {Fault: devices.FaultMechanical},
		{0x00, 0x00, 0x01, 0x00}: {Fault: devices.FaultOverheated},
		{0x00, 0x00, 0x00, 0x01}: {Fault: devices.FaultCutterJam},
		{0x00, 0x00, 0x00, 0x04}: {Fault: devices.FaultUnrecoverable},
	} {
		if got := full.Status(); got != want {
			t.Errorf("% X means %+v, want %+v", full, got, want)
		}
	}
}

func TestAnAnswerSaysNothingOfWhatItIsNotAskedFor(t *testing.T) {
	if present, told := (RealTime{N: 0, Value: 0x7E}).Conditions(); present|told != 0 {
		t.Error("an answer to no question says something")
	}
	if _, told := (RealTime{N: 3, Value: 0x12}).Conditions(); told&(PaperEnd|CoverOpen|NearEnd) != 0 {
		t.Error("DLE EOT 3 says something of paper or cover")
	}
}
