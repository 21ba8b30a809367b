package synthetic_test

import "policyarchive/generator/internal/synthetic"

// open is an edit for which some laws do not hold yet.
type open struct {
	laws   []string
	edits  []synthetic.Edit
	reason string
}

// pending are the edits that laws are not held against, because they are known
// to fail. It is to be empty: who mends a fault deletes its entry. TestSurvey
// finds what holds by now.
var pending = []open{
	{[]string{"clauses"}, []synthetic.Edit{synthetic.MoveParagraph}, "an unchanged paragraph that moves gets another anchor"},
}

// pendingLong are laws that do not hold of a long history, for a reason that
// is told here.
var pendingLong = map[string]string{
	"latin of 4 sections: verdicts":    headless,
	"arabic of 4 sections: counts":     headless,
	"latin of 4 sections: anchors":     twins,
	"cjk of 4 sections: anchors":       twins,
	"arabic of 4 sections: anchors":    twins,
	"arabic of 4 sections: links":      "a link to a section that was renamed leads to another one",
	"latin of 4 sections: woven pairs": headless,
	"cjk of 4 sections: woven pairs":   headless,
	"cjk of 4 sections: verdicts":      headless,
	"cjk of 4 sections: counts":        headless,
	"cjk of 4 sections: redlines":      "the number of a heading that is gone is not shown",
}

const (
	headless = "a text that goes on without its heading is told as a section that came or went; not read to the end"
	twins    = "of sections that share a title some take the anchor of another one after many edits"
)
