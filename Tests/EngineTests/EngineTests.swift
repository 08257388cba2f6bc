import Catalog
import Engine
import ReadinessModel
import Reports
import TestSupport
import Testing

@Suite("The engine does the steps of a scan in their only order")
struct EngineTests {
  private func engine(jobs: Int = 2) throws -> ReadinessEngine {
    try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: jobs))
  }

  private func repository(_ more: [String: String] = [:]) throws -> TemporaryFolder {
    let files = [
      "package.json": #"{"name": "shop", "dependencies": {"express": "^4.18.0"}}"#,
      "src/app.ts": """
      import express from 'express'
      const app = express()
      app.get('/status', (req, res) => res.send('ok'))
      app.listen(3000)
      """,
    ]
    return try TemporaryFolder(files.merging(more) { _, new in new })
  }

  @Test("a folder without anything to assess passes nothing")
  func emptyFolder() throws {
    let folder = try TemporaryFolder(["README.md": "# Nothing"])
    let result = try engine().scan(.repository(path: folder.path))
    #expect(result.assessment.summary.passing == 0)
    #expect(result.assessment.controls.count == 18)
  }

  @Test("facts that were written are read back the same, and give the same assessment")
  func factsFile() throws {
    let folder = try repository()
    let direct = try engine().scan(.repository(path: folder.path))
    let file = try TemporaryFolder(["facts.json": try FactsFile.text(direct.facts)])
    let path = file.path + "facts.json"
    var replayed = try engine().scan(.file(path: path))
    #expect(replayed.facts == direct.facts)
    replayed.assessment.repository = direct.assessment.repository
    #expect(replayed.assessment == direct.assessment)
  }

  @Test("the number of threads changes no byte")
  func threads() throws {
    var files: [String: String] = [:]
    for number in 0..<60 {
      files["src/routes/r\(number).ts"] = "export const route\(number) = \(number)\n"
    }
    let folder = try repository(files)
    let one = try engine(jobs: 1).scan(.repository(path: folder.path))
    let many = try engine(jobs: 8).scan(.repository(path: folder.path))
    #expect(JSONFormat().render(one.assessment) == JSONFormat().render(many.assessment))
    #expect(try FactsFile.text(one.facts) == FactsFile.text(many.facts))
  }

  @Test("what the project leaves out is not counted, and is told")
  func exclusions() throws {
    let folder = try repository([
      "legacy/old.ts": "export const old = 1\n",
      "auditwright.yml": "exclude:\n  - path: legacy/\n    reason: Switched off in March.\n",
    ])
    let result = try engine().scan(.repository(path: folder.path))
    #expect(result.facts.inventory.languages["typescript"] == 1)
    #expect(
      result.assessment.notSeen.contains { $0.contains("legacy/") && $0.contains("March") }
    )
  }

  @Test("guards that the project declares count, each for what it is declared to be")
  func declaredGuards() throws {
    let folder = try repository([
      "src/things.ts": """
      import express from 'express'
      import { badge, clearance } from '@example/access'
      const app = express()
      app.get('/things', badge, (req, res) => res.json([]))
      app.delete('/things/:id', badge, clearance('things'), (req, res) => res.sendStatus(204))
      app.listen(3000)
      """,
      "auditwright.yml":
        "guards:\n  authentication: [badge]\n  authorization: [clearance]\n  ownership: []\n",
    ])
    let result = try engine().scan(.repository(path: folder.path))
    let routes = try #require(result.facts.application.value).routes
    let things = routes.filter { $0.path.hasPrefix("/things") }
    #expect(things.map(\.authentication.status) == [.protected, .protected])
    #expect(things.map(\.authorization.status) == [.unprotected, .protected])
    #expect(things.map(\.ownership.status) == [.unprotected, .unprotected])
    #expect(things.allSatisfy { $0.authentication.reason?.contains("auditwright.yml") == true })
  }

  @Test("the scope that the project sets holds until another one is asked for")
  func scope() throws {
    let folder = try repository([
      "auditwright.yml": "scope:\n  categories: [availability]\n"
    ])
    let source = FactSource.repository(path: folder.path)
    let set = try engine().scan(source)
    #expect(set.assessment.controls.map(\.id) == ["AVL-1", "AVL-2", "AVL-3", "AVL-4"])
    let asked = try engine().scan(source, options: ScanOptions(focus: [.security]))
    #expect(asked.assessment.controls.count == 10)
    #expect(asked.assessment.criteria.count == 33)
  }

  @Test("a control is found by its id, its label or its criterion; a label's meaning is told once")
  func selection() throws {
    let folder = try repository()
    let options = ScanOptions(controls: ["sec-8", "CC6.3", "CC6.3", "CC7.1"])
    let result = try engine().scan(.repository(path: folder.path), options: options)
    #expect(result.assessment.controls.map(\.id) == ["SEC-3", "SEC-6", "SEC-8"])
    #expect(result.notes.count == 1)
    #expect(result.notes.joined().contains("CC7.2"))
  }

  @Test("a name that does not exist is refused before anything is read, with what is near")
  func unknownNames() throws {
    let nowhere = FactSource.repository(path: "/nonexistent")
    #expect(throws: EngineFailure.unknownName("SEC-9", near: ["SEC-1", "SEC-2", "SEC-3"])) {
      try engine().scan(nowhere, options: ScanOptions(controls: ["SEC-9"]))
    }
    #expect(throws: EngineFailure.unknownProfile("bank", known: ["startup"])) {
      try engine().scan(nowhere, options: ScanOptions(profile: "bank"))
    }
  }

  @Test("a folder that is not there, and facts that are none, are told apart")
  func unreadable() throws {
    #expect(throws: EngineFailure.self) {
      try engine().scan(.repository(path: "/nonexistent"))
    }
    let folder = try TemporaryFolder(["facts.json": "[1]"])
    #expect {
      try engine().scan(.file(path: folder.path + "facts.json"))
    } throws: { error in
      guard case .unreadableFacts? = error as? EngineFailure else { return false }
      return true
    }
  }

  @Test("init writes a file once and never over another")
  func initialConfiguration() throws {
    let folder = try TemporaryFolder()
    _ = try InitialConfiguration.write(into: folder.path)
    #expect(try folder.read("auditwright.yml") == InitialConfiguration.text)
    #expect {
      try InitialConfiguration.write(into: folder.path)
    } throws: { error in
      guard case .alreadyThere? = error as? EngineFailure else { return false }
      return true
    }
  }

  @Test("work on large stacks keeps its order and passes errors on")
  func largeStacks() throws {
    let squares = try LargeStack.map(Array(0..<100), jobs: 4) { $0 * $0 }
    #expect(squares == (0..<100).map { $0 * $0 })
    #expect(throws: EngineFailure.broken("on purpose")) {
      try LargeStack.run { throw EngineFailure.broken("on purpose") }
    }
  }
}

@Suite("Every name of the catalogue can be explained")
struct ExplanationTests {
  private let engine: ReadinessEngine

  init() throws {
    engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 1))
  }

  private func text(_ name: String) throws -> String {
    let explanation = try engine.explain(name)
    let sections = explanation.sections.map { "\($0.heading): \($0.lines.joined(separator: " "))" }
    return ([explanation.title] + sections).joined(separator: "\n")
  }

  @Test("CC6.3 is access by role, often called audit logging, and names the controls")
  func accessByRole() throws {
    let text = try text("CC6.3")
    for words in ["by role", "walkthrough", "audit logging", "SEC-2", "SEC-3", "CC7.2"] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test("every criterion, control, check and label is explained")
  func everything() throws {
    let profile = try #require(engine.catalog.profile("startup"))
    let names =
      engine.catalog.framework.criteria.map(\.id.rawValue)
      + profile.controls.map(\.id.rawValue)
      + profile.controls.flatMap { $0.aliases.map(\.label) }
      + profile.controls.flatMap { $0.everTestedBy + $0.supportedBy }.map(\.rawValue)
    for name in names {
      let explanation = try engine.explain(name)
      #expect(!explanation.title.isEmpty)
      #expect(!explanation.sections.isEmpty, "\(name)")
    }
  }

  @Test("a slip is answered with what is near")
  func slips() {
    #expect(throws: EngineFailure.unknownName("CC6.33", near: ["CC6.3"])) {
      try engine.explain("CC6.33")
    }
  }

  @Test("the overview lists 18 controls and the 23 criteria that need people")
  func overview() throws {
    let overview = try engine.overview()
    #expect(overview.sections.map(\.lines.count) == [18, 23])
  }
}
