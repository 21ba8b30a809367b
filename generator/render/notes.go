package render

import (
	"html"
	"strconv"

	"policyarchive/generator/link"
	"policyarchive/generator/policy"
)

// notes are those of a text, and where the last block of each stands.
type notes struct {
	byNumber map[string]*policy.Note
	ends     map[int]string // index of the last block to the number
}

// back is a link from a note to a place with its mark.
type back struct{ href, name string }

func (t *text) allNotes() *notes {
	if t.notes == nil {
		t.notes = &notes{byNumber: t.Notes()}
		for number, note := range t.notes.byNumber {
			if t.notes.ends == nil {
				t.notes.ends = map[int]string{}
			}
			t.notes.ends[note.End-1] = number
		}
	}
	return t.notes
}

// noteAddress is where the mark of a note leads: to the note, on pages that have
// its anchor.
func (t *text) noteAddress(mark policy.Token) string {
	if note := t.allNotes().byNumber[mark.Text]; note != nil && t.ids {
		return t.place(note.First)
	}
	return ""
}

// back are the links that stand at the end of a block that ends a note: to the
// clauses that have its mark.
func (t *text) back(block int) []back {
	if !t.ids {
		return nil
	}
	number := t.allNotes().ends[block]
	if number == "" {
		return nil
	}
	var list []back
	for _, mark := range t.allNotes().byNumber[number].Marks {
		href, name := t.place(mark), number
		if href == "" {
			continue
		}
		if len(list) > 0 {
			name += ", " + strconv.Itoa(len(list)+1)
		}
		list = append(list, back{href, name})
	}
	return list
}

// place is the address of a block on its page; "" if it has none.
func (t *text) place(block int) string {
	s := t.SectionAt(block)
	if s < 0 {
		return ""
	}
	anchor := t.Sections[s].Anchor
	if clause := t.Blocks[block].Clause; clause != "" {
		anchor += "." + clause
	}
	return link.Fragment(anchor)
}

func (w *writer) back(list []back) {
	for _, b := range list {
		w.WriteString(` <a class="back"` + w.words.lang() + ` role="doc-backlink" href="` + html.EscapeString(b.href) +
			`" aria-label="` + html.EscapeString(Fill(w.words.Back, b.name)) + `">↩</a>`)
	}
}
