import { checkMarkup } from "./markup.mjs";
import { checkLinks } from "./links.mjs";
import { checkSitemap } from "./sitemap.mjs";
import { checkFeeds } from "./feeds.mjs";
import { checkReaders } from "./readers.mjs";
import { checkHeaders } from "./headers.mjs";
import { checkRedirects } from "./redirects.mjs";
import { checkWeight } from "./weight.mjs";
import { checkArchive } from "./archive.mjs";
import { checkAccessibility } from "./accessibility.mjs";
import { checkBrowsing } from "./browsing.mjs";
import { checkKeyboard } from "./keyboard.mjs";
import { checkComparing } from "./comparing.mjs";
import { checkAnnotating } from "./annotating.mjs";
import { checkDays } from "./days.mjs";
import { checkPrinting } from "./printing.mjs";
import { checkQuoting } from "./quoting.mjs";
import { checkScriptless } from "./scriptless.mjs";
import { checkTasks } from "./tasks.mjs";
import { checkVerifying } from "./verifying.mjs";

/** All checks, cheap ones first. */
export const checks = [
  { name: "links", check: checkLinks },
  { name: "sitemap", check: checkSitemap },
  { name: "feeds", check: checkFeeds },
  { name: "readers", check: checkReaders },
  { name: "headers", check: checkHeaders },
  { name: "redirects", check: checkRedirects },
  { name: "archive", check: checkArchive },
  { name: "weight", check: checkWeight },
  { name: "markup", check: checkMarkup },
  { name: "browsing", check: checkBrowsing },
  { name: "comparing", check: checkComparing },
  { name: "annotating", check: checkAnnotating },
  { name: "days", check: checkDays },
  { name: "printing", check: checkPrinting },
  { name: "quoting", check: checkQuoting },
  { name: "verifying", check: checkVerifying },
  { name: "tasks", check: checkTasks },
  { name: "scriptless", check: checkScriptless },
  { name: "keyboard", check: checkKeyboard },
  { name: "accessibility", check: checkAccessibility },
];
