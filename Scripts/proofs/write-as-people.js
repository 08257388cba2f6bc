// Writes what only people can write, as people would: owners, approvals, days, periods. All of it is
// invented for a company that does not exist.
//
//   node write-as-people.js FOLDER
//
// Left open on purpose: the review of each vendor, and the recovery test, which nobody has done.
const fs = require("node:fs");
const path = require("node:path");

const root = process.argv[2];
const TODAY = "2026-11-23";
const NEXT = "2027-11-22";
const left = /^(day of the last review|who reviewed it)$/;

// What is asked, by what the mark says; the first that fits.
const words = [
  [/^who approves it, not being its owner|^who approves|stands in for the approver/, "Grace Okafor"],
  [/^day of approval|^day from which it holds/, TODAY],
  [/^day of the next review/, NEXT],
  [/^name of the company/, "Acme CRM Ltd"],
  [/^1 to 5/, "3"],
  [/^1, 2 or 3/, "2"],
  [/likelihood and impact that remain/, "2 and 3"],
  [/mitigate, accept, transfer or avoid/, "mitigate, by the fix that the finding names"],
  [/with the day on which it ends; no for none/, "no"],
  [/day/, TODAY],
  [/minutes/, "60"],
  [/hours/, "24"],
  [/how many/, "30"],
  [/percentage/, "99.9 %, measured by the probe of the health route each month"],
  [/address|e-mail/, "security@acme.example"],
  [/channel|number|whom|where/, "the channel #incidents, and +44 20 7946 0018"],
  [/^who|^which account|person|somebody/, "Ada Meyer"],
  [/commands/, "aws rds restore-db-instance-to-point-in-time --source-db-instance-identifier acme-production --target-db-instance-identifier acme-restored --use-latest-restorable-time"],
  [/which data/, "the name, the address and the amounts of one customer at a time"],
  [/./, "Ada Meyer decided this on 2026-11-23; see the minutes of that day"],
];
const periods = [
  [/invoice|payment|stripe/, 3650], [/reset|token|session|invitation/, 30], [/audit/, 400], [/log/, 400], [/./, 1095],
];

const files = (folder) => fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
  if ([".git", "node_modules", "dist", ".auditwright"].includes(entry.name)) return [];
  const file = path.join(folder, entry.name);
  return entry.isDirectory() ? files(file) : /\.(md|ya?ml)$|CODEOWNERS$/.test(entry.name) ? [file] : [];
});

let count = 0;
const fill = (mark, question) => {
  if (left.test(question)) return mark;
  count += 1;
  return words.find(([pattern]) => pattern.test(question))[1];
};
for (const file of files(root)) {
  const before = fs.readFileSync(file, "utf8");
  let after = before.replace(/\[\[TO WRITE: ([^\]]*)\]\]/g, fill);
  if (path.basename(file).startsWith("data-inventory")) {
    let subject = "";
    after = after.split("\n").map((line) => {
      subject = line.match(/- subject: *(.*)/)?.[1] ?? subject;
      return line
        .replace(/<number of days to decide>/, () => { count += 1; return String(periods.find(([pattern]) => pattern.test(subject))[1]); })
        .replace(/<date of the last review>/, () => { count += 1; return TODAY; })
        .replace(/<[^<>]*(owner|who)[^<>]*>/, () => { count += 1; return "Ada Meyer"; });
    }).join("\n");
  }
  // Whoever approves a document takes it out of draft.
  if (after !== before) after = after.replace(/^status: draft$/m, "status: approved").replace(/^version: "0\.1"$/m, 'version: "1.0"');
  if (after !== before) fs.writeFileSync(file, after);
}
console.log(`${count} places were written by people`);
