package render

import (
	"encoding/binary"
	"hash/maphash"
	"net/url"
	"strings"
	"sync"

	"policyarchive/generator/compare"
	"policyarchive/generator/link"
	"policyarchive/generator/policy"
)

// Renderer renders the versions of a policy and remembers their sections: most
// of a text, and of a redline, is that of its neighbours. It gives what the
// functions of the same names give, passed through its store. It may be used by
// several goroutines at once.
type Renderer struct {
	store func(html string) (string, error)

	writers   sync.Pool // of *writer: fresh memory costs as much as what is done in it
	seeds     [2]maphash.Seed
	mu        sync.Mutex
	sections  map[[2]uint64]string // by two hashes of all that they depend on
	addresses map[address]string
}

// address is a link as a text has it, with its origin.
type address struct {
	target string
	base   url.URL
	adrift bool
}

// NewRenderer returns a renderer that remembers nothing yet. store takes the HTML of
// a section and returns what stands for it among the parts of a text, which does not
// begin with <; nil leaves it as it is.
func NewRenderer(store func(html string) (string, error)) *Renderer {
	return &Renderer{store: store, seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()},
		sections: map[[2]uint64]string{}, addresses: map[address]string{}}
}

// writer returns an empty writer; done gives what was written to it, and it back.
func (r *Renderer) writer(words Words) *writer {
	w, _ := r.writers.Get().(*writer)
	if w == nil {
		w = &writer{}
	}
	w.words = words
	return w
}

func (r *Renderer) done(w *writer) string {
	html := w.String()
	w.Reset()
	w.open, w.next, w.code = w.open[:0], w.next[:0], false
	r.writers.Put(w)
	return html
}

// once returns the section that a key stands for; write makes it.
func (r *Renderer) once(k key, write func() string) (string, error) {
	id := r.id(k)
	r.mu.Lock()
	html, known := r.sections[id]
	r.mu.Unlock()
	if known {
		return html, nil
	}
	html = write()
	if r.store != nil {
		var err error
		if html, err = r.store(html); err != nil {
			return "", err
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.sections[id] = html
	return html, nil
}

// address is where a link leads that is not within its text; "" if a page must
// not lead there.
func (r *Renderer) address(target string, from link.Origin) string {
	k := address{target: target, adrift: from.Adrift}
	if from.Base != nil {
		k.base = *from.Base
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	href, known := r.addresses[k]
	if !known {
		href = from.Resolve(target).URL
		r.addresses[k] = href
	}
	return href
}

func (r *Renderer) id(k key) [2]uint64 {
	return [2]uint64{maphash.Bytes(r.seeds[0], k.b), maphash.Bytes(r.seeds[1], k.b)}
}

// key collects all that the HTML of a section depends on. The tokens of a block
// stand in it by their digest.
type key struct{ b []byte }

func (k *key) text(parts ...string) {
	for _, s := range parts {
		k.number(len(s))
		k.b = append(k.b, s...)
	}
}

func (k *key) number(n int) { k.b = binary.AppendVarint(k.b, int64(n)) }

// block adds a block of a text, with where its links within the text lead.
func (k *key) block(t *text, i int) {
	b := &t.Blocks[i]
	digest := b.Digest()
	k.b = append(k.b, digest[:]...)
	k.number(int(b.Kind)<<16 | int(b.Level)<<8 | b.Fresh<<1)
	if b.Tight {
		k.number(1)
	}
	k.text(b.Clause)
	for _, c := range b.Path {
		k.b = append(k.b, byte(c.Kind)+1, c.Align, c.Type, c.Span)
		k.number(c.Start)
		if c.Rows > 0 || c.Taken {
			k.number(-1 - int(c.Rows))
		}
	}
	if b.LinksWithin() {
		for n := range b.Tokens {
			if strings.HasPrefix(b.Tokens[n].Link, "#") {
				k.text(t.href(b.Tokens[n]))
			}
		}
	}
	for _, back := range t.back(i) {
		k.text(back.href, back.name)
	}
	for ref := range t.references(i) {
		k.number(ref.First)
		k.text(t.Sections[ref.Section].Anchor)
	}
	for _, u := range t.termUses(i) {
		k.number(u.First)
		k.number(u.End)
		k.text(u.ID)
		if u.Again {
			k.number(1)
		}
	}
}

// section adds what is said of a section beside its blocks.
func (k *key) section(s *policy.Section) {
	k.text(s.Anchor, s.Number, s.Title)
	k.text(s.Aliases...)
	k.number(s.Depth)
}

// row adds a row of a comparison.
func (k *key) row(r *redliner, row *compare.Row) {
	k.number(row.MovedTo)
	if row.MovedTo >= 0 {
		k.section(&r.c.New.Sections[r.c.New.SectionAt(row.MovedTo)])
		return
	}
	if row.Moved {
		k.section(&r.c.Old.Sections[r.c.Old.SectionAt(row.Old)])
	}
	if row.Old >= 0 {
		k.block(r.old, row.Old)
	}
	k.number(-1)
	if row.New >= 0 {
		k.block(r.new, row.New)
	}
	if c := row.Cell; c != nil {
		k.number(c.Row)
		k.number(c.Column)
		k.number(c.Span)
		k.number(c.OfColumns)
	}
	k.number(len(row.Edits))
	if row.Same() {
		k.number(1)
	}
	if row.Crosses() { // then it depends on other rows
		for n, e := range row.Edits {
			if i := row.Source(n); i >= 0 {
				k.block(r.old, i)
			}
			k.number(int(e.Op))
			for _, at := range [...]int{e.OldFrom, e.OldTo, e.NewFrom, e.NewTo} {
				k.number(at)
			}
		}
		if row.Divided {
			k.number(1)
		}
		if !row.Went() {
			k.number(2)
		}
	}
}

// options adds what holds for a whole text.
func (k *key) options(o *Options) {
	for _, origin := range []link.Origin{o.Origin, o.Before} {
		if origin.Base != nil {
			k.text(origin.Base.String())
		}
		if origin.Adrift {
			k.number(1)
		}
	}
	k.text(o.Current, o.Former)
}
