package archive

import (
	"maps"
	"slices"

	"policyarchive/generator/translog"
)

// Archive is an opened archive: what it had at that moment.
type Archive struct {
	versions map[string][]*Version // by policy, in order
	manifest Manifest
	log      *translog.Log

	checkpoint *translog.Checkpoint // nil if there is none
	stamps     []Stamp              // by size
}

// Policies names the policies that have at least one version, sorted.
func (a *Archive) Policies() []string { return slices.Sorted(maps.Keys(a.versions)) }

// Versions are the versions of a policy in order, oldest first: by [Name],
// except that a version whose record has After stands directly behind the one
// named there. It is empty for a policy without versions.
func (a *Archive) Versions(policy string) []*Version { return slices.Clone(a.versions[policy]) }

// Version is the version of that name, or nil.
func (a *Archive) Version(policy string, name Name) *Version {
	for _, v := range a.versions[policy] {
		if v.Name == name {
			return v
		}
	}
	return nil
}

// Latest is the last version of a policy in order, or nil if it has none.
func (a *Archive) Latest(policy string) *Version {
	versions := a.versions[policy]
	if len(versions) == 0 {
		return nil
	}
	return versions[len(versions)-1]
}

// Manifest lists every file of the archive.
func (a *Archive) Manifest() Manifest { return slices.Clone(a.manifest) }
