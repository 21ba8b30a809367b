package pages

import (
	"fmt"
	"path"
	"strings"

	"policyarchive/generator/compare"
)

// redlineFile is the redline of a comparison for programs, beside its page: as the
// command compare writes it, which is in English.
const redlineFile = "redline.md"

// markdownRedline is what a comparison found, as Markdown.
func (p *pageBuilder) markdownRedline(k *comparison, c *compare.Comparison) string {
	style := compare.Markdown()
	var b strings.Builder
	fmt.Fprintf(&b, "# %s: %s → %s\n\n<%s>\n\n**%s**\n\n", style.Escape(p.title(p.h.Versions[k.to])),
		p.versions[k.from].Name, p.versions[k.to].Name, p.absolute(p.compareURL(k.from, k.to)), c.Verdict.Sentence())
	style.Write(&b, c)
	return b.String()
}

// redlineFiles publishes the redlines of all comparisons that have a page.
func (p *pageBuilder) redlineFiles() {
	for n := range p.pairs.all {
		k := &p.pairs.all[n]
		p.copyFragment(path.Join(append(p.comparePath(k.from, k.to), redlineFile)...), k.markdown)
	}
}

// copyFragment publishes what a fragment holds, at a place below the policy.
func (p *pageBuilder) copyFragment(at, name string) {
	store := p.store // without the parsed texts, which need not be kept as long
	p.site.Copies[p.below(at)] = func() ([]byte, error) {
		text, err := store.Text(name)
		return []byte(text), err
	}
}
