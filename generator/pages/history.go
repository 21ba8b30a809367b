package pages

import (
	"context"
	"path"
	"sync"

	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
	"policyarchive/generator/history"
	"policyarchive/generator/weave"
)

// History is the history of a policy with what is worked out of it alone, when it is
// first needed: its weave, and comparisons of its versions. Whoever publishes the
// same archive several times keeps it. It is safe for concurrent use.
type History struct {
	*history.History

	mu    sync.Mutex
	weave *weave.Woven
	files []weave.File
	made  map[[2]int]func() *compare.Comparison
	order [][2]int // the keys of made, as they came
}

// mostComparisons is how many comparisons a history keeps. Longer histories than
// nearly all have make some of theirs twice, which takes less than so much memory.
const mostComparisons = 1_000

// NewHistory is that of a history, of which nothing is worked out yet.
func NewHistory(h *history.History) *History {
	return &History{History: h, made: map[[2]int]func() *compare.Comparison{}}
}

// woven is the weave of all versions. It ends with ctx.
func (s *History) woven(ctx context.Context) (*weave.Woven, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	if s.weave == nil {
		s.weave, err = weave.Of(ctx, s.History)
	}
	return s.weave, err
}

// between tells what changed from one version to another. It ends with ctx.
func (s *History) between(ctx context.Context, from, to int) (*compare.Comparison, error) {
	w, err := s.woven(ctx)
	if err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	s.mu.Lock()
	once := s.made[[2]int{from, to}]
	if once == nil {
		once = sync.OnceValue(func() *compare.Comparison { return w.Between(from, to) })
		s.made[[2]int{from, to}], s.order = once, append(s.order, [2]int{from, to})
		if len(s.order) > mostComparisons {
			delete(s.made, s.order[0])
			s.order = s.order[1:]
		}
	}
	s.mu.Unlock()
	return once(), nil
}

// weaveFiles are the published files of the weave.
func (s *History) weaveFiles(ctx context.Context) ([]weave.File, error) {
	w, err := s.woven(ctx)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.files == nil {
		s.files, err = w.Files()
	}
	return s.files, err
}

// between tells what changed from one version to another.
func (p *pageBuilder) between(from, to int) (*compare.Comparison, error) {
	return p.h.between(p.ctx, from, to)
}

// step is what was found when two versions were compared.
func (p *pageBuilder) step(from, to int) (*changelog.Step, error) {
	c, err := p.between(from, to)
	if err != nil {
		return nil, err
	}
	return changelog.StepOf(c, string(p.h.Versions[to].Record.Class)), nil
}

// steps are, for each version, the one from the version that it followed; nil
// where it followed none.
func (p *pageBuilder) steps() ([]*changelog.Step, error) {
	list := make([]*changelog.Step, len(p.h.Versions))
	err := together(p.ctx, len(list), func(i int) (err error) {
		if previous := p.h.Versions[i].Previous; previous != nil {
			list[i], err = p.step(previous.Index, i)
		}
		return err
	})
	return list, err
}

// weaveFiles publishes the weave, from which the compare page makes the
// comparison of any two versions.
func (p *pageBuilder) weaveFiles() error {
	files, err := p.h.weaveFiles(p.ctx)
	if err != nil {
		return err
	}
	for _, f := range files {
		p.site.Files[path.Join(p.h.Policy, f.Name)] = f.Data
	}
	return nil
}
