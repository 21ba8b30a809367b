package check

// emptyText finds a text without a word.
func emptyText(d *Draft) []Finding {
	for i := range d.Doc.Blocks {
		if len(d.Doc.Blocks[i].Tokens) > 0 {
			return nil
		}
	}
	return []Finding{d.whole("the policy has no text", "write it, or restore it from Git")}
}
