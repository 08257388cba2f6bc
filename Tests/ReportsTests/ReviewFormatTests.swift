import Foundation
import ReadinessModel
import Reports
import TestSupport
import Testing

@Suite("A review as readers and programs get it")
struct ReviewFormatTests {
  static func review(named name: String) -> ReviewedChange {
    ReviewedChange(
      repository: name,
      base: ReviewedSide(name: "main", commit: String(repeating: "ab", count: 20), routes: 34),
      head: ReviewedSide(name: "working tree", routes: 34),
      extent: ChangeExtent(files: 2, moved: 1, addedLines: 3, removedLines: 1),
      verdict: .requestChanges,
      controls: [
        ReviewedControl(
          control: "SEC-1",
          title: "Access of \(name)",
          before: .passing,
          after: .failing
        )
      ],
      concerns: [
        ReviewConcern(
          id: "0123456789abcdef",
          kind: .authenticationLost,
          severity: .critical,
          title: "Removes authentication from 2 routes of \(name), in files it does not touch",
          detail: "\(name) stood before it.",
          check: "routes-require-authentication",
          causes: [
            ReviewCause(
              location: SourceLocation(file: "src/\(name).ts", line: 45),
              ground: .takenBack,
              removed: ["  app.use('/api', \(name));"]
            )
          ],
          affected: [
            AffectedSubject(
              name: "GET /api/\(name)",
              location: SourceLocation(file: "src/routes/\(name).ts", line: 8)
            ),
            AffectedSubject(name: "POST /api/\(name)"),
          ],
          suggestion: "Put the guard back before these routes."
        ),
        ReviewConcern(
          id: "fedcba9876543210",
          kind: .notSeen,
          severity: .medium,
          confidence: .low,
          title: "Leaves \(name) out of what is looked at",
          detail: ""
        ),
      ],
      improvements: ["1 route of \(name) gained a record of access"]
    )
  }

  static let plain = review(named: "shop")
  static let hostile = review(
    named: "x\u{1B}[2J\u{202E}\r\n::error::|`````*@everyone* <img src=x>%0A, a:b \u{7}"
  )

  static let renderings: [(name: String, text: @Sendable (ReviewedChange) -> String)] = [
    ("review.txt", { ReviewTableFormat(width: 100).render($0) }),
    ("review-60.txt", { ReviewTableFormat(width: 60).render($0) }),
    ("review.md", { ReviewMarkdownFormat().render($0) }),
    ("review.json", { ReviewJSONFormat().render($0) }),
    ("review.annotations.txt", { ReviewAnnotationsFormat().render($0) }),
    (
      "review.sarif",
      { review in
        let gap = Finding(
          check: "access-is-reviewed",
          outcome: .doesNotHold,
          severity: .medium,
          message: "Nobody reviewed \(review.repository)",
          locations: [SourceLocation(file: "src/\(review.repository).ts", line: 1)]
        )
        return ReviewSARIFFormat(
          descriptions: [],
          baseline: [.new, .unchanged, .updated, .absent].map {
            BaselinedFinding(finding: gap, state: $0)
          },
          toolVersion: "1.0.0"
        ).render(review)
      }
    ),
  ]

  @Test("what is rendered is what was agreed on", arguments: renderings.map(\.name))
  func snapshots(name: String) throws {
    let rendering = try #require(Self.renderings.first { $0.name == name })
    #expect(try Snapshot.difference(of: rendering.text(Self.plain), from: name) == nil)
  }

  @Test("JSON is as its schema says")
  func schema() throws {
    let schema = try JSONSchema(named: "review.schema.json")
    for review in [Self.plain, Self.hostile] {
      let value = try JSONTree(parsing: ReviewJSONFormat().render(review))
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

  @Test("a name in a repository becomes no second command, and ends no property")
  func annotations() {
    let lines = ReviewAnnotationsFormat().render(Self.hostile).split(separator: "\n")
    #expect(lines.count == 2)
    for line in lines {
      #expect(line.wholeMatch(of: /::(?:error|warning|notice) [^:]*::.*/) != nil)
    }
    #expect(lines[0].contains("%250A"))
    #expect(!lines[0].contains("<img src=x>%0A,"))
  }

  @Test("a name in a repository is no markup in a comment, and mentions nobody")
  func markdown() {
    let text = ReviewMarkdownFormat().render(Self.hostile)
    let prose = text.split(separator: "\n").filter {
      !$0.contains("``````") && !$0.hasPrefix("-  app")
    }
    #expect(!prose.contains { $0.contains("<img") })
    #expect(!prose.contains { $0.contains("@everyone") })
    #expect(text.hasPrefix(ReviewMarkdownFormat.mark))
  }

  @Test("a comment stays within what the host takes")
  func size() {
    var review = Self.plain
    let long = String(repeating: "a long name ", count: 40)
    review.concerns = (0..<200).map { number in
      var concern = Self.plain.concerns[0]
      concern.affected = (0..<100).map { AffectedSubject(name: "\(long)\(number) \($0)") }
      return concern
    }
    #expect(ReviewMarkdownFormat().render(review).utf16.count < 65_536)
  }
}
