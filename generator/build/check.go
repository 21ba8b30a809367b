package build

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"policyarchive/generator/schema"
)

// check reports everything in s that Hugo would trip over or, worse, would
// publish at another address than s says.
func check(s *schema.Site, store *Store) error {
	var problems []error
	add := func(format string, args ...any) { problems = append(problems, fmt.Errorf(format, args...)) }
	layouts := []string{
		schema.LayoutHome, schema.LayoutPolicy, schema.LayoutVersion, schema.LayoutHistory, schema.LayoutArchive,
		schema.LayoutAnnotated, schema.LayoutUpcoming, schema.LayoutDraft, schema.LayoutComparison,
		schema.LayoutComparisons, schema.LayoutComparisonList, schema.LayoutChangelog, schema.LayoutDays,
		schema.LayoutCorrections, schema.LayoutLog, schema.LayoutVerify, schema.LayoutRedacted,
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
		if p.Language == "" {
			add("page %q: no language is named in which it speaks", p.Path)
		}
		data, ok := store.page(p.Data)
		if !ok {
			add("page %q: what it shows was not put into the store", p.Path)
		}
		for _, name := range data.fragments {
			if _, ok := store.get(name); !ok {
				add("page %q: its body %q was not put into the store of fragments", p.Path, name)
			}
		}
	}
	if s.Language == "" {
		add("no language is named that the site speaks")
	}
	if _, ok := seen["/"]; !ok {
		add("there is no home page: add a page with the path %q", "/")
	}
	for _, name := range slices.Concat(sortedKeys(s.Files), sortedKeys(s.Copies)) {
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
				return fmt.Errorf("the segment %q holds %q; only letters, digits and - _ . ~ keep their form in a URL and "+
					"a file name", segment, r)
			}
		}
	}
	return nil
}
