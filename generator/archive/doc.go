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
// [Validate]. The package has no function that alters a version, and one that
// removes any: [Undo], for a write that went wrong before it was committed. A
// version that was announced and shall not come into force is withdrawn:
// [Withdraw] archives a file that says so, on which day, and why. What is wrong with
// a record, or with the restoration of a text, is corrected: [Correct] archives a
// file that says what was wrong and what is right, and which fields of the record are
// others from that day on. Such a file stands in a directory of its own, to which the
// same law applies: the version keeps its bytes and its files, and nothing takes the
// statement back.
//
// # How a write happens
//
// One write adds any number of versions, all of them or none; or a withdrawal, or a correction.
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
// # The log
//
// Whoever rewrites a version can rewrite SHA256SUMS with it. So each act has a line
// in archive/LOG, and archive/checkpoint stands for all of these lines: whoever has
// an older checkpoint finds out ([Verify], [Seal]).
package archive
