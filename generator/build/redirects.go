package build

import (
	"bytes"
	"fmt"

	"policyarchive/generator/schema"
)

// redirects returns the _redirects file of s, in the format of Netlify (which
// Cloudflare Pages reads too): https://docs.netlify.com/routing/redirects/.
// The site's only policy, if there is but one, answers for the home page; the
// exclamation mark lets that rule win over the page that does the same on
// other hosts.
func redirects(s *schema.Site, d Deploy) []byte {
	var b bytes.Buffer
	b.WriteString("# Written by the generator; see generator/build/redirects.go.\n")
	if len(s.Policies) == 1 {
		fmt.Fprintf(&b, "%s %s 302!\n", escapePath(rootOf(d)), escapePath(s.Policies[0].URL))
	}
	for _, r := range s.Redirects {
		fmt.Fprint(&b, escapePath(r.From))
		for _, q := range r.Query {
			fmt.Fprintf(&b, " %s=:%s", q, q)
		}
		fmt.Fprintf(&b, " %s %d", r.To, r.Status)
		if len(r.Query) > 0 {
			b.WriteByte('!')
		}
		b.WriteByte('\n')
	}
	return b.Bytes()
}
