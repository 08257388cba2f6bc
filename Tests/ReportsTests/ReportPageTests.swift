import Crypto
import Foundation
import ReadinessModel
import Reports
import TestSupport
import Testing

@Suite("The readiness report as a page")
struct ReportPageTests {
  private static let criteria: [CriterionID] = [
    "CC1.1", "CC6.1", "CC6.7", "CC7.2", "CC7.3", "CC8.1",
  ]

  private static func report(_ assessment: ReadinessAssessment) -> ReadinessReport {
    ReadinessReport(
      assessment: assessment,
      framework: Framework(
        id: "t",
        title: "T",
        version: "1",
        criteria: criteria.map { id in
          Criterion(
            id: id,
            category: "security",
            family: "CC6",
            title: "Criterion \(id)",
            summary: "Something is asked.",
            reach: .direct,
            repositoryShows: "Something.",
            peopleShow: "Something."
          )
        }
      ),
      profile: ControlProfile(id: "startup", title: "Startup profile"),
      descriptions: SampleAssessment.descriptions,
      plan: SamplePlan.plan,
      system: [
        SystemPart(
          title: "Data",
          known: [(SampleAssessment.text, SourceLocation(file: SampleAssessment.text, line: 1))],
          toWrite: "the rest."
        )
      ],
      source: SourceText { _ in Array(SampleAssessment.text.utf8) },
      records: records
    )
  }

  private static var records: ReportRecords {
    let place = SourceLocation(file: SampleAssessment.text, line: 3)
    let seen = Moment(startOf: CivilDay("2026-01-05") ?? CivilDay(number: 0))
    return ReportRecords(
      risks: RiskRegister(
        entries: [
          RiskEntry(
            title: SampleAssessment.text,
            acceptedBy: SampleAssessment.text,
            acceptedUntil: CivilDay("2020-02-01"),
            location: place
          ), RiskEntry(title: "Nobody accepted this", location: place),
        ],
        location: place
      ),
      documents: [
        GovernanceDocument(
          topic: .incidentResponse,
          title: SampleAssessment.text,
          owner: SampleAssessment.text,
          placeholders: [place],
          words: 120,
          location: place
        )
      ],
      evidence: [
        EvidenceRecord(
          id: EvidenceID(index: 0),
          receivedAt: seen,
          draft: EvidenceDraft(
            kind: .check,
            controls: ["CHG-1"],
            title: SampleAssessment.text,
            source: EvidenceSource(system: SampleAssessment.text),
            collector: EvidenceCollector(name: "watch", version: "1"),
            observedAt: seen,
            outcome: .doesNotHold(reason: SampleAssessment.text)
          )
        )
      ]
    )
  }

  /// A report with something in every part.
  static var sample: ReadinessReport { report(SampleAssessment.assessment) }

  private let page = ReportPageFormat().render(report(SampleAssessment.assessment))
  private let hostile = ReportPageFormat().render(report(SampleAssessment.hostile))

  @Test("it needs nothing from anywhere: no address, no style or program but its own")
  func selfContained() throws {
    for page in [page, hostile] {
      let markup = page.replacing(/<script[^>]*>[\s\S]*?<\/script>/, with: "")
      #expect(markup.firstMatch(of: /\s(src|srcset|action)=/) == nil)
      #expect(markup.firstMatch(of: /\sstyle=|\son[a-z]+=/) == nil)
      let links = markup.matches(of: /href="([^"]*)"/).map { String($0.1) }
      #expect(links.allSatisfy { $0.hasPrefix("#") })
      #expect(page.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
      #expect(!page.contains("unsafe-inline"))
    }
  }

  @Test("the policy names the program and the style by the digest of what the page holds")
  func policy() throws {
    for element in ["style", "script"] {
      let text = try #require(
        page.matches(of: try Regex("<\(element)>([\\s\\S]*?)</\(element)>")).first?
          .output[1].substring
      )
      let digest = Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
      #expect(page.contains("\(element)-src &#39;sha256-\(digest)&#39;"))
    }
  }

  @Test("nothing from a repository is markup, hides, or turns the reading direction")
  func hostileText() {
    #expect(!hostile.contains("<script>alert"))
    let unsafe = hostile.unicodeScalars.filter { $0 != "\n" && $0 != "\t" && SafeText.isUnsafe($0) }
    #expect(unsafe.isEmpty)
    #expect(hostile.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
  }

  @Test("what the program reads is JSON, and nothing in it ends the element")
  func data() throws {
    let text = try #require(
      hostile.firstMatch(of: /id="data">([\s\S]*?)<\/script>/).map { String($0.1) }
    )
    #expect(!text.contains("<"))
    let tree = try JSONTree(parsing: text)
    #expect(tree["gaps"]?.items.isEmpty == false)
  }

  @Test("every link of the page leads somewhere, and no two places have one name")
  func anchors() {
    let names = page.matches(of: /\sid="([^"]*)"/).map { String($0.1) }
    #expect(Set(names).count == names.count)
    let links = page.matches(of: /href="#([^"]*)"/).map { String($0.1) }
    // Controls that only the plan of the sample knows have no place on the page.
    let plan = Set(SamplePlan.plan.unplanned.map(\.control.rawValue))
    for link in links where !plan.contains(link) {
      #expect(names.contains(link), "#\(link)")
    }
  }

  @Test("what fails comes first and is not folded away; what passes is")
  func order() throws {
    let failing = try #require(page.range(of: "<h3>Failing (1)</h3>"))
    let warning = try #require(page.range(of: "<h3>Warning (1)</h3>"))
    let passing = try #require(page.range(of: "<summary>Passing (1)</summary>"))
    #expect(failing.lowerBound < warning.lowerBound)
    #expect(warning.lowerBound < passing.lowerBound)
  }

  @Test("a risk that somebody accepted is shown with its end, and one that nobody did is not")
  func acceptedRisks() {
    #expect(page.contains("2 risks are listed"))
    #expect(page.contains("1 accepted"))
    #expect(page.contains("ended on 2020-02-01"))
    #expect(!page.contains("Nobody accepted this"))
  }

  @Test("no page promises more than readiness")
  func guardedWords() {
    let text = page.replacing(/<style>[\s\S]*?<\/style>/, with: "").lowercased()
    for word in ["certified", "compliant", "satisfied", "guarantee"] {
      #expect(!text.contains(word))
    }
  }

  @Test("the same report is the same page")
  func deterministic() {
    #expect(ReportPageFormat().render(Self.report(SampleAssessment.assessment)) == page)
  }
}
