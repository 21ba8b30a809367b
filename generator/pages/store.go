package pages

// Store takes what the pages of a site show, as it is computed: their data, and their
// rendered texts, called fragments. A long history has more of both than fits into
// memory. A page's data has the name of a fragment where the HTML is to stand. A
// fragment is a list of parts, because the texts of neighbouring versions share most
// of theirs. A store is safe for concurrent use.
type Store interface {
	// Put adds a fragment, made smaller, and returns its name.
	Put(html string) (name string, err error)
	// PutAsIs adds a fragment that is not made smaller, and returns its name.
	PutAsIs(html string) (name string, err error)
	// Join adds a fragment that consists of parts, in their order, and returns its name.
	// A part is the name of a fragment, or HTML that begins with a tag.
	Join(parts []string) (name string, err error)
	// Text returns what a fragment holds.
	Text(name string) (string, error)
	// Size is how many bytes a fragment has.
	Size(name string) (bytes int)
	// Keep takes what a page shows, the struct of its layout, and returns the name under
	// which it is kept. If there is a fault, Err reports it.
	Keep(data any) (name string)
	// Err is the first fault that Keep met.
	Err() error
}
