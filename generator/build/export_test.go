package build

// UseFile lets a store keep everything in its file.
func (s *Store) UseFile() { s.spool.room = 0 }
