package fakearchive

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var front = regexp.MustCompile(`^https?://(?:www\d*\.)?`)

// urlKey is what the index sorts and finds addresses by: neither scheme nor
// "www." nor case count. (The real one also turns the host round.)
func urlKey(address string) string {
	key := front.ReplaceAllString(strings.ToLower(address), "")
	host, rest, _ := strings.Cut(key, "/")
	return strings.TrimSuffix(host, ":80") + ")/" + strings.TrimSuffix(rest, "/")
}

// index answers a question to the CDX server, in the order in which the real one works:
// resumption key, range, filters, collapse, limit.
func (s *Server) index(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	if q.Get("url") == "" || q.Get("output") != "json" || q.Get("matchType") != "exact" {
		http.Error(w, "this server answers exact questions in JSON", http.StatusBadRequest)
		return
	}
	fields := strings.Split(q.Get("fl"), ",")
	limit, _ := strconv.Atoi(q.Get("limit"))
	if s.LinesPerAnswer > 0 {
		limit = s.LinesPerAnswer
	}
	key := urlKey(q.Get("url"))
	rows := [][]string{}
	digest, resume := "", ""
	for _, c := range s.list() {
		if urlKey(c.Original) != key || key+" "+c.Stamp < q.Get("resumeKey") || c.Stamp < q.Get("from") ||
			q.Get("to") != "" && c.Stamp > q.Get("to") && !strings.HasPrefix(c.Stamp, q.Get("to")) {
			continue
		}
		if !s.IgnoreFilters && (!matches(c, q["filter"]) || q.Get("collapse") == "digest" && c.Digest == digest) {
			continue
		}
		if len(rows) == limit {
			resume = key + " " + c.Stamp
			break
		}
		digest = c.Digest
		rows = append(rows, line(c, fields))
	}
	if resume != "" && s.LoopingKeys {
		resume = key + " " + rows[0][slices.Index(fields, "timestamp")]
	}
	w.Header().Set("Content-Type", "application/json")
	if len(rows) == 0 {
		_, _ = w.Write([]byte("[]\n"))
		return
	}
	rows = append([][]string{fields}, rows...)
	if resume != "" && q.Get("showResumeKey") == "true" {
		rows = append(rows, []string{}, []string{url.QueryEscape(resume)})
	}
	_ = json.NewEncoder(w).Encode(rows)
}

func (s *Server) list() []*Copy {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return slices.Clone(s.copies)
}

// field is a field of the index by its name there.
func (c *Copy) field(name string) string {
	switch name {
	case "urlkey":
		return urlKey(c.Original)
	case "timestamp":
		return c.Stamp
	case "original":
		return c.Original
	case "mimetype":
		return c.MIME
	case "statuscode":
		if c.Status == 0 {
			return "-"
		}
		return strconv.Itoa(c.Status)
	case "digest":
		return c.Digest
	case "length":
		return strconv.Itoa(len(c.Body) + 300)
	}
	return ""
}

func line(c *Copy, fields []string) []string {
	row := make([]string, len(fields))
	for i, name := range fields {
		row[i] = c.field(name)
	}
	return row
}

// matches applies filters, [!]field:regular expression for the whole field.
func matches(c *Copy, filters []string) bool {
	for _, f := range filters {
		positive := strings.TrimPrefix(f, "!")
		name, pattern, _ := strings.Cut(positive, ":")
		whole, err := regexp.Compile(`^(?:` + pattern + `)$`)
		if err != nil || whole.MatchString(c.field(name)) != (positive == f) {
			return false
		}
	}
	return true
}
