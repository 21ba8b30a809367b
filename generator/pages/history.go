package pages

import (
	"path"

	"policyarchive/generator/changelog"
	"policyarchive/generator/compare"
)

// between is what changed from one version to another.
func (p *pageBuilder) between(from, to int) (*compare.Comparison, error) {
	return p.h.Between(p.ctx, from, to)
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
	files, err := p.h.Files(p.ctx)
	if err != nil {
		return err
	}
	for _, f := range files {
		p.site.Files[path.Join(p.h.Policy, f.Name)] = f.Data
	}
	return nil
}
