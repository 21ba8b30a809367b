package render

import (
	"cmp"
	"strings"

	"policyarchive/generator/compare"
)

// redliner renders one comparison.
type redliner struct {
	*writer
	c        *compare.Comparison
	old, new *text
	opts     Options
}

func newRedliner(c *compare.Comparison, opts Options, memory *Renderer) *redliner {
	before := opts
	before.Origin = opts.Before
	r := &redliner{c: c, old: newText(c.Old, false, &before, memory), new: newText(c.New, false, &opts, memory),
		opts: opts}
	r.old.within, r.new.within = cmp.Or(opts.Former, opts.Current), opts.Current
	return r
}

// Redline renders a comparison in one column: the new text with insertions
// marked and deletions kept, unchanged parts folded. Each section carries its
// anchor as id.
func Redline(c *compare.Comparison, opts Options) []byte {
	parts, _ := NewRenderer(nil).Redline(c, opts) // fails only by a store
	return []byte(strings.Join(parts, ""))
}

// Columns renders a comparison side by side: old text left, new text right.
func Columns(c *compare.Comparison, opts Options) []byte {
	parts, _ := NewRenderer(nil).Columns(c, opts)
	return []byte(strings.Join(parts, ""))
}

// Redline renders a comparison in one column, as the function [Redline] does, in parts.
func (m *Renderer) Redline(c *compare.Comparison, opts Options) ([]string, error) {
	r := newRedliner(c, opts, m)
	return r.sections(m, "redline", func(s *compare.Section) { r.rows(s) })
}

// Columns renders a comparison side by side, as the function [Columns] does, in parts.
func (m *Renderer) Columns(c *compare.Comparison, opts Options) ([]string, error) {
	r := newRedliner(c, opts, m)
	return r.sections(m, "redline columns", func(s *compare.Section) { r.pairs(s) })
}

// SectionRedline renders the redline of one section without its heading.
func (m *Renderer) SectionRedline(c *compare.Comparison, s *compare.Section, opts Options) string {
	r := newRedliner(c, opts, m)
	r.writer = m.writer(opts.Words)
	r.rows(s)
	return m.done(r.writer)
}

// sections writes every section that changed, and folds those that did not.
func (r *redliner) sections(m *Renderer, class string, body func(*compare.Section)) ([]string, error) {
	parts := []string{`<div class="` + class + `">`}
	all := key{[]byte(class)}
	all.options(&r.opts)
	all.text(r.old.direction(), r.new.direction())
	var k key
	write := func(s *compare.Section) error {
		k.b = append(k.b[:0], all.b...)
		r.key(&k, s)
		html, err := m.once(k, func() string {
			r.writer = m.writer(r.opts.Words)
			r.section(s, body)
			return m.done(r.writer)
		})
		parts = append(parts, html)
		return err
	}
	if r.c.TitleChanged {
		parts = append(parts, r.ownTitle(m))
	}
	list := r.c.Sections
	for n := 0; n < len(list); {
		if list[n].Status != compare.Unchanged {
			if err := write(&list[n]); err != nil {
				return nil, err
			}
			n++
			continue
		}
		end := n
		for end < len(list) && list[end].Status == compare.Unchanged {
			end++
		}
		parts = append(parts, `<details class="fold"><summary>`+r.folded(list[n:end])+`</summary>`)
		if r.opts.TitlesOnly {
			parts = append(parts, r.titles(m, list[n:end]))
			n = end
		}
		for ; n < end; n++ {
			if err := write(&list[n]); err != nil {
				return nil, err
			}
		}
		parts = append(parts, "</details>")
	}
	return append(parts, "</div>"), nil
}

// key adds all that a section's redline depends on.
func (r *redliner) key(k *key, s *compare.Section) {
	k.text(string(s.Status))
	if s.Old >= 0 {
		k.section(&r.c.Old.Sections[s.Old])
	}
	k.number(-1)
	if s.New >= 0 {
		k.section(&r.c.New.Sections[s.New])
	}
	k.text(r.former(s))
	k.row(r, &s.Heading)
	rows := r.c.RowsOf(s)
	for n := range rows {
		k.row(r, &rows[n])
	}
}

func (r *redliner) section(s *compare.Section, body func(*compare.Section)) {
	headed := s.Heading.New >= 0 || s.Heading.Went()
	element := "div"
	if headed {
		element = "section"
	}
	r.WriteString("<" + element + ` class="section change" data-status="` + string(s.Status) + `">`)
	if former := r.former(s); former != "" {
		r.alias(former)
	}
	if headed {
		r.headline(s)
	} else {
		r.alias(r.anchor(s))
	}
	body(s)
	r.WriteString("</" + element + ">\n")
}

// context is how many unchanged blocks stay open around a change. A row of a
// table counts as one: it is never torn apart.
const context = 1
