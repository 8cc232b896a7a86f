package idreader

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestWhatABarcodeIs(t *testing.T) {
	appointment := "7K3XM2" + string(AppointmentCheck("7K3XM2"))
	for _, v := range []struct {
		text    string
		kind    Kind
		verdict Verdict
	}{
		{"131052-308T", KindPersonalCode, VerdictValid},
		{"010594Y9032", KindPersonalCode, VerdictQuestionable},
		{"131052-308U", KindPersonalCode, VerdictInvalid},
		{"AV-" + appointment, KindAppointmentCode, VerdictValid},
		{"AV-" + appointment[:6] + "!", KindAppointmentCode, VerdictInvalid},
		{"AV-", KindAppointmentCode, VerdictInvalid},
		{"KT-", KindStaffBadge, VerdictUnverified},
		{"KT-8812", KindStaffBadge, VerdictUnverified},
		{"0123456789AB", KindTicketCode, VerdictUnverified},
		{"0123456789ab", KindTicketCode, VerdictUnverified},
		{"0123456789AU", KindUnknownCode, VerdictUnknown},
		{"0123456789A", KindUnknownCode, VerdictUnknown},
		{appointment, KindUnknownCode, VerdictUnknown}, // its prefix is missing
		{" 131052-308T", KindUnknownCode, VerdictUnknown},
		{"", KindUnknownCode, VerdictUnknown},
		{payment2, KindPaymentCard, VerdictDropped},
	} {
		p := defaultProfile()
		d := ParseCode([]byte(v.text), &p, today)
		if d.Kind != v.kind || d.Verdict != v.verdict {
			t.Errorf("%q: %v", v.text, d)
		}
	}
}

func TestWithoutAPrefixOnlyARightAppointmentIsOne(t *testing.T) {
	p := defaultProfile()
	p.AppointmentPrefix = ""
	good := "7K3XM2" + string(AppointmentCheck("7K3XM2"))
	if d := ParseCode([]byte(good), &p, today); d.Kind != KindAppointmentCode || d.Verdict != VerdictValid {
		t.Error(d)
	}
	if d := ParseCode([]byte("7K3XM3"+good[6:]), &p, today); d.Kind != KindUnknownCode {
		t.Error(d)
	}
}

func TestAppointmentCodesAreReadAsPeopleTypeThem(t *testing.T) {
	const code = "10AB7Z"
	check := string(AppointmentCheck(code))
	for _, text := range []string{code + check, "AV-" + code + check, "loab7z" + check, "IO-AB 7Z-" + check, "AV-" + strings.ToLower(code) + check} {
		d := ParseAppointmentCode([]byte(text), "AV-")
		if d.Verdict != VerdictValid || string(d.Personal.Text) != code+check {
			t.Errorf("%q: %v, %q", text, d, d.Personal.Text)
		}
	}
	for _, text := range []string{"", code, code + check + "0", "UOAB7Z" + check, code + "#", "É" + code} {
		if d := ParseAppointmentCode([]byte(text), "AV-"); d.Checks.Of(CheckCodeForm) != Failed {
			t.Errorf("%q: %v", text, d)
		}
	}
	if AppointmentCheck("short") != 0 || AppointmentCheck("10AB7U") != 0 {
		t.Error("a check symbol for what is no code")
	}
}

// 37 is a prime and no power of 32 is a multiple of it.
func TestTheCheckSymbolSeesEveryWrongCharacterAndEverySwap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		code := rapid.SliceOfN(rapid.SampledFrom([]byte(crockford)), 6, 6).Draw(t, "code")
		check := AppointmentCheck(string(code))
		wrong := append([]byte(nil), code...)
		at := rapid.IntRange(0, 4).Draw(t, "at")
		if rapid.Bool().Draw(t, "swap") {
			wrong[at], wrong[at+1] = wrong[at+1], wrong[at]
		} else {
			wrong[at] = rapid.SampledFrom([]byte(crockford)).Draw(t, "character")
		}
		d := ParseAppointmentCode(append(wrong, check), "")
		if same := string(wrong[:6]) == string(code); (d.Verdict == VerdictValid) != same {
			t.Fatalf("%s%c for %s: %v", wrong, check, code, d)
		}
	})
}

func TestSymbologyIdentifiers(t *testing.T) {
	p := defaultProfile()
	p.AIM = true
	for text, want := range map[string]string{
		"]C0131052-308T": "C0", "]Q3131052-308T": "Q3", "]zC131052-308T": "zC", "]d2131052-308T": "d2", "131052-308T": "",
	} {
		d := ParseCode([]byte(text), &p, today)
		if d.Symbology != want || d.Kind != KindPersonalCode || d.Length != len(text) {
			t.Errorf("%s: %q, %v, %d", text, d.Symbology, d, d.Length)
		}
	}
	for _, text := range []string{"]", "]C", "]1a", "]-0x"} {
		if d := ParseCode([]byte(text), &p, today); d.Symbology != "" || string(d.Personal.Text) != text {
			t.Errorf("%s: %q", text, d.Symbology)
		}
	}
}
