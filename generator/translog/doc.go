// Package translog is the transparency log of an archive: a text file in which
// every act on the archive has one line, and the checkpoint that stands for all
// of it in four lines.
//
// # The log
//
// archive/LOG is UTF-8 text. Each act appends one line, ended by a line feed;
// no line is ever edited:
//
//	<number> <day> <policy> <version> <act> <digest>…
//
//	1 2026-11-24 privacy 2016-11-04 import sha256:deeb… words:9be1… record:b9d1…
//
// Numbers begin at 1. The day (YYYY-MM-DD) is that of the act. A digest is its
// name, a colon and 64 lower-case hexadecimal digits of SHA-256; see [Act] for
// the acts and the digests of each.
//
// # The tree
//
// The lines, without their line feeds, are the leaves of the Merkle tree of RFC
// 6962, section 2.1. Its root changes when any line is changed, dropped, put in
// between or moved. A checkpoint of n lines is checked against a longer log by
// computing the root of its first n lines.
//
// # The checkpoint
//
// The checkpoint is a note of https://c2sp.org/tlog-checkpoint: the origin,
// which names the log for ever, the number of lines, the root in Base64, and,
// after an empty line, signatures:
//
//	policies.example.org
//	2
//	CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//
//	— policies.example.org Az3grlgtzPICa5OS8npVmf1My…
//
// From the log follow the tiles of https://c2sp.org/tlog-tiles ([Log.Tiles]) and
// for each version a proof of https://c2sp.org/tlog-proof ([Log.Proof]), so that
// programs of others can read it.
package translog
