package history

import (
	"context"
	"fmt"
	"slices"

	"policyarchive/generator/archive"
	"policyarchive/generator/lineage"
	"policyarchive/generator/policy"
)

// Kept is what is on record of a version's sections, for lineage; nil if nothing is.
func Kept(v *archive.Version) []lineage.Kept {
	if v.Kept == nil {
		return nil
	}
	list := make([]lineage.Kept, len(v.Kept.Sections))
	for i, s := range v.Kept.Sections {
		list[i] = lineage.Kept(s)
	}
	return list
}

// ToKeep works out what must be on record of the versions of a policy so that their
// sections and clauses have the anchors that they have, when some versions are redacted:
// of the first version behind each that goes, and of later ones where that is not enough.
// It ends with ctx.
func ToKeep(ctx context.Context, a *archive.Archive, policyName string, gone []archive.Name) ([]archive.Kept, error) {
	versions := a.Versions(policyName)
	r := &replay{ctx: ctx, parser: policy.NewParser(), kept: make(map[archive.Name][]lineage.Kept)}
	for _, v := range versions {
		if kept := Kept(v); kept != nil {
			r.kept[v.Name] = kept
		}
	}
	is := make(map[archive.Name][]lineage.Kept)
	if err := r.run(versions, func(name archive.Name, kept []lineage.Kept) bool {
		is[name] = kept
		return true
	}); err != nil {
		return nil, err
	}

	var list []archive.Kept
	keep := func(name archive.Name) {
		r.kept[name] = is[name]
		k := archive.Kept{Policy: policyName, Version: name}
		for _, s := range is[name] {
			k.Sections = append(k.Sections, archive.KeptSection(s))
		}
		list = append(list, k)
	}
	var left []*archive.Version
	behind := false
	for _, v := range versions {
		if slices.Contains(gone, v.Name) {
			behind = true
			continue
		}
		if behind && r.kept[v.Name] == nil {
			keep(v.Name)
		}
		behind = false
		left = append(left, v)
	}
	for again := true; again; {
		again = false
		if err := r.run(left, func(name archive.Name, kept []lineage.Kept) bool {
			if r.kept[name] == nil && !slices.EqualFunc(kept, is[name], sameAnchors) {
				keep(name)
				again = true
			}
			return !again
		}); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// sameAnchors reports whether a section and its clauses have the same anchors.
func sameAnchors(a, b lineage.Kept) bool {
	return a.Anchor == b.Anchor && slices.Equal(a.Clauses, b.Clauses) &&
		slices.Equal(a.Formers, b.Formers)
}

// replay follows versions through time.
type replay struct {
	ctx    context.Context
	parser *policy.Parser
	kept   map[archive.Name][]lineage.Kept
}

// run tells of each version what its sections are, until told to stop.
func (r *replay) run(versions []*archive.Version, each func(archive.Name, []lineage.Kept) bool) error {
	tracker := lineage.New()
	for _, v := range versions {
		tracker.Reserve(Published(v))
	}
	for _, v := range versions {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		doc, err := parse(r.parser, v)
		if err != nil {
			return fmt.Errorf("follow the sections of %s: %w", v.Policy, err)
		}
		tracker.AddKept(doc, Published(v), r.kept[v.Name])
		if !each(v.Name, tracker.Kept()) {
			return nil
		}
	}
	return nil
}
