package site

import (
	"bytes"
	"fmt"
)

// Redirects returns the _redirects file of s, in the format of Netlify (which
// Cloudflare Pages reads too): https://docs.netlify.com/routing/redirects/.
// The site's only policy, if there is but one, answers for the home page; the
// exclamation mark lets that rule win over the page that does the same on
// other hosts.
func Redirects(s *Site) []byte {
	var b bytes.Buffer
	b.WriteString("# Written by the generator; see generator/site/redirects.go.\n")
	if len(s.Policies) == 1 {
		fmt.Fprintf(&b, "/ %s 302!\n", escapePath(s.Policies[0].URL))
	}
	for _, r := range s.Redirects {
		fmt.Fprintf(&b, "%s %s %d\n", escapePath(r.From), r.To, r.Status)
	}
	return b.Bytes()
}
