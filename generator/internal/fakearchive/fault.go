package fakearchive

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"time"
)

// Fault answers one request in place of the archive; serve is what the
// archive would have answered.
type Fault func(w http.ResponseWriter, r *http.Request, serve http.HandlerFunc)

// Next lines up faults for the next requests of a kind, one for each. With a
// nil fault the archive answers well.
func (s *Server) Next(k Kind, faults ...Fault) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.faults[k] = append(s.faults[k], faults...)
}

// Always lines up a fault for many requests.
func (s *Server) Always(k Kind, f Fault) {
	for range 100 {
		s.Next(k, f)
	}
}

// Status answers with a status and headers, given as name, value, name, value.
func Status(code int, header ...string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		for i := 0; i+1 < len(header); i += 2 {
			w.Header().Set(header[i], header[i+1])
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(code)
		fmt.Fprintf(w, "<html><h1>%d %s</h1></html>", code, http.StatusText(code))
	}
}

// Text answers with status 200 and a body of that type.
func Text(contentType, body string) Fault {
	return func(w http.ResponseWriter, _ *http.Request, _ http.HandlerFunc) {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, body)
	}
}

// Cut breaks the connection off in the middle of the archive's answer.
func Cut(w http.ResponseWriter, r *http.Request, serve http.HandlerFunc) {
	whole := record(r, serve)
	copyHeader(w.Header(), whole.Header())
	w.Header().Set("Content-Length", strconv.Itoa(whole.Body.Len()))
	w.WriteHeader(whole.Code)
	_, _ = w.Write(whole.Body.Bytes()[:whole.Body.Len()/2])
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}

// CutChunked sends half of the archive's answer as if that were all of it.
func CutChunked(w http.ResponseWriter, r *http.Request, serve http.HandlerFunc) {
	whole := record(r, serve)
	copyHeader(w.Header(), whole.Header())
	w.WriteHeader(whole.Code)
	_, _ = w.Write(whole.Body.Bytes()[:whole.Body.Len()/2])
}

// Hang sends the header and the first byte of the archive's answer and then nothing
// until the client has gone.
func Hang(w http.ResponseWriter, r *http.Request, serve http.HandlerFunc) {
	whole := record(r, serve)
	copyHeader(w.Header(), whole.Header())
	w.WriteHeader(whole.Code)
	_, _ = w.Write(whole.Body.Bytes()[:1])
	_ = http.NewResponseController(w).Flush()
	select {
	case <-r.Context().Done():
	case <-time.After(10 * time.Second):
	}
}

// Endless sends the header of the archive's answer and then bytes as long as
// the client reads them.
func Endless(w http.ResponseWriter, r *http.Request, serve http.HandlerFunc) {
	whole := record(r, serve)
	copyHeader(w.Header(), whole.Header())
	w.WriteHeader(whole.Code)
	chunk := make([]byte, 64<<10)
	for i := range chunk {
		chunk[i] = ' '
	}
	for {
		if _, err := w.Write(chunk); err != nil {
			return
		}
	}
}

func record(r *http.Request, serve http.HandlerFunc) *httptest.ResponseRecorder {
	whole := httptest.NewRecorder()
	serve(whole, r)
	return whole
}

func copyHeader(to, from http.Header) {
	for name, values := range from {
		to[name] = values
	}
}
