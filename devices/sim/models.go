package sim

// everything is what Epson's present receipt printers understand.
const everything = BarcodeB | QRCode | ProcessID | PaperStatus | Graphics | ClearBuffer | AutoStatus | Identity

// epsonCodes is the numbering of code pages that Epson began and most others
// took over, as far as the Nordic countries need it.
func epsonCodes() map[byte]string {
	return map[byte]string{
		0: "PC437", 2: "PC850", 5: "PC865", 16: "WPC1252", 17: "PC866", 18: "PC852", 19: "PC858",
		33: "WPC775", 39: "ISO8859-2", 40: "ISO8859-15", 45: "WPC1250", 51: "WPC1257",
	}
}

// TMT88V is an Epson TM-T88V: 80 mm paper, 512 dots at 180 dpi. It keeps the
// commands ESC i and ESC m of its forebears.
func TMT88V() Model {
	return Model{
		Name: "TM-T88V", Maker: "EPSON",
		Dots: 512, DPI: 180, PaperMM: 80,
		Codes: epsonCodes(), Features: everything | CustomCut,
		UnitsPerDot: 2, Spacing: 30, CutterMM: 13.5, FeedMMS: 300, CutMS: 300,
		Buffer: 4096, XOFFAt: 128, XONAt: 256, NVBytes: 256 << 10,
	}
}

// TMT20III is an Epson TM-T20III: 80 mm paper, 576 dots at 203 dpi.
func TMT20III() Model {
	return Model{
		Name: "TM-T20III", Maker: "EPSON",
		Dots: 576, DPI: 203, PaperMM: 80,
		Codes: epsonCodes(), Features: everything | CustomCut,
		UnitsPerDot: 2, Spacing: 30, CutterMM: 13.5, FeedMMS: 250, CutMS: 350,
		Buffer: 4096, XOFFAt: 128, XONAt: 256, NVBytes: 256 << 10,
	}
}

// VKP80 is a kiosk printer of Custom's family (VKP80, KPM210): it holds the
// cut ticket in a presenter until it is taken, answers the six-byte full
// status, and knows neither process ids nor graphics by key.
func VKP80() Model {
	return Model{
		Name: "VKP80", Maker: "CUSTOM SPA",
		Dots: 576, DPI: 203, PaperMM: 80,
		Codes: epsonCodes(),
		Features: BarcodeB | QRCode | PaperStatus | ClearBuffer | AutoStatus | Identity |
			CustomCut | PresenterMoves | FullStatus,
		UnitsPerDot: 1, Spacing: 30, CutterMM: 18, FeedMMS: 150, CutMS: 400, StepMM: 0.625,
		Buffer: 4096, XOFFAt: 128, XONAt: 256, NVBytes: 64 << 10,
	}
}

// Plain58 is an unbranded 58 mm printer, 384 dots: it prints text and raster,
// cuts, answers DLE EOT, GS r and ASB, and has no barcodes of its own, no
// process ids, no graphics memory.
func Plain58() Model {
	return Model{
		Name: "POS58", Maker: "",
		Dots: 384, DPI: 203, PaperMM: 58,
		Codes:       map[byte]string{0: "PC437", 2: "PC850", 5: "PC865", 16: "WPC1252", 19: "PC858"},
		Features:    PaperStatus | AutoStatus | ClearBuffer,
		UnitsPerDot: 1, Spacing: 30, CutterMM: 10, FeedMMS: 90, CutMS: 300,
		Buffer: 4096, XOFFAt: 128, XONAt: 256, NVBytes: 0,
	}
}
