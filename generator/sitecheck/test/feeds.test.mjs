import { checkFeeds } from "../checks/feeds.mjs";
import { testFaults } from "./faults.mjs";
import { base, replace } from "./sample.mjs";

const atom = "public/privacy/changelog/atom.xml";
const json = "public/privacy/changelog/feed.json";

testFaults(checkFeeds, [
  ["broken XML", replace(atom, "</title>", ""), /not well-formed XML/],
  ["a feed without an id", replace(atom, "<id>tag:policies.example,2020:privacy</id>", ""), /has no id/],
  ["a feed without a date", replace(atom, "<updated>2021-01-01T00:00:00Z</updated><author>", "<author>"), /has no updated date/],
  ["an entry without a title", replace(atom, "<title>Version of 2021-01-01</title>", ""), /has no title/],
  ["an entry without an author", replace(atom, "<author><name>Example</name></author>", ""), /has no author/],
  ["a date without a time", replace(atom, "<updated>2020-01-01T00:00:00Z", "<updated>2020-01-01"), /"2020-01-01" is no RFC 3339/],
  ["a day that does not exist", replace(json, "2020-01-01T00", "2020-13-01T00"), /is no RFC 3339/],
  ["an id used twice", replace(atom, "privacy/2020-01-01</id>", "privacy/2021-01-01</id>"), /is used twice/],
  ["an id that is no IRI", replace(json, "tag:policies.example,2020:privacy/2020-01-01", "first"), /"first" is no absolute IRI/],
  ["a wrong address of its own", replace(atom, `rel="self" href="${base}privacy/changelog/atom.xml"`, `rel="self" href="${base}atom.xml"`), /as its own/],
  ["an entry that leads nowhere", replace(json, "/archive/2020-01-01/", "/archive/2019-01-01/"), /2019-01-01\/ leads nowhere/],
  ["a relative link in the text", replace(json, `<a href=\\"${base}privacy/`, '<a href=\\"/privacy/'), /"\/privacy\/#security" is not absolute/],
  ["a link in the text to a missing element", replace(atom, "#security", "#safety"), /no element with the id "safety"/],
  ["a style sheet in the text", replace(atom, "&lt;p>See", "&lt;style>p{}&lt;/style>&lt;p>See"), /contains <style>/],
  ["a JSON feed of an old version", replace(json, "version/1.1", "version/1"), /its version is/],
  ["feeds that differ", replace(json, "privacy/2020-01-01\"", "privacy/2020-01-02\""), /entries are not those of/],
  ["a changelog that announces no feed", replace("public/privacy/changelog/index.html", 'type="application/atom+xml"', 'type="text/xml"'), /announces no feed/],
]);
