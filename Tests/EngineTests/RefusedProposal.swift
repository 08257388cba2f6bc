import Testing

/// What a model may answer, and the words with which it is refused.
struct RefusedProposal: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var answer: String
  var reason: String

  init(_ name: String, _ reason: String, _ answer: String) {
    (testDescription, self.answer, self.reason) = (name, answer, reason)
  }

  init(
    _ name: String,
    _ reason: String,
    _ edits: (file: String, old: String, new: String)...,
    good: Bool = false
  ) {
    let all =
      good
      ? edits + [("src/notes.ts", ProposedApplication.oldQuery, ProposedApplication.newQuery)]
      : edits
    self.init(name, reason, ProposedApplication.answer(all))
  }

  private static let handler = """
    notesRouter.get('/:id', async (req: any, res) => {
      const { rows } = await query('SELECT * FROM notes WHERE id = $1', [req.params.id]);
      res.json(rows[0]);
    });


    """
  private static let guarding = "app.use('/api', authenticate);\n"
  private static let importing = "import { query } from './db';\n"

  static let unusable: [RefusedProposal] = [
    .init("nonsense", "form", "I would add a filter."),
    .init("other members", "form", #"{"summary":"x","edits":[],"run":"rm -rf /"}"#),
    .init("nothing", "proposes nothing", #"{"summary":"It cannot be closed.","edits":[]}"#),
    .init("far too long", "too long", ("src/notes.ts", "a", String(repeating: "x", count: 70_000))),
    .init("a long edit", "too long", ("src/notes.ts", "a", String(repeating: "x", count: 13_000))),
    .init(
      "thirteen edits",
      "at most 12",
      ProposedApplication.answer((0..<13).map { ("src/\($0).ts", "", "export {};\n") })
    ),
    .init("outside", "no path inside", ("../notes.ts", "", "x")),
    .init("an absolute path", "no path inside", ("/etc/cron.d/x.ts", "", "x")),
    .init("a path through dots", "no path inside", ("src/../../x.ts", "", "x")),
    .init("a path with a line break", "no path inside", ("src/a\nb.ts", "", "x")),
    .init("settings of git", "settings of git", (".git/config", "", "x"), good: true),
    .init("a hook", "settings of git", (".husky/x.ts", "", "x"), good: true),
    .init("the pipeline", "settings of git", (".github/workflows/a.yml", "", "x"), good: true),
    .init(
      "the settings of the scan",
      "is no fix",
      ("auditwright.yml", "version: 1\n", "version: 1\nexclude: []\n"),
      good: true
    ),
    .init("a manifest", "only code", ("package.json", "notes", "other"), good: true),
    .init("a policy", "only code", ("docs/policy.md", "", "We are safe."), good: true),
    .init("a program", "only code", ("src/run.sh", "", "#!/bin/sh\n"), good: true),
    .init(
      "what a tool runs",
      "a tool runs",
      ("src/vite.config.ts", "", "export {};\n"),
      good: true
    ),
    .init("a test", "is a test", ("src/notes.test.ts", "test", "test.skip"), good: true),
    .init("what git ignores", "git ignores it", ("src/x.local.ts", "", "export {};\n"), good: true),
    .init("a new folder", "no code in its folder", ("lib/x.ts", "", "export {};\n"), good: true),
    .init(
      "a file that is there",
      "is there already",
      ("src/db.ts", "", "export {};\n"),
      good: true
    ),
    .init("a file that was not shown", "not shown", ("src/app.ts", guarding, ""), good: true),
    .init("a file that is not there", "not there", ("src/x.ts", "a", "b"), good: true),
    .init("a text that is not there", "not there", ("src/notes.ts", "SELECT 2", "SELECT 3")),
    .init("a text that is there twice", "more than once", ("src/notes.ts", "req: any", "req")),
    .init(
      "a place that was taken out",
      "taken out",
      ("src/notes.ts", "password: '[secret]", "password: '"),
      good: true
    ),
    .init(
      "a secret that was guessed",
      "taken out",
      ("src/notes.ts", "horse battery", "cow battery"),
      good: true
    ),
    .init("a mark", "taken out", ("src/x.ts", "", "const a = '[secret]';\n"), good: true),
    .init("hidden characters", "do not print", ("src/x.ts", "", "const a = '\u{202E}';\n")),
    .init("no change", "change nothing", ("src/notes.ts", "rows[0]", "rows[0]")),
    .init(
      "a package that is not there",
      "needs the package 'left-pad'",
      ("src/notes.ts", importing, importing + "import pad from 'left-pad';\n"),
      good: true
    ),
    .init(
      "a program that is started",
      "can start programs",
      ("src/notes.ts", importing, importing + "import { exec } from 'node:child_process';\n"),
      good: true
    ),
    .init(
      "text that is run",
      "run text as code",
      ("src/notes.ts", importing, importing + "eval('1');\n"),
      good: true
    ),
  ]

  static let unproven: [RefusedProposal] = [
    .init("what does not parse", "not parse", ("src/notes.ts", importing, "import {"), good: true),
    .init(
      "hollow words",
      "still be there",
      ("src/notes.ts", "rows[0]", "rows[0] /* WHERE account_id = $2, the caller's own */")
    ),
    .init("the route taken away", "would be gone", ("src/notes.ts", handler, "")),
    .init(
      "the query out of sight",
      "not be seen to reach",
      (
        "src/notes.ts", ProposedApplication.oldQuery,
        "query(String(req.app.get('sql')), [req.params.id])"
      )
    ),
    .init(
      "a guard taken away elsewhere",
      "DELETE /api/notes",
      (
        "src/notes.ts", " AND account_id = $2', [req.params.id, req.user.accountId]",
        "', [req.params.id]"
      ),
      good: true
    ),
    .init(
      "a secret brought in",
      "secret",
      (
        "src/notes.ts", importing,
        importing + "const key = 'ghp_16C7e42F292c6912E7710c838347Ae178B4a';\n"
      ),
      good: true
    ),
    .init(
      "a new route",
      "would be new",
      (
        "src/notes.ts", "export const notesRouter = Router();\n",
        "export const notesRouter = Router();\nnotesRouter.post('/all', (req, res) => { res.end(); });\n"
      ),
      good: true
    ),
  ]
}
