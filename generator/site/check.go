package site

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
)

// check reports everything in s that Hugo would trip over or, worse, would
// publish at another address than s says.
func check(s *Site, f *Fragments) error {
	var problems []error
	add := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	layouts := []string{
		LayoutHome, LayoutPolicy, LayoutVersion, LayoutHistory, LayoutArchive,
		LayoutComparison, LayoutComparisons, LayoutChangelog,
	}
	seen := map[string]string{}
	for _, p := range s.Pages {
		if err := checkPath(p.Path); err != nil {
			add("page %q: %w", p.Path, err)
		}
		folded := strings.ToLower(p.Path)
		if other, ok := seen[folded]; ok {
			add("pages %q and %q: they would be one file; give one of them another path", other, p.Path)
		}
		seen[folded] = p.Path
		if !slices.Contains(layouts, p.Layout) {
			add("page %q: there is no layout %q; the layouts are %s", p.Path, p.Layout, strings.Join(layouts, ", "))
		}
		if name := fragmentOf(p.Data); name != "" && !f.has(name) {
			add("page %q: its body %q was not put into the store of fragments", p.Path, name)
		}
		for i, w := range wordingsOf(p.Data) {
			if strings.Contains(w.Body, ` id="`) || strings.Contains(w.Redline, ` id="`) {
				add("page %q: wording %d holds an id; several wordings share a page, so none may have any", p.Path, i+1)
			}
		}
	}
	if _, ok := seen["/"]; !ok {
		add("there is no home page: add a page with the path %q", "/")
	}
	for name := range s.Files {
		if name == "" || path.IsAbs(name) || path.Clean(name) != name || strings.HasPrefix(name, "../") {
			add("file %q: not a clean slash path below the site's root", name)
		}
	}
	if len(problems) > 0 {
		slices.SortFunc(problems, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
		return fmt.Errorf("the site cannot be written: %w", errors.Join(problems...))
	}
	return nil
}

// checkPath holds a page's path to what Hugo, hosts and file systems all keep
// as it is.
func checkPath(p string) error {
	if p == "/" {
		return nil
	}
	if !strings.HasPrefix(p, "/") || strings.HasSuffix(p, "/") {
		return errors.New("a path begins with a slash and ends without one")
	}
	for _, segment := range strings.Split(p[1:], "/") {
		if segment == "" || strings.Trim(segment, ".") == "" {
			return fmt.Errorf("the segment %q is empty or only dots", segment)
		}
		if len(segment) > 250 {
			return fmt.Errorf("the segment %.40q… is longer than the 250 bytes a file name may have", segment)
		}
		for _, r := range segment {
			if !unicode.In(r, unicode.L, unicode.M, unicode.N) && !strings.ContainsRune("-_.~", r) {
				return fmt.Errorf("the segment %q holds %q; only letters, digits and - _ . ~ keep their form in a URL and a file name", segment, r)
			}
		}
	}
	return nil
}

// fragmentOf names the fragment a page's data refers to, if it does.
func fragmentOf(data any) string {
	switch d := data.(type) {
	case VersionPage:
		return d.Body
	case *VersionPage:
		return d.Body
	case ComparisonPage:
		return d.Body
	case *ComparisonPage:
		return d.Body
	}
	return ""
}

func wordingsOf(data any) []Wording {
	switch d := data.(type) {
	case SectionPage:
		return d.Wordings
	case *SectionPage:
		return d.Wordings
	}
	return nil
}

func (f *Fragments) has(name string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.used[name]
}
