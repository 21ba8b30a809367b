package check

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"policyarchive/generator/draft"
	"policyarchive/generator/english"
	"policyarchive/generator/folder"
	"policyarchive/generator/policy"
)

// Report is all that a check found.
type Report struct {
	// Base is what the texts were compared with, in words.
	Base     string
	Archive  []Finding // about the archive
	Policies []PolicyReport
	// Checkpoint is the body of that of the log with what the change adds; empty without a
	// log.
	Checkpoint string
	// RulesURL is the address of a page about the rules; empty if there is none.
	RulesURL string
}

// PolicyReport is what was found in one policy's text.
type PolicyReport struct {
	Draft    *draft.Draft
	Limits   Limits
	Findings []Finding
	Waived   int
}

// NewReport judges the archive, and the working texts of policies that l loads from
// a.Opened. options are those of the rules for a policy. With all, what was found
// where the change began is reported, too.
func NewReport(ctx context.Context, a *Archive, l *draft.Loader, policies []string,
	options func(policyName string) Options, all bool) (*Report, error) {
	r := &Report{Base: a.Base.Description}
	if a.Opened == nil {
		r.Base += "; the archive cannot be read, so that the texts were not checked"
		r.Archive = RunArchive(a)
		return r, nil
	}
	var err error
	if a.New, err = newVersions(ctx, l, options); err != nil {
		return nil, err
	}
	r.Archive = RunArchive(a)
	for _, name := range policies {
		d, err := l.Draft(ctx, name)
		if excess := (*policy.Excess)(nil); errors.As(err, &excess) {
			r.Archive = append(r.Archive, beyond(excess))
			continue
		}
		if err != nil {
			return nil, err
		}
		o := options(name)
		list, waived := Run(d, o, all)
		r.Policies = append(r.Policies, PolicyReport{Draft: d, Limits: o.Limits, Findings: list, Waived: waived})
	}
	return r, nil
}

// All are the findings about the archive, then those about the texts.
func (r *Report) All() []Finding {
	list := slices.Clone(r.Archive)
	for _, p := range r.Policies {
		list = append(list, p.Findings...)
	}
	return list
}

// Relocate names the files of all findings from the root of the repository, as
// programs want them; without one, from the site's folder.
func (r *Report) Relocate(site string, base *draft.Base) {
	lists := [][]Finding{r.Archive}
	for _, p := range r.Policies {
		lists = append(lists, p.Findings)
	}
	for _, list := range lists {
		for i := range list {
			file := &list[i].Position.File
			if rel, err := filepath.Rel(site, *file); err == nil {
				*file = base.Path(filepath.ToSlash(rel))
			}
		}
	}
}

// RulesURL is where GitHub shows the page about the rules, if it is in the repository
// that a site belongs to; else "".
func RulesURL(site folder.FS, base *draft.Base) string {
	const page = "generator/check/RULES.md"
	if name := base.Repository(); strings.HasPrefix(name, "https://github.com/") && site.IsFile(page) {
		return strings.TrimSuffix(name, ".git") + "/blob/HEAD/" + base.Path(page)
	}
	return ""
}

// Count is the number of findings of a severity.
func (r *Report) Count(s Severity) int {
	n := 0
	for _, f := range r.All() {
		if f.Severity == s {
			n += f.Count()
		}
	}
	return n
}

// Summary counts the findings in words.
func (r *Report) Summary() string {
	var parts []string
	for _, s := range []Severity{Error, Warning, Note} {
		if n := r.Count(s); n > 0 {
			parts = append(parts, english.Count(n, string(s)))
		}
	}
	text := "No finding."
	if len(parts) > 0 {
		text = strings.Join(parts, ", ") + "."
	}
	waived := 0
	for _, p := range r.Policies {
		waived += p.Waived
	}
	if waived > 0 {
		text = fmt.Sprintf("%s, %d waived.", strings.TrimSuffix(text, "."), waived)
	}
	return text
}
