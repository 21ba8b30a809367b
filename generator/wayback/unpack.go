package wayback

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

var errPacked = errors.New("its bytes are compressed in a way that cannot be read")

// unpack undoes the encodings that an answer names (RFC 9110, 8.4), and gzip
// that it does not name: some archives send stored bytes without their header,
// or name an encoding that they have undone. It returns the bytes at each
// stage, first as they came, last as they are read.
func unpack(body []byte, named []string, maxBytes int64) ([][]byte, error) {
	stages := [][]byte{body}
	names := strings.FieldsFunc(strings.ToLower(strings.Join(named, ",")),
		func(r rune) bool { return r == ',' || r == ' ' || r == '\t' })
	for _, name := range slices.Backward(names) {
		data := stages[len(stages)-1]
		var from io.Reader
		switch name {
		case "identity":
			continue
		case "gzip", "x-gzip":
			continue // seen by its first bytes, below
		case "deflate":
			if from, _ = zlib.NewReader(bytes.NewReader(data)); from == nil || len(data) < 2 {
				from = flate.NewReader(bytes.NewReader(data)) // as some servers understand it
			}
		default:
			return nil, fmt.Errorf("%w: %s", errPacked, name)
		}
		var err error
		if stages, err = unpackStage(stages, from, maxBytes); err != nil {
			return nil, err
		}
	}
	for range 2 {
		data := stages[len(stages)-1]
		if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
			break
		}
		from, err := gzip.NewReader(bytes.NewReader(data))
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errPacked, err)
		}
		if stages, err = unpackStage(stages, from, maxBytes); err != nil {
			return nil, err
		}
	}
	return stages, nil
}

func unpackStage(stages [][]byte, from io.Reader, maxBytes int64) ([][]byte, error) {
	data, err := io.ReadAll(&limited{from: from, left: maxBytes, max: maxBytes})
	var large *TooLargeError
	if errors.As(err, &large) {
		return nil, fmt.Errorf("unpacked, %w", err)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errPacked, err)
	}
	return append(stages, data), nil
}
