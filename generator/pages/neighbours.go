package pages

// before is the version that one followed, and with which it is compared; -1 for the
// first.
func (p *pageBuilder) before(version int) int {
	if previous := p.h.Versions[version].Previous; previous != nil {
		return previous.Index
	}
	return -1
}

// after is the version that followed one; -1 if none did.
func (p *pageBuilder) after(version int) int {
	for i := version + 1; i < len(p.h.Versions); i++ {
		if p.h.Versions[i].Withdrawal == nil {
			return i
		}
	}
	return -1
}

// adjacent reports whether a version was, at some time, the one before another:
// their comparison has its address for ever. What stands between them was
// withdrawn, and so may the first have been since.
func (p *pageBuilder) adjacent(from, to int) bool {
	before := p.before(to)
	return from == before || before < from && from < to
}

// counted is how many versions, from one to another, were not withdrawn; at
// least one.
func (p *pageBuilder) counted(first, last int) int {
	n := 0
	for _, v := range p.h.Versions[first : last+1] {
		if v.Withdrawal == nil {
			n++
		}
	}
	return max(n, 1)
}
