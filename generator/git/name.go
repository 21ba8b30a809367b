package git

import (
	"net/url"
	"path/filepath"
	"strings"
)

// publicName is the address of a remote without what is secret, "" if it means
// nothing elsewhere. The forms of addresses are those of git-clone(1), "GIT
// URLS". One for ssh becomes the https address under which hosts of
// repositories show them.
func publicName(remote string) string {
	if !strings.Contains(remote, "://") {
		return scpName(remote)
	}
	u, err := url.Parse(remote)
	if err != nil || !plainHost(u.Hostname()) {
		return ""
	}
	switch u.Scheme {
	case "ssh", "git+ssh", "ssh+git":
		if u.Port() == "" {
			return httpsName(u.Hostname(), u.Path)
		}
	case "http", "https", "git":
	default:
		return ""
	}
	return (&url.URL{Scheme: u.Scheme, Host: u.Host, Path: u.Path, RawPath: u.RawPath}).String()
}

// scpName reads the form [user@]host:path of ssh. A slash before the colon
// makes it a path on this machine, as it does for git.
func scpName(remote string) string {
	host, path, ok := strings.Cut(remote, ":")
	if !ok {
		return ""
	}
	if at := strings.LastIndexByte(host, '@'); at >= 0 {
		host = host[at+1:]
	}
	if !plainHost(host) || strings.ContainsAny(path, "@:") {
		return ""
	}
	return httpsName(host, path)
}

func httpsName(host, path string) string {
	path = strings.Trim(strings.TrimSuffix(path, ".git"), "/")
	if path == "" || strings.HasPrefix(path, "~") {
		return ""
	}
	return (&url.URL{Scheme: "https", Host: host, Path: "/" + path}).String()
}

// plainHost reports whether a name can be a host that others reach: dotted
// labels, and not the alias of somebody's ssh configuration or a machine of
// the local network.
func plainHost(host string) bool {
	labels := strings.Split(host, ".")
	for _, label := range labels {
		if label == "" || strings.Trim(strings.ToLower(label), "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			return false
		}
	}
	return len(labels) > 1
}

// baseName is the last part of a repository's path: policies for
// /home/ann/policies, /home/ann/policies/.git and /srv/policies.git.
func baseName(root string) string {
	base := filepath.Base(root)
	if base == ".git" {
		base = filepath.Base(filepath.Dir(root))
	}
	if base = strings.TrimSuffix(base, ".git"); base == "" || base == "." || base == string(filepath.Separator) {
		return "repository"
	}
	return base
}
