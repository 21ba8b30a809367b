package config

import (
	"net/url"
	"strings"
)

// pathMark stands in [Params.EditURL] for the path of a file.
const pathMark = "{path}"

// EditURL is the address at which a policy's working text can be changed; empty
// if none is configured.
func (c Site) EditURL(policy string) string {
	return strings.ReplaceAll(c.Params.EditURL, pathMark, "content/"+url.PathEscape(policy)+"/policy.md")
}

func isEditURL(s string) bool {
	u, err := url.Parse(strings.ReplaceAll(s, pathMark, "x"))
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && strings.Contains(s, pathMark)
}
