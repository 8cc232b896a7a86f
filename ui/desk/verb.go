package desk

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"kundterminal/kiosk"
	"kundterminal/kiosk/hall"
	"kundterminal/kiosk/queue"
)

// order is a verb as a form gave it.
type order struct {
	s    *Server
	who  queue.Who
	form url.Values
}

// part is the part that a form is about.
func (o order) part() (queue.PartID, bool) {
	id, err := queue.ParsePartID(o.form.Get("part"))
	return id, err == nil
}

func (o order) visit() (kiosk.EventName, bool) {
	name, err := kiosk.ParseEventName(o.form.Get("visit"))
	return name, err == nil
}

// number reads a whole number that is not negative.
func (o order) number() (int, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(o.form.Get("n")))
	return n, err == nil && n >= 0
}

// verb is one thing that can be done. It is not ok for a form that no page of ours
// sends; an error is one that is told.
type verb struct {
	need Role
	make func(o order) (d hall.Decide, ok bool, err error)
}

// verbs are all of them, by their names in forms.
var verbs = map[string]verb{
	"next":     {Advisor, func(o order) (hall.Decide, bool, error) { return o.next, true, nil }},
	"again":    {Advisor, func(o order) (hall.Decide, bool, error) { return o.mine(o.again), true, nil }},
	"absent":   {Advisor, func(o order) (hall.Decide, bool, error) { return o.mine(o.absent), true, nil }},
	"start":    {Advisor, func(o order) (hall.Decide, bool, error) { return o.mine(o.start), true, nil }},
	"link":     {Advisor, func(o order) (hall.Decide, bool, error) { return o.mine(o.link), true, nil }},
	"undo":     {Advisor, func(o order) (hall.Decide, bool, error) { return o.undo, true, nil }},
	"hold":     {Advisor, order.hold},
	"done":     {Advisor, order.done},
	"call":     {Advisor, order.call},
	"take":     {Advisor, order.take},
	"return":   {Advisor, order.putBack},
	"leave":    {Advisor, order.leave},
	"revive":   {Advisor, order.revive},
	"transfer": {Advisor, order.transfer},
	"add":      {Advisor, order.add},
	"note":     {Advisor, order.note},
	"prefer":   {Advisor, order.prefer},
	"wrong":    {Advisor, order.wrong},
	"break":    {Advisor, func(o order) (hall.Decide, bool, error) { return o.pause(true), true, nil }},
	"work":     {Advisor, func(o order) (hall.Decide, bool, error) { return o.pause(false), true, nil }},
	"help":     {Advisor, func(o order) (hall.Decide, bool, error) { return o.help, true, nil }},
	"answer":   {Advisor, func(o order) (hall.Decide, bool, error) { return o.alarm((*queue.Book).AnswerHelp), true, nil }},
	"calm":     {Advisor, func(o order) (hall.Decide, bool, error) { return o.alarm((*queue.Book).EndHelp), true, nil }},
	"staff":    {Advisor, order.count},
	"pause":    {Lead, func(o order) (hall.Decide, bool, error) { return o.gate(true) }},
	"resume":   {Lead, func(o order) (hall.Decide, bool, error) { return o.gate(false) }},
	"shut":     {Lead, order.shut},
	"quota":    {Lead, order.quota},
}

func (o order) next(b *queue.Book, s queue.Settings, at time.Time) ([]queue.Change, error) {
	return b.Next(o.who, s, at)
}

func (o order) again(b *queue.Book, s queue.Settings, at time.Time) ([]queue.Change, error) {
	return b.Repeat(o.who, s, at)
}

func (o order) absent(b *queue.Book, s queue.Settings, at time.Time) ([]queue.Change, error) {
	return b.NotHere(o.who, s, at)
}

func (o order) start(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
	return b.Start(o.who, at)
}

func (o order) link(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
	return b.LinkFailed(o.who, at)
}

func (o order) undo(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
	return b.Undo(o.who, at)
}

func (o order) help(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
	return b.CallHelp(o.who, at)
}

func (o order) pause(on bool) hall.Decide {
	return func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.Pause(o.who, on, at)
	}
}

func (o order) alarm(decide func(*queue.Book, queue.Who, queue.DeskID, time.Time) ([]queue.Change, error)) hall.Decide {
	caller := queue.DeskID(o.form.Get("desk"))
	return func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		if p, ok := b.Post(caller); ok && p.Answers != "" && p.Answers != o.who.Desk && caller != o.who.Desk {
			return nil, answeredError{p.Answers}
		}
		return decide(b, o.who, caller, at)
	}
}

// mine is about the part that the page showed at the desk: a key that was pressed
// twice, or on a page that is behind, does nothing to the next person.
func (o order) mine(decide hall.Decide) hall.Decide {
	shown, ok := o.part()
	return func(b *queue.Book, s queue.Settings, at time.Time) ([]queue.Change, error) {
		if post, open := b.Post(o.who.Desk); open && ok && post.Holds != shown {
			return nil, errBehind
		}
		return decide(b, s, at)
	}
}

func (o order) hold() (hall.Decide, bool, error) {
	why, err := holdPhrase(o.form.Get("why"))
	return o.mine(func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.Hold(o.who, why, at)
	}), err == nil, nil
}

// done ends the service; with go=1 the next errand of the visit follows at the desk.
func (o order) done() (hall.Decide, bool, error) {
	outcome, wrong := queue.Outcome(o.form.Get("outcome")), o.form.Get("wrong") != ""
	return o.mine(func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.Finish(o.who, outcome, wrong, at)
	}), true, nil
}

// about is a verb about one part, wherever it is.
func (o order) about(decide func(id queue.PartID) hall.Decide) (hall.Decide, bool, error) {
	id, ok := o.part()
	if !ok {
		return nil, false, nil
	}
	return decide(id), true, nil
}

func (o order) call() (hall.Decide, bool, error) {
	return o.about(func(id queue.PartID) hall.Decide {
		return func(b *queue.Book, s queue.Settings, at time.Time) ([]queue.Change, error) {
			return b.Call(o.who, id, s, at)
		}
	})
}

func (o order) take() (hall.Decide, bool, error) {
	return o.about(func(id queue.PartID) hall.Decide {
		return func(b *queue.Book, s queue.Settings, at time.Time) ([]queue.Change, error) {
			return b.Take(o.who, id, s, at)
		}
	})
}

func (o order) putBack() (hall.Decide, bool, error) {
	return o.about(func(id queue.PartID) hall.Decide {
		return func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
			return b.Return(o.who, id, at)
		}
	})
}

func (o order) leave() (hall.Decide, bool, error) {
	return o.about(func(id queue.PartID) hall.Decide {
		return func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
			return b.Leave(o.who, id, at)
		}
	})
}

func (o order) revive() (hall.Decide, bool, error) {
	return o.about(func(id queue.PartID) hall.Decide {
		return func(b *queue.Book, s queue.Settings, at time.Time) ([]queue.Change, error) {
			return b.Revive(o.who, id, s, at)
		}
	})
}

func (o order) wrong() (hall.Decide, bool, error) {
	return o.about(func(id queue.PartID) hall.Decide {
		return func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
			return b.Mistime(o.who, id, at)
		}
	})
}

func (o order) note() (hall.Decide, bool, error) {
	phrase, err := notePhrase(o.form.Get("phrase"), o.form.Get("text"))
	if err != nil {
		return nil, true, err
	}
	return o.about(func(id queue.PartID) hall.Decide {
		return func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
			return b.Note(o.who, id, phrase, at)
		}
	})
}

func (o order) transfer() (hall.Decide, bool, error) {
	to, ok := o.s.targetOf(o.form.Get("to"))
	if !ok {
		return nil, o.form.Get("to") == "", errNoTarget
	}
	back := o.form.Get("place") == "back"
	return o.about(func(id queue.PartID) hall.Decide {
		return func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
			return b.Move(o.who, id, to, back, at)
		}
	})
}

func (o order) add() (hall.Decide, bool, error) {
	to, ok := o.s.targetOf(o.form.Get("to"))
	name, named := o.visit()
	if !ok {
		return nil, named && o.form.Get("to") == "", errNoTarget
	}
	return func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.Add(o.who, name, to, at)
	}, named && to.Authority != "", nil
}

func (o order) prefer() (hall.Decide, bool, error) {
	name, ok := o.visit()
	why := queue.Precedence(o.form.Get("why"))
	return func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.Prefer(o.who, name, why, at)
	}, ok, nil
}

func (o order) count() (hall.Decide, bool, error) {
	n, ok := o.number()
	return func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.CountStaff(o.who, n, at)
	}, ok, nil
}

// queue is the queue that a form is about.
func (o order) queue() (kiosk.QueueID, bool) {
	q, ok := o.s.opt.Catalogue().Queue(kiosk.QueueID(o.form.Get("queue")))
	return q.ID, ok
}

func (o order) gate(on bool) (hall.Decide, bool, error) {
	id, ok := o.queue()
	return func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.PauseQueue(o.who, id, on, at)
	}, ok, nil
}

func (o order) shut() (hall.Decide, bool, error) {
	id, ok := o.queue()
	return func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.CloseQueue(o.who, id, at)
	}, ok, nil
}

func (o order) quota() (hall.Decide, bool, error) {
	id, ok := o.queue()
	n, number := o.number()
	return func(b *queue.Book, _ queue.Settings, at time.Time) ([]queue.Change, error) {
		return b.SetQuota(o.who, id, n, at)
	}, ok && number, nil
}
