package build

import (
	"cmp"
	"strings"
)

// NewDeploy decides where and what for a site is published. A wanted address goes
// before what Netlify says in variables, and that before the one of hugo.toml. Whatever
// Netlify builds is a preview but in its context "production".
// https://docs.netlify.com/configure-builds/environment-variables/
func NewDeploy(configured, wanted string, preview bool, variable func(name string) string) Deploy {
	d := Deploy{Preview: preview}
	if context := variable("CONTEXT"); context != "" && variable("NETLIFY") == "true" {
		d.Preview = preview || context != "production"
		address := "URL"
		if d.Preview {
			address = "DEPLOY_PRIME_URL"
		}
		d.BaseURL = variable(address)
	}
	d.BaseURL = strings.TrimSuffix(cmp.Or(wanted, d.BaseURL, configured), "/") + "/"
	return d
}
