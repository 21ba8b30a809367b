package policy

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
)

// tokensDigest is the digest of what readers have of a block's tokens.
type tokensDigest [sha256.Size]byte

// Seen is the token's text as a reader sees it: without characters that only
// say where a line may end. It tells whether the same stands in two texts; that
// of an address is its host, so that one that leads elsewhere is the same with
// another link.
func (t Token) Seen() string {
	if host, ok := t.address(); ok {
		return "//" + foldWord(host)
	}
	return seen(t.Text)
}

func seen(s string) string {
	if isASCII(s) || strings.IndexFunc(s, isUnseen) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isUnseen(r) {
			return -1
		}
		return r
	}, s)
}

// Leads tells where two tokens lead that are [Token.Seen] as the same: by their
// links or, if these are the same, as addresses that they show. Both are the
// same if they lead to the same place.
func Leads(a, b *Token) (from, to string) {
	if a.Link == b.Link && a.Text != b.Text {
		if _, ok := a.address(); ok {
			return a.Text, b.Text
		}
	}
	return a.Link, b.Link
}

func digestOf(tokens []Token) tokensDigest {
	var b []byte
	for i := range tokens {
		t := &tokens[i]
		b = appendText(b, seen(t.Text))
		if i > 0 && t.Link != "" && t.Link == tokens[i-1].Link {
			b = append(b, 0xFF) // no length begins with it
		} else {
			b = appendText(b, t.Link)
		}
		b = append(b, byte(t.Marks), bits(t.Space, t.Break))
	}
	return sha256.Sum256(b)
}

// digest is the digest of a text whose blocks and title stand: of its words with
// their marks and links, the kind and the containers of its blocks, the anchors
// that its author set, its title, whether that stands in the text or above it,
// its language and direction. What is declared about the text is no part of it,
// nor is how it was written down, where that shows nothing: line ends and where
// lines are wrapped, which marks were used, how a character is spelled, how much
// space lies between blocks.
func (d *Document) digest() [sha256.Size]byte {
	b := appendText(nil, seen(d.Title))
	b = appendText(appendText(b, d.Meta.Lang), d.Meta.Dir)
	for i := range d.Blocks {
		k := &d.Blocks[i]
		if i == d.TitleBlock {
			for _, id := range k.ids {
				b = appendText(b, id)
			}
			continue
		}
		tokens := k.known
		if tokens == nil || KeyOf(tokens.tokens) != KeyOf(k.Tokens) {
			tokens = &content{digest: digestOf(k.Tokens)}
		}
		b = append(b, byte(k.Kind), byte(k.Level), byte(len(k.ids)), byte(len(k.Path)), byte(k.Fresh))
		for _, id := range k.ids {
			b = appendText(b, id)
		}
		for _, c := range k.Path {
			b = append(b, byte(c.Kind), c.Align, c.Type, c.Span)
			b = binary.AppendVarint(b, int64(c.Start))
			if c.Rows > 0 || c.Taken {
				b = append(b, c.Rows, bits(c.Taken, true))
			}
		}
		b = append(b, tokens.digest[:]...)
	}
	return sha256.Sum256(b)
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func bits(a, b bool) (n byte) {
	if a {
		n |= 1
	}
	if b {
		n |= 2
	}
	return n
}
