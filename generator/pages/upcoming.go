package pages

import (
	"policyarchive/generator/history"
	"policyarchive/generator/schema"
)

// upcomingPage is the version that comes into force next, held against the text
// in force. It is there also when nothing is announced: links to it that were
// shared stay, and say what became of the version. Of those that come later it
// tells where they are: what they change is told against the one before them.
func (p *pageBuilder) upcomingPage() ([]schema.Page, error) {
	data := schema.UpcomingPage{Policy: p.policy, Withdrawn: []schema.Version{},
		Last: p.policy.InForce}
	var later []schema.CompareLink
	for n, v := range p.h.Coming() {
		if n > 0 {
			later = append(later, p.compared[[2]int{p.before(v.Index), v.Index}])
			continue
		}
		next := p.versions[v.Index]
		data.Next, data.Title = &next, p.title(v)
		data.Notice = notice(v)
		if err := p.holdAgainst(&data, v); err != nil {
			return nil, err
		}
	}
	data.Later = compareYears(later, newer)
	for i, v := range p.h.Versions {
		if inForce := p.h.InForce(); v.Withdrawal != nil && (inForce == nil || i > inForce.Index) {
			data.Withdrawn = append(data.Withdrawn, p.versions[i])
		}
	}
	page := p.page(schema.LayoutUpcoming, p.say("upcomingOf"), p.say("upcomingDescription"), data, "upcoming")
	page.NoIndex = true
	return []schema.Page{page}, nil
}

// holdAgainst compares the next version with the text in force.
func (p *pageBuilder) holdAgainst(data *schema.UpcomingPage, next *history.Version) error {
	inForce := p.h.InForce()
	if inForce == nil {
		return nil
	}
	k := comparison{from: inForce.Index, to: next.Index}
	var err error
	if k.step, err = p.step(k.from, k.to); err != nil {
		return err
	}
	if err := p.render(&k); err != nil {
		return err
	}
	found := p.found(&k, p.policy.UpcomingURL)
	data.Comparison = &found
	if _, ok := p.compared[[2]int{k.from, k.to}]; ok {
		data.CompareURL = p.compareURL(k.from, k.to)
	}
	return nil
}

// notice is the days between a version's announcement and its day; 0 if either
// is unknown.
func notice(v *history.Version) int {
	if v.Record.Published == "" || v.Record.Effective == "" {
		return 0
	}
	return int(dayNumber(v.Record.Effective) - dayNumber(v.Record.Published))
}
