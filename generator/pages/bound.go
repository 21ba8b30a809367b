package pages

// Bounds keep pages and feeds from growing with a history. What they leave out is
// reached by links.
type Bounds struct {
	// Listed is how many versions a page lists: of a history with more, the newest
	// stand on the page, and all on pages by year, or month.
	Listed int
	// Texts is how many bytes of older wordings the page of a section shows, unless
	// twice the largest text is more; those before them are behind their comparisons.
	Texts int
	// Structured is how many bytes of archived text are published as policy.json: of
	// more, the newest versions.
	Structured int
	// Entry is how many bytes of redline an entry of a feed has; one with more tells
	// which sections changed.
	Entry int
	// Feed is how many bytes a feed has.
	Feed int
}

// DefaultBounds are those of a site.
var DefaultBounds = Bounds{Listed: 150, Texts: 144 << 10, Structured: 8 << 20, Entry: 50_000, Feed: 480_000}

// budget is what is left of a number of bytes.
type budget int

// spend takes bytes, and reports whether they were left.
func (b *budget) spend(bytes int) bool {
	if bytes > int(*b) {
		return false
	}
	*b -= budget(bytes)
	return true
}
