package pages

// standoff is the fragment that tells of a version's text what an annotated page
// would; "" if there is such a page, or nothing to tell.
func (p *pageBuilder) standoff(version int) (string, error) {
	if !p.standsOff(version) {
		return "", nil
	}
	all, err := p.ages()
	if err != nil {
		return "", err
	}
	return all.standoffs[version], nil
}

// standsOff reports whether a version has a standoff.
func (p *pageBuilder) standsOff(version int) bool {
	return p.before(version) >= 0 && p.annotatedURL(version) == ""
}
