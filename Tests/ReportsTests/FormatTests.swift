import ReadinessModel
import Reports
import TestSupport
import Testing

@Suite("Every format shows the same assessment")
struct FormatTests {
  private static let source = SourceText { path in
    path == "src/routes/customers.ts"
      ? Array(String(repeating: "app.get('/customers', list)\n", count: 30).utf8) : nil
  }

  static let renderings: [(name: String, text: @Sendable (ReadinessAssessment) -> String)] = [
    ("table.txt", { TableFormat(width: 100).render($0) }),
    ("table-narrow.txt", { TableFormat(width: 60).render($0) }),
    ("table-colored.txt", { TableFormat(width: 100, isColored: true).render($0) }),
    ("report.md", { MarkdownFormat().render($0) }),
    ("scan.json", { JSONFormat().render($0) }),
    (
      "gaps.sarif",
      { SARIFFormat(descriptions: SampleAssessment.descriptions, source: source).render($0) }
    ),
  ]

  @Test("what is rendered is what was agreed on", arguments: renderings.map(\.name))
  func snapshots(name: String) throws {
    let rendering = try #require(Self.renderings.first { $0.name == name })
    let text = rendering.text(SampleAssessment.assessment)
    #expect(try Snapshot.difference(of: text, from: name) == nil)
  }

  @Test("no line is wider than the terminal", arguments: [60, 80, 100, 160])
  func width(width: Int) {
    for assessment in [SampleAssessment.assessment, SampleAssessment.hostile] {
      let text = TableFormat(width: width).render(assessment)
      for line in text.split(separator: "\n") {
        #expect(TextWidth.of(String(line)) <= width, "\(line)")
      }
    }
  }

  @Test("nothing in a repository reaches the reader's terminal", arguments: renderings.map(\.name))
  func hostileText(name: String) throws {
    let rendering = try #require(Self.renderings.first { $0.name == name })
    guard name != "table-colored.txt" else { return }
    let text = rendering.text(SampleAssessment.hostile)
    let unsafe = text.unicodeScalars.filter { $0 != "\n" && SafeText.isUnsafe($0) }
    #expect(unsafe.isEmpty)
  }

  @Test("HTML and Markdown of a repository are shown, not followed")
  func hostileMarkdown() {
    let text = MarkdownFormat().render(SampleAssessment.hostile)
    for marks in ["<script", "](https", "](javascript", "@team", "://"] {
      #expect(!text.contains(marks), "\(marks)")
    }
  }

  @Test("no format promises more than readiness", arguments: renderings.map(\.name))
  func guardWords(name: String) throws {
    let rendering = try #require(Self.renderings.first { $0.name == name })
    let text = rendering.text(SampleAssessment.assessment).lowercased()
    for word in ["certified", "compliant", "satisfied"] { #expect(!text.contains(word)) }
  }
}

@Suite("Machines can rely on the shape of what is written for them")
struct MachineFormatTests {
  @Test("JSON of a scan is as its schema says")
  func scanSchema() throws {
    let schema = try JSONSchema(named: "scan.schema.json")
    for assessment in [SampleAssessment.assessment, SampleAssessment.hostile] {
      let value = try JSONTree(parsing: JSONFormat().render(assessment))
      #expect(schema.problems(in: value) == [])
    }
  }

  @Test("JSON of routes is as its schema says")
  func routesSchema() throws {
    let schema = try JSONSchema(named: "routes.schema.json")
    let value = try JSONTree(parsing: RoutesFormat.json(SampleAssessment.routes))
    #expect(schema.problems(in: value) == [])
    #expect(value.items.count == 2)
  }

  @Test("a schema notices what is missing, added or of another kind")
  func schemaIsStrict() throws {
    let schema = try JSONSchema(named: "routes.schema.json")
    let text = RoutesFormat.json([SampleAssessment.routes[0]])
    for (from, to) in [
      ("\"handler\"", "\"handles\""), ("\"line\": 20", "\"line\": 0"),
      ("\"protected\"", "\"safe\""), ("\"GET\"", "null"),
    ] {
      let broken = try JSONTree(parsing: text.replacing(from, with: to))
      #expect(!schema.problems(in: broken).isEmpty)
    }
  }

  @Test("a path of SARIF is a relative reference, and a result always has a place")
  func sarifPlaces() throws {
    var assessment = SampleAssessment.assessment
    assessment.findings[0].finding.locations = []
    assessment.findings[1].finding.locations = [SourceLocation(file: "app/[id] ü/a.ts", line: 1)]
    let value = try JSONTree(
      parsing: SARIFFormat(descriptions: []).render(assessment)
    )
    let results = value["runs"]?.items.first?["results"]?.items ?? []
    let places = results.map {
      $0["locations"]?.items.first?["physicalLocation"]?["artifactLocation"]?["uri"]?.text
    }
    #expect(results.count == 4)
    #expect(places.allSatisfy { $0 != nil })
    #expect(places.contains("app/%5Bid%5D%20%C3%BC/a.ts"))
  }

  @Test("a result that is no failure has no level, as the standard asks")
  func sarifLevels() throws {
    let value = try JSONTree(
      parsing: SARIFFormat(descriptions: []).render(SampleAssessment.assessment)
    )
    for result in value["runs"]?.items.first?["results"]?.items ?? [] {
      #expect((result["kind"]?.text == "fail") == (result["level"]?.text != "none"))
    }
  }

  @Test("a cell of CSV is never a formula")
  func formulas() {
    var route = SampleAssessment.routes[0]
    route.handler = "=HYPERLINK(\"https://evil.example\")"
    let text = RoutesFormat.csv([route])
    #expect(text.contains("'=HYPERLINK(\"\"https"))
  }
}

@Suite("A line's fingerprint is the one that GitHub computes")
struct LineFingerprintTests {
  @Test(
    "known texts have their known fingerprints",
    arguments: [
      ("", ["c129715d7a2bc9a3:1"]),
      (
        " a\nb\n  \t\tc\n d",
        ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"]
      ),
      (
        " hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n",
        [
          "e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1", "e20e36e16fcb0cc8:1",
          "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1", "c129715d7a2bc9a3:1",
        ]
      ),
      (
        String(repeating: "Lorem ipsum dolor sit amet.\n", count: 10),
        [
          "a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4",
          "a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1",
          "55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1",
        ]
      ),
    ]
  )
  func vectors(text: String, expected: [String]) {
    #expect(LineFingerprints(of: text).all == expected)
  }
}

@Suite("Words say what the numbers mean")
struct WordingTests {
  @Test(
    "days are no finer than an estimate can be",
    arguments: [
      (14.35, 17.6, "14–18 days"), (0.5, 1, "0.5–1 day"), (1, 1, "1 day"), (2, 2, "2 days"),
      (0.25, 0.31, "0.3 days"), (0, 0, "0 days"), (2.7, 3.6, "2.5–3.5 days"),
    ]
  )
  func days(low: Double, high: Double, text: String) {
    #expect(Wording.days(EffortRange(low: low, high: high)) == text)
  }

  @Test("runs of criteria are shortened within a family")
  func criteria() {
    let ids: [CriterionID] = ["CC1.1", "CC1.2", "CC1.3", "CC2.1", "CC2.3", "C1.2"]
    #expect(Wording.criteria(ids) == "CC1.1–CC1.3, CC2.1, CC2.3, C1.2")
  }
}

@Suite("A route inventory reads well in every format")
struct RoutesFormatTests {
  @Test("what is rendered is what was agreed on")
  func snapshots() throws {
    let routes = SampleAssessment.routes
    let renderings = [
      ("routes.txt", RoutesFormat.table(routes)), ("routes.json", RoutesFormat.json(routes)),
      ("routes.csv", RoutesFormat.csv(routes)),
    ]
    for (name, text) in renderings {
      #expect(try Snapshot.difference(of: text, from: name) == nil)
    }
  }

  @Test("a hostile path stays in its cell")
  func hostile() {
    var route = SampleAssessment.routes[0]
    route.path = SampleAssessment.text
    for text in [RoutesFormat.table([route]), RoutesFormat.csv([route])] {
      #expect(
        !text.unicodeScalars.contains {
          !"\r\n".unicodeScalars.contains($0) && SafeText.isUnsafe($0)
        }
      )
    }
  }

  @Test("no routes is said, not shown as an empty table")
  func none() { #expect(RoutesFormat.table([]) == "No routes.\n") }
}
