package pages

import (
	"encoding/json"
	"fmt"

	"policyarchive/generator/history"
)

// linkedPage is what a page says of itself in the words of https://schema.org, as
// JSON-LD.
type linkedPage struct {
	Context string `json:"@context"`
	linkedThing
	Version string `json:"version"`
	// DatePublished is missing of a text that was only seen: when it was published is
	// not known.
	DatePublished string      `json:"datePublished,omitempty"`
	Language      string      `json:"inLanguage"`
	IsPartOf      linkedThing `json:"isPartOf"`
	Publisher     linkedThing `json:"publisher"`
}

type linkedThing struct {
	Type string `json:"@type"`
	URL  string `json:"url,omitempty"`
	Name string `json:"name"`
}

// linkedData is that of a page that shows the text of a version, as part of another;
// nothing in it can end the element that it stands in.
func (p *pageBuilder) linkedData(v *history.Version, at string, whole linkedThing) (string, error) {
	lang, _ := p.versionLanguage(v)
	data, err := json.Marshal(linkedPage{ // which escapes < and >
		Context: "https://schema.org", linkedThing: linkedThing{"WebPage", p.absolute(at), p.title(v)},
		Version: v.Name.String(), DatePublished: v.Record.Published, Language: lang, IsPartOf: whole,
		Publisher: linkedThing{Type: "Organization", Name: author(p.o)},
	})
	if err != nil {
		return "", fmt.Errorf("describe the page of version %s: %w", v.Name, err)
	}
	return string(data), nil
}
