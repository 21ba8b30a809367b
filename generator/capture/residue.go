package capture

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// residue is what page scripts and navigation leave behind in an extracted
// text. Only a whole paragraph that is the first or the last of the text and
// consists of nothing else counts; the list is short on purpose, for removing
// one word too many is worse than leaving one.
var residue = regexp.MustCompile(`(?i)^(?:` + strings.Join([]string{
	`loading(?: content| page)?(?:, please wait)?`,
	`please wait(?: while (?:the|this) page (?:is loading|loads))?`,
	`skip (?:to )?(?:(?:the )?(?:main )?content|navigation|main)`,
	`(?:back|return|go) to (?:the )?top(?: of (?:the )?page)?`,
	`print this page`,
	`toggle navigation`,
	`you need to enable javascript to run this app`,
	`(?:please )?enable javascript(?: to (?:continue|view this page))?`,
}, "|") + `)\s*(?:[.…!↑^]\s*)*$`)

// removeResidue removes residue from both ends of the text. Something always
// remains.
func (r *restorer) removeResidue(m *markdown) {
	first, last := m.doc.FirstChild(), m.doc.LastChild()
	for first != nil && first != last && r.isResidue(m, first) {
		start := m.lineStart(first.Lines().At(0).Start)
		stop := m.lastLineEnd(first)
		for stop < len(m.source) && m.source[stop] == '\n' {
			stop++
		}
		r.dropResidue(m, first, start, stop)
		first = first.NextSibling()
	}
	for last != nil && last != first && r.isResidue(m, last) {
		start := m.lineStart(last.Lines().At(0).Start)
		stop := m.lastLineEnd(last)
		for start > 1 && m.source[start-1] == '\n' && m.source[start-2] == '\n' {
			start--
		}
		r.dropResidue(m, last, start, stop)
		last = last.PreviousSibling()
	}
}

// lastLineEnd returns the offset behind a paragraph's last newline.
func (m *markdown) lastLineEnd(p ast.Node) int {
	segment := p.Lines().At(p.Lines().Len() - 1)
	return min(m.lineEnd(max(segment.Stop-1, segment.Start))+1, len(m.source))
}

func (r *restorer) isResidue(m *markdown, n ast.Node) bool {
	p, ok := n.(*ast.Paragraph)
	if !ok || p.Lines().Len() == 0 {
		return false
	}
	// Nothing on the list is this long; do not look through whole paragraphs.
	if p.Lines().At(p.Lines().Len()-1).Stop-p.Lines().At(0).Start > 200 {
		return false
	}
	return residue.MatchString(m.plain(n))
}

func (r *restorer) dropResidue(m *markdown, n ast.Node, start, stop int) {
	m.replace(start, stop, "")
	m.dropped[n] = true
	r.record(Restoration{Rule: "residue", Line: r.place(m, n.Lines().At(0).Start), Was: m.plain(n),
		Note: "left behind by a script or the navigation of the page"})
}
