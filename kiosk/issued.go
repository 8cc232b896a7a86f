package kiosk

// Issued is how many tickets were issued on a day, which is known longer than the
// tickets are.
type Issued struct {
	Date    Date
	Tickets int
	By      map[AuthorityID]int // one on several authorities counts for each of them
}

// IssuedOf counts tickets.
func IssuedOf(tickets []Ticket, c *Catalogue) []Issued {
	var list []Issued
	at := map[Date]int{}
	for _, t := range tickets {
		i, ok := at[t.Date]
		if !ok {
			i, at[t.Date] = len(list), len(list)
			list = append(list, Issued{Date: t.Date, By: map[AuthorityID]int{}})
		}
		list[i].Tickets++
		for _, a := range c.AuthoritiesOf(t.Errands) {
			list[i].By[a]++
		}
	}
	return list
}
