package archive

import (
	"maps"
	"slices"

	"policyarchive/generator/translog"
)

// Archive is an opened archive: what it had at that moment.
type Archive struct {
	all      map[string][]*Version // by policy, in order
	versions map[string][]*Version // those of them that have a text
	manifest Manifest
	log      *translog.Log

	checkpoint *translog.Checkpoint // nil if there is none
	stamps     []Stamp              // by size
}

// Policies names the policies that have at least one version, sorted.
func (a *Archive) Policies() []string { return slices.Sorted(maps.Keys(a.versions)) }

// Versions are the versions of a policy in order, oldest first: by [Name],
// except that a version whose record has After stands directly behind the one
// named there. Those that were redacted are not among them. It is empty for a policy
// without versions.
func (a *Archive) Versions(policy string) []*Version { return slices.Clone(a.versions[policy]) }

// All are the versions of a policy in the same order, with those that were redacted:
// they have a [Redaction], and no text.
func (a *Archive) All(policy string) []*Version { return slices.Clone(a.all[policy]) }

// Version is the version of that name, also one that was redacted, or nil.
func (a *Archive) Version(policy string, name Name) *Version {
	for _, v := range a.all[policy] {
		if v.Name == name {
			return v
		}
	}
	return nil
}

// Latest is the last version of a policy in order that has a text, or nil if none has.
func (a *Archive) Latest(policy string) *Version {
	versions := a.versions[policy]
	if len(versions) == 0 {
		return nil
	}
	return versions[len(versions)-1]
}

// ArchivedLast are the latest versions of the policies that got one on the last day on
// which any did, as the log has it.
func (a *Archive) ArchivedLast() (list []*Version) {
	day := ""
	policies := make(map[string]bool)
	for n := a.log.Len(); n > 0; n-- {
		if e := a.log.Entry(n); e.Act.Archives() && (day == "" || e.Day == day) {
			day, policies[e.Policy] = e.Day, true
		}
	}
	for _, name := range a.Policies() {
		if policies[name] {
			list = append(list, a.Latest(name))
		}
	}
	return list
}

// Manifest lists every file of the archive.
func (a *Archive) Manifest() Manifest { return slices.Clone(a.manifest) }
