import ReadinessModel
import Reports
import TestSupport
import Testing

@Suite("A security audit as readers and programs get it")
struct SecurityFormatTests {
  static func audit(named name: String) -> SecurityAudit {
    let excerpt = CodeExcerpt(
      file: "src/\(name).ts",
      lines: [
        CodeExcerpt.Line(number: 7, text: "// \(name)"),
        CodeExcerpt.Line(number: 8, text: "app.get('/\(name)', list);", isMarked: true),
        CodeExcerpt.Line(number: 12, text: "```"),
      ]
    )
    let open = SecurityEntry(
      number: "C1",
      severity: .critical,
      isCertain: true,
      title: "2 routes answer callers who have not signed in",
      check: "routes-require-authentication",
      owasp: [WeaknessClass(id: "A07:2021", title: "Identification and Authentication Failures")],
      api: [WeaknessClass(id: "API2:2023", title: "Broken Authentication")],
      cwe: [WeaknessClass(id: "CWE-306", title: "Missing Authentication for Critical Function")],
      controls: ["SEC-1"],
      attack: "Anybody who knows the address calls it without an account.",
      places: [
        SecurityPlace(
          location: SourceLocation(file: "src/\(name).ts", line: 8),
          subject: "GET /\(name)",
          message: "GET /\(name) answers anybody"
        )
      ],
      count: 2,
      vulnerable: excerpt,
      fix: SecurityFix(
        advice: "Put the guard before the handler.",
        proof: .proven,
        command: "auditwright fix rbac",
        excerpt: excerpt,
        files: 3,
        remaining: 1
      ),
      notes: ["Look at \(name)"]
    )
    var past = open
    past.number = "H1"
    past.severity = .high
    past.isCertain = false
    past.bearsOnControls = false
    past.aspect = "history-only"
    past.places[0].commit = String(repeating: "ab", count: 20)
    past.vulnerable = nil
    past.fix = SecurityFix(advice: "Change \(name) first.")
    return SecurityAudit(
      repository: name,
      commit: String(repeating: "cd", count: 20),
      assessedOn: "2026-11-24",
      toolVersion: "0.1.0",
      profile: "startup",
      routes: RouteExposure(
        total: 34,
        signedIn: 27,
        open: 2,
        openByPurpose: 3,
        declaredPublic: 1,
        unresolved: 1,
        unresolvedRegistrations: 1
      ),
      entries: [open, past],
      holds: [
        HeldProtection(
          check: "certificates-are-verified",
          message: "Nothing of \(name) switches verification off",
          controls: ["SEC-5"],
          location: SourceLocation(file: "src/\(name).ts", line: 1)
        )
      ],
      notSeen: ["Settings of \(name): needs access"],
      history: HistoryReading(extent: .part, reasons: ["shallow"], commits: 2, versions: 9),
      leftOut: [
        LeftOutChecks(
          subject: "Availability",
          see: "auditwright scan --focus availability",
          checks: ["databases-are-backed-up"]
        )
      ]
    )
  }

  static let plain = audit(named: "shop")
  static let hostile = audit(
    named: "x\u{1B}[2J\u{202E}\r\n|`````*@everyone* <img src=x> [a](b) \u{7}"
  )
  static let nothing = SecurityAudit(
    repository: "empty",
    assessedOn: "2026-11-24",
    toolVersion: "0.1.0",
    profile: "startup"
  )

  static let renderings: [(name: String, text: @Sendable (SecurityAudit) -> String)] = [
    ("security.txt", { SecurityTableFormat(width: 100).render($0) }),
    ("security-60.txt", { SecurityTableFormat(width: 60).render($0) }),
    ("security.md", { SecurityMarkdownFormat().render($0) }),
    ("security.json", { SecurityJSONFormat().render($0) }),
  ]

  @Test("what is rendered is what was agreed on", arguments: renderings.map(\.name))
  func snapshots(name: String) throws {
    let rendering = try #require(Self.renderings.first { $0.name == name })
    #expect(try Snapshot.difference(of: rendering.text(Self.plain), from: name) == nil)
  }

  @Test("JSON is as its schema says")
  func schema() throws {
    let schema = try JSONSchema(named: "security.schema.json")
    for audit in [Self.plain, Self.hostile, Self.nothing] {
      let value = try JSONTree(parsing: SecurityJSONFormat().render(audit))
      #expect(schema.problems(in: value) == [])
    }
  }

  @Test("nothing in a repository reaches the reader's terminal", arguments: renderings.map(\.name))
  func hostileText(name: String) throws {
    let rendering = try #require(Self.renderings.first { $0.name == name })
    let unsafe = rendering.text(Self.hostile).unicodeScalars
      .filter { $0 != "\n" && SafeText.isUnsafe($0) }
    #expect(unsafe.isEmpty)
  }

  @Test(
    "a name in a repository is no markup in Markdown, ends no block of code, and mentions nobody"
  )
  func markdown() {
    let text = SecurityMarkdownFormat().render(Self.hostile)
    var isCode = false
    for line in text.split(separator: "\n") {
      if line.hasPrefix("``````") { isCode.toggle() }
      if !isCode, !line.contains("`") {
        #expect(!line.contains("<img") && !line.contains("@everyone"))
      }
    }
    #expect(!isCode)
  }

  @Test("colour is used where it is wanted, and nowhere else")
  func colour() {
    #expect(!SecurityTableFormat(isColored: false).render(Self.plain).contains("\u{1B}"))
    #expect(
      SecurityTableFormat(isColored: true).render(Self.plain).contains("\u{1B}[31mC1 CRITICAL")
    )
  }

  @Test("the first and the last words are the same, and say when nothing was found")
  func bottomLine() {
    let text = SecurityTableFormat().render(Self.plain)
    let line = "1 critical, 1 high (1 of them to be confirmed); 2 of 34 routes open"
    #expect(text.ranges(of: line).count == 2)
    #expect(SecurityTableFormat().render(Self.nothing).contains("no weakness was found"))
  }
}
