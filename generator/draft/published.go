package draft

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
)

// Published are the policies of the archive that a site is built of: all, or those
// that are named. drafts are policies of which the working text is shown, whether they
// have a version or not. It is an error if nothing is to be built, or a named policy is
// not there.
func (l *Loader) Published(named, drafts []string) ([]string, error) {
	all := l.Archive.Policies()
	if len(all) == 0 && len(drafts) == 0 {
		return nil, NothingToBuild(l.Texts.site)
	}
	for _, name := range named {
		if !slices.Contains(all, name) && !slices.Contains(drafts, name) {
			return nil, fmt.Errorf("--policy: %w", l.NoVersion(name))
		}
	}
	if len(named) > 0 {
		all = slices.DeleteFunc(all, func(name string) bool { return !slices.Contains(named, name) })
	}
	return all, nil
}

// NoVersion is the error for a policy that has no version.
func (l *Loader) NoVersion(policyName string) error {
	all := l.Archive.Policies()
	if len(all) == 0 {
		return EmptyArchive(l.Texts.site)
	}
	return fmt.Errorf("%s holds no version of a policy %q; it holds %s", filepath.Join(l.Texts.site, "archive"),
		policyName, strings.Join(all, ", "))
}

// EmptyArchive is the error for a site without a version.
func EmptyArchive(site string) error {
	return fmt.Errorf("%s holds no version yet: freeze a text with \"generator snapshot POLICY\", or import one with "+
		"\"generator import file POLICY FILE\"", filepath.Join(site, "archive"))
}

// NothingToBuild is the error for a site without a version, of which no draft is to be
// shown.
func NothingToBuild(site string) error {
	return fmt.Errorf("%w; --drafts shows a text before it is frozen", EmptyArchive(site))
}
