import { existsSync } from "node:fs";
import { checkReaders } from "../checks/readers.mjs";
import { needs, testFaults } from "./faults.mjs";
import { replace } from "./sample.mjs";

const atom = "public/privacy/changelog/atom.xml";

testFaults(checkReaders, [
  ["an id used twice", replace(atom, "privacy/2020-01-01</id>", "privacy/2021-01-01</id>"), /finds 1 entries of 2/],
  ["an edit that bare text does not show", replace(atom, "&lt;p>See", "&lt;p>&lt;ins>new&lt;/ins> See"),
    /in rss2email: shows the edit \+new as \(none\)/],
], needs(existsSync("/usr/bin/r2e") && existsSync("/usr/bin/newsboat"), "newsboat and rss2email"));
