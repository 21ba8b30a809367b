import { checkArchive } from "../checks/archive.mjs";
import { testFaults } from "./faults.mjs";
import { remove, replace } from "./sample.mjs";

const published = "public/privacy/archive/2020-01-01/policy.md";

testFaults(checkArchive, [
  ["a published text that differs by a blank", replace(published, "We take care.\n", "We take care. \n"), /2020-01-01\/policy\.md: differs .* from byte 37 on/],
  ["a version that is not published", remove(published), /is not published/],
  ["a version without a page", remove("public/privacy/archive/2020-01-01/index.html"), /index\.html: is missing/],
  ["a published version that was never archived", (files) => { files["public/privacy/archive/2019-01-01/policy.md"] = "# Privacy\n"; }, /2019-01-01\/policy\.md: is published as archived/],
  ["an archived byte changed after the fact", (files) => {
    for (const file of [published, published.replace("public/privacy/archive", "archive/privacy")]) files[file] = files[file].replace("care", "cure");
  }, /policy\.md: FAILED/],
  ["an archived file outside the manifest", (files) => { files["archive/privacy/2020-01-01/capture.md"] = "x"; }, /capture\.md: is not in archive\/SHA256SUMS/],
  ["a manifest entry without its file", remove("archive/privacy/2020-01-01/version.json"), /version\.json/],
]);
