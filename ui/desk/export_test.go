package desk

import "context"

// Sweep closes desks that people left until the context ends.
func (s *Server) Sweep(ctx context.Context) { s.sweep(ctx) }
