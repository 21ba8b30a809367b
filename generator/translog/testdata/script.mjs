// Answers for script_test.go what the script at an address finds in logs, checkpoints and texts.
const {
  against, findCheckpoints, judgeKeys, judgeSignature, keyOf, parseCheckpoint, parseLog, rootOf,
} = await import(process.argv[2]);

const origin = "policies.example.org";
let input = "";
for await (const chunk of process.stdin.setEncoding("utf8")) input += chunk;

/** Whether a checkpoint is that of a log, as Checkpoint.Check of package translog has it. */
async function isRight(checkpoint, log) {
  if (await against(checkpoint, log) !== "fits") return false;
  if (await judgeKeys(log, checkpoint.origin) === "wrong") return false;
  const key = keyOf(log, checkpoint.size);
  return !key || await judgeSignature(checkpoint.body, checkpoint.signatures, key) === "right";
}

async function answer({ log: bytes, checkpoint: file, text, every }) {
  const checkpoint = parseCheckpoint(file);
  const result = { faulty: 0, roots: [], checkpoint: Boolean(checkpoint), right: false, found: [] };
  try {
    const log = await parseLog(new TextEncoder().encode(bytes));
    for (let n = every ? 0 : log.leaves.length; n <= log.leaves.length; n++) result.roots.push(await rootOf(log, n));
    result.right = Boolean(checkpoint) && await isRight(checkpoint, log);
    for (const found of findCheckpoints(text, origin)) {
      result.found.push({
        size: found.size,
        root: found.root,
        signatures: found.signatures.map((line) => `${line}\n`).join(""),
        fits: await against(found, log) === "fits",
      });
    }
  } catch (error) {
    if (!error.line) throw error;
    result.faulty = error.line;
  }
  return result;
}

const answers = [];
for (const one of JSON.parse(input)) answers.push(await answer(one));
console.log(JSON.stringify(answers));
