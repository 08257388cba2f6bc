import Fixers
import ReadinessModel
import Testing

@Suite("Workflows are edited in place, whatever their notation")
struct WorkflowTextTests {
  private func project(_ files: [String: String], _ workflows: [Workflow]) -> FixProject {
    let facts = RepositoryFacts(
      assessedOn: "2026-11-23",
      inventory: Inventory(files: 0, bytes: 0, sourceLines: 0),
      application: .notObservable(reason: "not asked"),
      data: .notObservable(reason: "not asked"),
      infrastructure: .notObservable(reason: "not asked"),
      delivery: .observed(DeliveryFacts(workflows: workflows)),
      documents: DocumentFacts()
    )
    return FixProject(facts: facts, files: ProjectFiles(files.mapValues { Array($0.utf8) }))
  }

  private func pinned(_ text: String) throws -> String {
    let path = ".github/workflows/ci.yml"
    let project = project([path: text], [])
    let proposal = PinActions.propose(for: project, answers: FixAnswers())
    let changed = try EditApplication.apply(proposal.changes.flatMap(\.edits), to: project.files)
    return changed[path].map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  private static let commit = "11d5960a326750d5838078e36cf38b85af677262"

  @Test("Quotes, comments, line breaks and what follows stay", arguments: ["\n", "\r\n"])
  func keeps(newline: String) throws {
    let text = [
      "# Über alles", "on: push", "jobs:", "    a:", "        steps:",
      "        -   uses: \"actions/checkout@v4\"   # the code", "        -   run: |", "",
      "                \techo 'a: b' # c", "", "            # end",
    ].joined(separator: newline)
    let expected = text.replacing(
      "\"actions/checkout@v4\"",
      with: "\"actions/checkout@\(Self.commit)\" # v4.4.0"
    )
    #expect(try pinned(text) == expected)
  }

  @Test("A version that is not known, an expression and a local path stay")
  func leaves() throws {
    let text = """
      on: push
      jobs:
        a:
          steps:
            - uses: somebody/unknown@v1
            - uses: actions/checkout@${{ inputs.version }}
            - uses: ./.github/actions/own
            - uses: docker://alpine:3
            - uses: actions/checkout@\(Self.commit)
      """
    #expect(try pinned(text) == text)
  }

  @Test("A commit that the repository uses for the same version is taken for its other uses")
  func learns() throws {
    let text = """
      on: push
      jobs:
        a:
          steps:
            - uses: somebody/own@0123456789012345678901234567890123456789 # v1.2.0
            - uses: somebody/own@v1.2.0
      """
    let count = try pinned(text).ranges(of: "0123456789012345678901234567890123456789").count
    #expect(count == 2)
  }

  @Test(
    "What cannot be told apart is refused, and said",
    arguments: [
      "on: push\njobs:\n  a:\n\tsteps: []\n", "on: push\njobs:\n  ? [a]\n  : b\n",
      "on: 'push\njobs: {}\n", "on: push\njobs:\n   a:\n  b:\n",
    ]
  )
  func refuses(text: String) {
    let project = project([".github/workflows/ci.yml": text], [])
    let proposal = PinActions.propose(for: project, answers: FixAnswers())
    #expect(proposal.changes.isEmpty && proposal.refusals.count == 1)
  }

  @Test("Deep nesting, long lines and many brackets end quickly", .timeLimit(.minutes(30)))
  func bounds() {
    for text in [
      String(repeating: "- ", count: 50_000), String(repeating: "[", count: 200_000),
      (0..<5_000).map { String(repeating: " ", count: $0 % 500) + "a:\n" }.joined(),
      "a: \"" + String(repeating: "\\", count: 300_000),
    ] {
      let project = project([".github/workflows/ci.yml": text], [])
      #expect(PinActions.propose(for: project, answers: FixAnswers()).changes.isEmpty)
    }
  }

  @Test(
    "Only what pins a program is taken for its source",
    arguments: [
      ("octo/auditwright@main", false), ("octo/auditwright", false),
      ("octo/auditwright@" + String(repeating: "a", count: 40), true),
      ("octo/$(id)@" + String(repeating: "a", count: 40), false),
      ("https://example.org/a#sha256=" + String(repeating: "0", count: 64), true),
      ("https://example.org/`id`#sha256=" + String(repeating: "0", count: 64), false),
      ("https://example.org/a", false),
    ]
  )
  func source(answer: String, isTaken: Bool) {
    let problem = RecordDeployments.objection(to: answer, of: "auditwright-source")
    #expect((problem == nil) == isTaken)
  }

  @Test(
    "Owners are accounts, teams and addresses",
    arguments: [
      ("@acme/engineering", true), ("@ann ben@acme.example", true), ("ann", false),
      ("@acme/a/b", false), ("@a;b", false), ("", false),
    ]
  )
  func owners(answer: String, isTaken: Bool) {
    #expect((NameCodeOwners.objection(to: answer, of: "code-owners") == nil) == isTaken)
  }
}
