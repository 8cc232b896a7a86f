package kiosk

// TicketPart is a part of a visit: the errands that one authority's people do in one
// go. All parts of a visit have one number.
type TicketPart struct {
	Authority AuthorityID `json:"authority"`
	Services  []ServiceID `json:"services"`
	Private   bool        `json:"private,omitempty"` // behind a closed door, and never named
}

// PartsOf returns the parts of a visit with these errands: one for each authority, in
// the order of its first errand. Errands that are not in the catalogue have no part.
func (c *Catalogue) PartsOf(errands []ServiceID) []TicketPart {
	var parts []TicketPart
	at := map[AuthorityID]int{}
	for _, id := range errands {
		s, ok := c.Service(id)
		if !ok {
			continue
		}
		i, known := at[s.Authority]
		if !known {
			i = len(parts)
			at[s.Authority] = i
			parts = append(parts, TicketPart{Authority: s.Authority})
		}
		parts[i].Services = append(parts[i].Services, id)
		parts[i].Private = parts[i].Private || s.Private
	}
	return parts
}
