package importer

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"time"

	"policyarchive/generator/archive"
	"policyarchive/generator/capture"
)

// Verify makes the text of an imported version from its capture once more. fault
// says in what the version is not what an import writes; it is empty if all is as
// it should be. What only the importing person knew, such as the day on which a
// file was published, cannot be verified. The error is that of a version that
// cannot be read.
func Verify(v *archive.Version) (fault string, err error) {
	r := &v.Record
	switch {
	case !slices.Contains([]string{"wayback", "git", "file"}, r.Source.Medium):
		return fmt.Sprintf("has the source %q, which no import writes", r.Source.Medium), nil
	case r.Capture == nil:
		return "lacks the capture that it was made from", nil
	case !slices.Contains([]string{r.Effective, r.Published, dayOf(r.Captured)}, v.Name.Date):
		return "is named by another day than those in its record", nil
	}
	if r.Source.Medium == "wayback" {
		if fault := verifyReplay(r); fault != "" {
			return fault, nil
		}
	}
	data, err := v.Capture()
	if err != nil {
		return "", err
	}
	text, err := v.Text()
	if err != nil {
		return "", err
	}
	options := restoreOptions(r)
	again, err := capture.Restore(capture.Capture{Name: r.Capture.Name, Data: data}, options)
	if again == nil || !bytes.Equal(again.Text, text) {
		// The server, or the importing person, may have named the encoding.
		if options.Encoding = decodedFrom(r); options.Encoding != "" {
			again, err = capture.Restore(capture.Capture{Name: r.Capture.Name, Data: data}, options)
		}
	}
	switch {
	case err != nil && !errors.Is(err, capture.ErrNoDate):
		return "has a capture of which no text can be made: " + err.Error(), nil
	case !bytes.Equal(again.Text, text):
		return "has another text than import makes of its capture", nil
	case !slices.Equal(restorations(again), r.Restorations):
		return "lists other restorations than import makes", nil
	case !again.Captured.IsZero() && captured(again) != r.Captured:
		return "has another day of capture than its capture tells", nil
	}
	return "", nil
}

// verifyReplay holds a record against the address of the web archive's copy that
// it names.
func verifyReplay(r *archive.Record) string {
	copied, ok := capture.ParseReplay(r.Source.Archived)
	switch {
	case !ok:
		return "names no copy in a web archive, from which it is said to come"
	case copied.Captured.Format(time.RFC3339) != r.Captured && copied.Captured.Format(time.DateOnly) != r.Captured:
		return "has another time of capture than the copy that it names"
	case r.Source.Original != "" && !capture.SameAddress(copied.Original, r.Source.Original):
		return "names a copy of another page than its own"
	}
	return ""
}

// restoreOptions are those with which a version was imported, as its record tells.
func restoreOptions(r *archive.Record) capture.Options {
	o := capture.Options{Original: r.Source.Original, Selector: r.Source.Selector}
	if copied, ok := capture.ParseReplay(r.Source.Archived); ok && r.Source.Medium == "wayback" {
		o.Original = copied.Public
	}
	o.Captured, o.DayOnly = r.CapturedTime()
	return o
}

// decodedFrom is the encoding that the capture was decoded from; empty if it was
// UTF-8.
func decodedFrom(r *archive.Record) string {
	for _, x := range r.Restorations {
		if x.Rule == "encoding" && capture.CheckEncoding(x.Was) == nil {
			return x.Was
		}
	}
	return ""
}

// dayOf is the day of a time or a day as records have them; empty for an empty one.
func dayOf(at string) string { return at[:min(len(at), len(time.DateOnly))] }
