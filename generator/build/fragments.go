package build

import (
	"reflect"

	"policyarchive/generator/schema"
)

// fragmentsOf names the fragments that a page's data refers to.
func fragmentsOf(data any) []string {
	var list []string
	add := func(names ...string) {
		for _, name := range names {
			if name != "" {
				list = append(list, name)
			}
		}
	}
	if v := reflect.ValueOf(data); v.Kind() == reflect.Pointer {
		data = v.Elem().Interface()
	}
	switch d := data.(type) {
	case schema.VersionPage:
		add(d.Body, d.Contents, d.Ages)
	case schema.PolicyPage:
		for i := range d.Sections {
			add(d.Sections[i].Body)
		}
	case schema.AnnotatedPage:
		add(d.Body)
	case schema.ComparisonPage:
		add(d.Body)
	case schema.DraftPage:
		add(d.Body)
	case schema.UpcomingPage:
		if d.Comparison != nil {
			add(d.Comparison.Body)
		}
	case schema.SectionPage:
		for i := range d.Wordings {
			add(d.Wordings[i].Body, d.Wordings[i].Redline)
		}
	}
	return list
}
