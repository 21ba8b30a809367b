package policy

import "strings"

// quotation is quoted words: tokens[start] opens, tokens[end-1] closes.
type quotation struct {
	text       string
	start, end int
}

// longestQuotation is how many tokens stand between the marks of a quotation: more are
// quoted sentences, or a mark that nothing closes.
const longestQuotation = 24

// quotations are the quoted words of a block, in order.
func quotations(tokens []Token) []quotation {
	var list []quotation
	open := -1
	for i := range tokens {
		if open >= 0 && i-open > longestQuotation {
			open = -1
		}
		mark := tokens[i].Text
		switch {
		case !isQuote(mark):
		case open >= 0 && i > open+1 && strings.Contains(closing(tokens[open].Text), mark):
			list = append(list, quotation{Text(tokens[open+1 : i]), open, i + 1})
			open = -1
		case opensQuotation(tokens, i) && (open < 0 || !single(mark)):
			open = i
		}
	}
	return list
}

// isQuote reports whether a token is a quotation mark.
func isQuote(mark string) bool {
	switch mark {
	case `"`, "'", "“", "”", "„", "‘", "’", "‚", "«", "»", "‹", "›", "「", "」", "『", "』":
		return true
	}
	return false
}

// single reports whether a mark opens a quotation within another.
func single(mark string) bool {
	return mark == "'" || mark == "‘" || mark == "‚" || mark == "‹" || mark == "›"
}

// closing are the marks that close a quotation which a mark opens: languages differ.
func closing(mark string) string {
	switch mark {
	case "“", "”":
		return "”"
	case "„":
		return "“”"
	case "‘":
		return "’"
	case "‚":
		return "‘’"
	case "«":
		return "»"
	case "»":
		return "«"
	case "‹":
		return "›"
	case "›":
		return "‹"
	case "「":
		return "」"
	case "『":
		return "』"
	}
	return mark
}

// opensQuotation reports whether a mark opens a quotation. One that closes others does
// where it stands as if it did: (”Terms”), »Terms«.
func opensQuotation(tokens []Token, i int) bool {
	switch tokens[i].Text {
	case "“", "„", "«", `"`, "「", "『":
		return true
	case "」", "』":
		return false
	}
	return i+1 < len(tokens) && !tokens[i+1].Space &&
		(i == 0 || tokens[i].Space || tokens[i-1].Text == "(" || tokens[i-1].Text == "[")
}
