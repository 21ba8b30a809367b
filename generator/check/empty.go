package check

// policyName finds a text whose folder is called as no policy can be.
func policyName(d *subject) []Finding {
	if d.BadName == nil {
		return nil
	}
	return []Finding{d.whole(d.BadName.Error(), "give the folder of the text another name")}
}

// emptyText finds a text without a word.
func emptyText(d *subject) []Finding {
	for i := range d.Doc.Blocks {
		if len(d.Doc.Blocks[i].Tokens) > 0 {
			return nil
		}
	}
	return []Finding{d.whole("the policy has no text", "write it, or restore it from Git")}
}
