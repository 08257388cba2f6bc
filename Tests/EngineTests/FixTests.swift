import Engine
import Fixers
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("A fix is previewed, proven, written whole or not at all, and taken back")
struct FixTests {
  private static let files = [
    "package.json": #"{ "name": "shop" }"#,
    "src/index.js": "console.log('shop')\r\n",
  ]

  private func engine() throws -> ReadinessEngine {
    try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
  }

  @Test("A preview says what would change, and writes nothing")
  func preview() throws {
    let folder = try TemporaryFolder(Self.files)
    let report = try engine().previewFix(of: folder.path, fixers: [GreetVisitors.self])
    #expect(report.files.map(\.path) == ["src/greeting/index.js", "src/index.js"])
    #expect(report.files.last?.after == "require('./greeting')\r\nconsole.log('shop')\r\n")
    #expect(report.problems.isEmpty && !report.isApplied)
    #expect(try folder.read("src/index.js") == "console.log('shop')\r\n")
  }

  @Test("What was applied is taken back to the byte, and folders made for it go too")
  func undo() throws {
    let folder = try TemporaryFolder(Self.files)
    let engine = try engine()
    let applied = try engine.applyFix(to: folder.path, fixers: [GreetVisitors.self])
    #expect(applied.isApplied)
    #expect(try folder.read("src/greeting/index.js").contains("hello"))
    #expect(try engine.undoFix(in: folder.path).sorted() == applied.files.map(\.path))
    #expect(try folder.read("src/index.js") == "console.log('shop')\r\n")
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["package.json", "src", "src/index.js"])
    #expect(throws: EngineFailure.nothingToUndo) { try engine.undoFix(in: folder.path) }
  }

  @Test("A second run changes nothing")
  func idempotence() throws {
    let folder = try TemporaryFolder(Self.files)
    let engine = try engine()
    _ = try engine.applyFix(to: folder.path, fixers: [GreetVisitors.self])
    let again = try engine.applyFix(to: folder.path, fixers: [GreetVisitors.self])
    #expect(again.files.isEmpty && !again.isApplied)
  }

  @Test("A run that was killed half way is taken back by the next one")
  func killed() throws {
    let folder = try TemporaryFolder(Self.files)
    let engine = try engine()
    _ = try engine.applyFix(to: folder.path, fixers: [GreetVisitors.self])
    let journal = ".auditwright/fixes/0001/journal.json"
    let record = try folder.read(journal).replacing("\"done\"", with: "\"writing\"")
    try folder.write(record, to: journal)
    try folder.write("console.log('shop')\r\n", to: "src/index.js")
    let report = try engine.applyFix(to: folder.path, fixers: [GreetVisitors.self])
    #expect(report.isApplied && report.files.count == 2)
    _ = try engine.undoFix(in: folder.path)
    #expect(try folder.read("src/index.js") == "console.log('shop')\r\n")
  }

  @Test("Work done since is not overwritten by taking a fix back")
  func editedSince() throws {
    let folder = try TemporaryFolder(Self.files)
    let engine = try engine()
    _ = try engine.applyFix(to: folder.path, fixers: [GreetVisitors.self])
    try folder.write("mine\n", to: "src/index.js")
    #expect(throws: EngineFailure.changedMeanwhile(files: ["src/index.js"])) {
      try engine.undoFix(in: folder.path)
    }
    #expect(try folder.read("src/greeting/index.js").contains("hello"))
  }

  @Test("A fix that would not parse, or would change its own result, is not applied")
  func unproven() throws {
    let folder = try TemporaryFolder(Self.files)
    let engine = try engine()
    for fixer in [BreakSyntax.self, RepeatForever.self] as [any Fixer.Type] {
      let report = try engine.applyFix(to: folder.path, fixers: [fixer])
      #expect(!report.isApplied && report.problems.count == 1)
      #expect(try folder.read("src/index.js") == "console.log('shop')\r\n")
    }
  }

  @Test("An edit that needs a decision waits for it, and the answer is kept among the settings")
  func decisions() throws {
    let settings = "version: 1\n\n# Ours.\nguards: {}   # none yet\n"
    let folder = try TemporaryFolder(Self.files.merging(["auditwright.yml": settings]) { $1 })
    let engine = try engine()
    let open = try engine.previewFix(of: folder.path, fixers: [AskForTheWord.self])
    #expect(open.files.isEmpty && open.decisions.map(\.answer) == [nil])
    let options = FixOptions(answers: ["word": "good morning"])
    let report = try engine.applyFix(
      to: folder.path,
      options: options,
      fixers: [AskForTheWord.self]
    )
    #expect(report.files.map(\.path) == ["auditwright.yml", "src/word.txt"])
    let kept = try folder.read("auditwright.yml")
    #expect(kept.hasPrefix(settings) && kept.hasSuffix("  word: \"good morning\"\n"))
    let again = try engine.previewFix(of: folder.path, fixers: [AskForTheWord.self])
    #expect(again.files.isEmpty)
  }

  @Test("Names stand for fixers, aliases, controls and labels in common use")
  func names() throws {
    let engine = try engine()
    let all: [any Fixer.Type] = [GreetVisitors.self, AskForTheWord.self]
    for name in ["greet-visitors", "hello", "SEC-3", "sec-3", "CC6.3"] {
      let found = try engine.fixers(named: [name], profile: "startup", among: all)
      #expect(found.map { $0.id.rawValue } == ["greet-visitors"], "\(name)")
    }
    #expect(throws: EngineFailure.self) {
      try engine.fixers(named: ["AVL-1"], profile: "startup", among: all)
    }
  }

  @Test("A fix that does not exist is told with those whose names begin so, or all there are")
  func unknownFixes() throws {
    let engine = try engine()
    let failure = { (name: String) in
      #expect(throws: EngineFailure.self) { try engine.fixers(named: [name], profile: "startup") }
    }
    #expect(failure("infra")?.next == "Did you mean infrastructure?")
    #expect(failure("audit-logg")?.next.hasPrefix("Did you mean audit-log") == true)
    #expect(failure("nothing like it")?.next.hasPrefix("What can be fixed: audit-log,") == true)
  }

  @Test("A link that leads out of the repository is not written through")
  func links() throws {
    let outside = try TemporaryFolder()
    let folder = try TemporaryFolder(Self.files)
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "src/greeting"),
      withDestinationURL: outside.url
    )
    #expect(throws: EngineFailure.self) {
      try engine().applyFix(to: folder.path, fixers: [GreetVisitors.self])
    }
    #expect(try folder.read("src/index.js") == "console.log('shop')\r\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: outside.path).isEmpty)
  }
}

// MARK: - Fixers that show how the engine treats what they propose

private enum GreetVisitors: Fixer {
  static let title = "Greet visitors"
  static let aliases = ["hello"]
  static let controls: [ControlID] = ["SEC-3"]
  static let checks: [CheckID] = []
  static let decisions: [FixDecision] = []

  static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard !project.files.contains("src/greeting/index.js") else { return FixProposal() }
    let edits: [SourceEdit] = [
      .create(path: "src/greeting/index.js", text: "console.log('hello')\n"),
      .insert(path: "src/index.js", at: 0, text: "require('./greeting')\r\n"),
    ]
    return FixProposal(changes: [
      FixChange(title: "Say hello", reason: "Nobody does.", applicability: .safe, edits: edits)
    ])
  }
}

private enum BreakSyntax: Fixer {
  static let title = "Break the syntax"
  static let aliases: [String] = []
  static let controls: [ControlID] = []
  static let checks: [CheckID] = []
  static let decisions: [FixDecision] = []

  static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard project.files.text(of: "src/index.js")?.hasPrefix("}") != true else {
      return FixProposal()
    }
    let edit = SourceEdit.insert(path: "src/index.js", at: 0, text: "} ) (")
    return FixProposal(changes: [
      FixChange(title: "Break it", reason: "", applicability: .safe, edits: [edit])
    ])
  }
}

private enum RepeatForever: Fixer {
  static let title = "Repeat for ever"
  static let aliases: [String] = []
  static let controls: [ControlID] = []
  static let checks: [CheckID] = []
  static let decisions: [FixDecision] = []

  static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    let edit = SourceEdit.insert(path: "src/index.js", at: 0, text: "console.log('again')\n")
    return FixProposal(changes: [
      FixChange(title: "Once more", reason: "", applicability: .safe, edits: [edit])
    ])
  }
}

private enum AskForTheWord: Fixer {
  static let title = "Write the word down"
  static let aliases: [String] = []
  static let controls: [ControlID] = []
  static let checks: [CheckID] = []
  static let decisions = [FixDecision(id: "word", question: "Which word?")]

  static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard !project.files.contains("src/word.txt") else { return FixProposal() }
    let word = answers[decisions[0]] ?? "?"
    return FixProposal(changes: [
      FixChange(
        title: "Write it",
        reason: "It is asked for.",
        applicability: .needsDecision("word"),
        edits: [.create(path: "src/word.txt", text: word)]
      )
    ])
  }
}
