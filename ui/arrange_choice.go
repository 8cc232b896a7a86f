package ui

// choice draws a caption and its options: beside each other where their labels
// find room, else one below the other. The one that holds is filled, and has a
// mark.
func (a *arranger) choice(p Choice, width float64) measured {
	caption := a.fit(p.Label, typing{em: a.em(emLabel), bold: true, ink: Ink}, width)
	n := float64(len(p.Options))
	w, h := (width-a.gutter()*(n-1))/n, a.high(26)
	longest := 0.0
	for _, o := range p.Options {
		longest = max(longest, a.font.Width(o.Label, a.soft(emButton), true))
	}
	across := longest+min(12*a.k, h*0.5)+16*a.k <= w
	rows := 1.0
	if !across {
		w, rows = width, n
	}
	top := caption.height() + 2*a.k
	return measured{height: top + rows*h + (rows-1)*TargetGap, draw: func(box Box) {
		a.add(Item{ID: a.nextID("text"), Kind: Copy, Box: Box{box.X, box.Y, box.W, caption.height()}, Lines: a.place(caption, box)})
		for i, o := range p.Options {
			at := Box{box.X + float64(i)*(w+a.gutter()), box.Y + top, w, h}
			if !across {
				at.X, at.Y = box.X, box.Y+top+float64(i)*(h+TargetGap)
			}
			a.option(o, at)
		}
	}}
}

func (a *arranger) option(o Option, box Box) {
	if o.Set {
		o.Icon = "ui-check"
		a.press(o.Button, box, Lake, None, Paper)
	} else {
		a.press(o.Button, box, Paper, Lake, Lake)
	}
	item := &a.scene.Items[len(a.scene.Items)-1]
	item.Toggle, item.Set = !o.Again, o.Set
}
