package pages

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"policyarchive/generator/history"
)

// timeMap lists the versions that were ever in force or seen as mementos of the
// policy, in the format of application/link-format that RFC 7089, section 5, asks of a
// TimeMap. The datetime of a memento is the moment at which it was captured, else the
// beginning of the day from which it counts.
func (p *pageBuilder) timeMap() []byte {
	mementos := p.mementos()
	at := p.absolute(p.policy.URL)
	lines := []string{fmt.Sprintf(`<%s>; rel="original"`, at)}
	self := fmt.Sprintf(`<%s%s>; rel="self"; type="application/link-format"`, at, timeMapFile)
	if n := len(mementos); n > 0 {
		self += fmt.Sprintf("; from=%q; until=%q", p.mementoTime(mementos[0]), p.mementoTime(mementos[n-1]))
	}
	lines = append(lines, self)
	for n, v := range mementos {
		rel := "memento"
		if n == len(mementos)-1 {
			rel = "last " + rel
		}
		if n == 0 {
			rel = "first " + rel
		}
		lines = append(lines, fmt.Sprintf("<%s>; rel=%q; datetime=%q", p.absolute(p.versions[v.Index].URL), rel,
			p.mementoTime(v)))
	}
	return []byte(strings.Join(lines, ",\n") + "\n")
}

// mementos are the versions that were ever in force or seen, oldest first.
func (p *pageBuilder) mementos() (list []*history.Version) {
	for _, v := range p.h.Versions {
		if v.State != history.Announced && v.State != history.Withdrawn && v.Overtaken == nil {
			list = append(list, v)
		}
	}
	return list
}

// MementoFile has for each memento of the site a line with the file of its page and the
// value of the header Memento-Datetime (RFC 7089, section 2.1.1), in the format of an
// nginx map: for servers that can look up a header. Rules of hosts cannot; they would need
// one for each version.
const MementoFile = "memento-datetime.map"

func (p *pageBuilder) writeMementos(b *bytes.Buffer) {
	for _, v := range p.mementos() {
		fmt.Fprintf(b, "%sindex.html %q;\n", p.versions[v.Index].URL, p.mementoTime(v))
	}
}

// httpDate is how HTTP writes a moment (RFC 9110, section 5.6.7).
const httpDate = "Mon, 02 Jan 2006 15:04:05 GMT"

// mementoTime is a moment at which a version was the text, as HTTP writes it.
func (p *pageBuilder) mementoTime(v *history.Version) string {
	t, dayOnly := v.Record.CapturedTime()
	if t.IsZero() || dayOnly {
		t, _ = time.Parse(time.RFC3339, p.instant(v.Starts()))
	}
	return t.UTC().Format(httpDate)
}
