package build

import (
	"reflect"

	"policyarchive/generator/schema"
)

// fragmentsOf names the fragments that a page's data refers to, and those of them that
// are the text of the page, which stands there once.
func fragmentsOf(data any) (list, text []string) {
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
		text = []string{d.Body}
	case schema.PolicyPage:
		for i := range d.Sections {
			add(d.Sections[i].Body)
		}
		text = list
	case schema.AnnotatedPage:
		add(d.Body)
		text = list
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
	return list, text
}
