package translog

import (
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"path"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

// tileHeight is that of https://c2sp.org/tlog-tiles: a tile has up to 256 hashes.
const tileHeight = 8

// MaxLine is the greatest length of a line in bytes: the format of tiles counts them
// in 16 bits.
const MaxLine = 1<<16 - 1

// Tiles are the files of https://c2sp.org/tlog-tiles, by their paths below the log's
// address, but for the checkpoint: tiles of hashes and bundles of lines.
func (l *Log) Tiles() map[string][]byte {
	files := make(map[string][]byte)
	for _, tile := range tlog.NewTiles(tileHeight, 0, int64(l.Len())) {
		files[tilePath(fmt.Sprint(tile.L), tile.N, tile.W)] = must(tlog.ReadTileData(tile, l.hashes))
	}
	const width = 1 << tileHeight
	for first := 0; first < l.Len(); first += width {
		last := min(first+width, l.Len())
		var bundle []byte
		for _, line := range l.lines[first:last] {
			bundle = append(binary.BigEndian.AppendUint16(bundle, uint16(len(line))), line...)
		}
		files[tilePath("entries", int64(first/width), last-first)] = bundle
	}
	return files
}

// tilePath is the path of tile number n of a level that has width hashes: its digits
// in groups of three, all but the last group with an x before it.
func tilePath(level string, n int64, width int) string {
	number := fmt.Sprintf("%03d", n%1000)
	for n >= 1000 {
		n /= 1000
		number = fmt.Sprintf("x%03d/%s", n%1000, number)
	}
	if width < 1<<tileHeight {
		number = fmt.Sprintf("%s.p/%d", number, width)
	}
	return path.Join("tile", level, number)
}

// Proof proves to who has the checkpoint of all lines that line n, from 1, is one of
// them: a file of https://c2sp.org/tlog-proof.
func (l *Log) Proof(n int, c *Checkpoint) ([]byte, error) {
	proof, err := tlog.ProveRecord(int64(c.Size), int64(n-1), l.hashes)
	if err != nil {
		return nil, fmt.Errorf("prove line %d of %d: %w", n, c.Size, err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "c2sp.org/tlog-proof@v1\nindex %d\n", n-1)
	for _, hash := range proof {
		b.WriteString(base64.StdEncoding.EncodeToString(hash[:]) + "\n")
	}
	b.WriteString("\n")
	b.Write(c.Format())
	return []byte(b.String()), nil
}
