// Package archive keeps dated, immutable versions of policies on disk.
//
//	archive/SHA256SUMS                    digests of every file below
//	archive/LOG                           a line for every act: see package translog
//	archive/checkpoint                    stands for the log in four lines, signed
//	archive/LOG.stamps/42.tsr             a time stamp of the checkpoint of 42 lines
//	archive/<policy>/<version>/
//	    policy.md                         the published text
//	    version.json                      its record: dates, source, digests
//	    capture.<ext>                     the bytes as obtained, if imported
//	archive/<policy>/<version>.withdrawn/
//	    withdrawal.json                   says that the version, announced for a
//	                                      day ahead, will not come into force
//	archive/<policy>/<version>.corrected-<day>/
//	    correction.json                   says what is wrong with the version, and
//	                                      what is right
//	archive/<policy>/<version>.redacted/
//	    redaction.json                    stands for a version whose text was
//	                                      removed, with all that held its words
//	archive/<policy>/<version>.kept/
//	    kept.json                         the anchors of a version's sections, where
//	                                      that needs what was removed
//
// SHA256SUMS decides: a version is in the archive exactly when the manifest
// lists its files. It can be checked without this program, at any moment, even
// while a write is going on or after one was killed:
//
//	cd archive && sha256sum -c SHA256SUMS
//
// # The law
//
// Nothing that was published ever vanishes, and nothing ever changes: see
// [Validate]. The package has no function that alters a version, and two that
// remove any: [Undo], for a write that went wrong before it was committed, and
// [Redact], for a text that the law wants gone. A version that was announced and shall
// not come into force is withdrawn: [Withdraw] archives a file that says so, on which
// day, and why. What is wrong with a record, or with the restoration of a text, is
// corrected: [Correct] archives a file that says what was wrong and what is right, and
// which fields of the record are others from that day on. Such a file stands in a
// directory of its own, to which the same law applies: the version keeps its bytes and
// its files, and nothing takes the statement back.
//
// # Removal
//
// [Redact] removes all files of a version, and what beside it tells of its text. Their
// lines leave SHA256SUMS, so that sha256sum -c passes; their digests live on in the
// version's line of the log and in redaction.json, which has a line of its own there.
// It keeps of the record what is not words: days, kind of source, class, place in the
// order. No version ever gets the name again, and the text does not come back: an
// addition of the same bytes is refused.
//
// Anchors are worked out of all texts, the one that goes among them. [Kept] keeps them
// for the version behind it, and for later ones if that is not enough. What is kept of
// a version never changes, and goes when the version is redacted itself.
//
// # How a write happens
//
// One write adds any number of versions, all of them or none; or a withdrawal, or a
// correction; or redacts any number of versions of a policy.
//
//  1. The new directories and the new manifest are written below
//     archive/.unfinished/ and flushed to disk.
//  2. The directories are renamed to their places. No manifest lists them, so
//     they are not in the archive; archive/.unfinished/SHA256SUMS tells readers
//     and writers what they are.
//  3. archive/.unfinished/SHA256SUMS is renamed to archive/SHA256SUMS. This one
//     rename is the moment at which the versions are in the archive.
//  4. archive/.unfinished/LOG, the log with its new lines, is renamed to archive/LOG.
//  5. archive/.unfinished is removed.
//
// A write that ends before step 3, by an error or by force, leaves the archive
// as it was; the next writer takes back what lies in place without being
// listed. After a write that ends before step 4, readers take the log that waits
// there, and the next writer puts it in its place. Writers exclude each other;
// readers need no lock.
//
// A write that removes files leaves archive/.unfinished/SHA256SUMS where it is, as the
// journal: it lists the files of before and of after, and the new manifest is renamed
// from archive/.unfinished/next. Before step 3 the manifest does not list the new
// directories, and behind it not those that go; either way clearing away, by this write
// or by the next one, takes out what the journal has and the manifest has not.
//
// # The log
//
// Whoever rewrites a version can rewrite SHA256SUMS with it. So each act has a line
// in archive/LOG, and archive/checkpoint stands for all of these lines: whoever has
// an older checkpoint finds out ([Verify], [Seal]).
package archive
