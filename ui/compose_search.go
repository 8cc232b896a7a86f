package ui

import (
	"strings"

	"kundterminal/kiosk"
)

func (c composer) search() Screen {
	rows := Rows{Empty: c.say("search_empty")}
	if c.session.Query != "" {
		rows = c.serviceRows(c.state.Catalogue.Search(c.session.Query, c.lang, c.state.Today()), true)
		rows.Empty = c.say("search_none")
	}
	return c.list(Screen{
		Title: c.say("search_title"), Hint: c.chosen(),
		Parts: []Part{
			Field{Text: c.session.Query, Placeholder: c.say("search_field")},
			rows,
			c.letters(false, "qwertyuiopå", "asdfghjklöä", "zxcvbnm-"),
		},
	})
}

// letters is a keyboard of these rows, with keys for a space and to delete at the end
// of the last. Where there is no room for more, the letters are off.
func (c composer) letters(full bool, rows ...string) Keyboard {
	k := Keyboard{}
	for _, letters := range rows {
		var row []Button
		for _, r := range letters {
			row = append(row, Button{
				ID: "key:" + string(r), Label: strings.ToUpper(string(r)), Event: kiosk.LetterTyped{Letter: r}, Off: full,
			})
		}
		k.Rows = append(k.Rows, row)
	}
	last := len(k.Rows) - 1
	k.Rows[last] = append(
		k.Rows[last],
		Button{ID: "key:space", Label: c.say("key_space"), Icon: "ui-space", Event: kiosk.LetterTyped{Letter: ' '}, Off: full},
		Button{ID: "key:delete", Label: c.say("key_delete"), Icon: "ui-delete", Event: kiosk.LetterDeleted{}},
	)
	return k
}
