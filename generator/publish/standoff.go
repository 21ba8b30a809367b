package publish

import (
	"policyarchive/generator/render"
	"policyarchive/generator/weave"
)

// standoff is the fragment that tells of a version's text what an annotated page
// would; "" if there is such a page, or nothing to tell.
func (p *press) standoff(version int) (string, error) {
	if !p.standsOff(version) {
		return "", nil
	}
	return p.fragments.Once(p.key("standoff "+p.policy.CompareURL, p.versionOptions(version), p.woven.prefix(version)), func() ([]string, error) {
		kept, err := p.ages().at(version)
		return []string{kept.standoff}, err
	})
}

// standsOff reports whether a version has a standoff.
func (p *press) standsOff(version int) bool {
	return p.before(version) >= 0 && p.annotatedURL(version) == ""
}

// keeper keeps the ages of texts that have an annotated page, and of others the
// standoff.
func (p *press) keeper() keeper {
	standoffs := render.NewStandoffs()
	return func(version int, of weave.Ages) (*aged, error) {
		switch {
		case p.annotatedURL(version) != "":
			return &aged{of: of}, nil
		case !p.standsOff(version):
			return nil, nil
		}
		doc, err := p.h.Versions[version].Document()
		if err != nil {
			return nil, err
		}
		told := func(born int) render.Age { return p.age(born, version) }
		return &aged{standoff: standoffs.Of(doc, byBlock(doc, of), told, p.versionOptions(version))}, nil
	}
}
