package capture

import (
	"fmt"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"

	"policyarchive/generator/characters"
	"policyarchive/generator/english"
)

// convert makes Markdown of the main text. A doubt tells if a word was lost.
func (r *restorer) convert(root *html.Node) (string, error) {
	r.keepShown(root)
	keepIDs(root)
	before := wordsOf(visibleText(root))
	keepTerms(root)
	tidy(root)
	r.keepTables(root)
	r.keepNumbers(root)
	pushMarks(root)
	breakParagraphs(root)
	freeMarks(root)
	conv := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(
			commonmark.WithLinkEmptyHrefBehavior(commonmark.LinkBehaviorSkip),
			commonmark.WithLinkEmptyContentBehavior(commonmark.LinkBehaviorSkip)),
		table.NewTablePlugin(
			table.WithNewlineBehavior(table.NewlineBehaviorPreserve),
			table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal),
			table.WithHeaderPromotion(true)),
		strikethrough.NewStrikethroughPlugin(),
	))
	registerRaw(conv)
	// The library leaves & alone, so that words which look like a character
	// reference would become one.
	conv.Register.TextTransformer(func(_ converter.Context, content string) string {
		content = entity.ReplaceAllString(content, "&amp;$1")
		if strings.HasSuffix(content, "&") {
			content += "amp;" // what follows may make it one
		}
		return content
	}, converter.PriorityEarly)
	conv.Register.EscapedChar('.', ')', '-', '+', '*', '_', '#', '=', '~', '|', ']', ':')
	conv.Register.UnEscaper(opensBlock, converter.PriorityEarly)
	conv.Register.UnEscaper(closesLabel, converter.PriorityEarly)
	out, err := conv.ConvertNode(root)
	if err != nil {
		return "", fmt.Errorf("convert the HTML to Markdown: %w", err)
	}
	md := strings.ReplaceAll(string(out), "<!--THE END-->", "<!-- -->") + "\n"
	md = strings.ReplaceAll(characters.Without(md), "  <br />", "<br />")
	md = headingID.ReplaceAllStringFunc(md, func(s string) string { return strings.ReplaceAll(s, `\`, "") })
	r.record(Restoration{Rule: "markdown", Was: "HTML", Now: "Markdown", Note: english.Count(len(before), "word")})
	after, err := markdownWords(md)
	if err != nil {
		return "", err
	}
	if lost := missing(before, after); len(lost) > 0 {
		r.doubtMuch(Lost, 10*len(lost) > len(before),
			"%s of the page did not arrive in the Markdown, such as %q; compare with the page", english.Count(len(lost),
				"word"), strings.Join(lost[:min(len(lost), 5)], " "))
	}
	return md, nil
}
