import Checks
import Foundation
import ReadinessModel
import Testing
import generate

@Suite("Checks say what their specifications say")
struct ChecksTests {
  @Test(
    "Each case of a specification gives the findings it lists",
    arguments: Spec.all()
  )
  func specification(_ id: CheckID) throws {
    let check = try #require(CheckRunner.all.first { $0.id == id })
    let spec = try Spec(check: id)
    #expect(spec.title == id.rawValue)
    var results: [[String]] = []
    for item in spec.cases {
      let findings = CheckRunner.findings(of: check, in: try item.repositoryFacts())
      results.append(findings.flatMap(\.specLines))
      #expect(!findings.isEmpty, "\(id), \(item.title): a check says at least one thing")
      if ProcessInfo.processInfo.environment["UPDATE_SPECS"] != "1" {
        #expect(findings.flatMap(\.specLines) == item.expected, "\(id), \(item.title)")
      }
    }
    if ProcessInfo.processInfo.environment["UPDATE_SPECS"] == "1" { try spec.accept(results) }
  }

  @Test(
    "A specification shows a check holding, failing and not seeing",
    arguments: Spec.all()
  )
  func coverage(_ id: CheckID) throws {
    let spec = try Spec(check: id)
    let outcomes = Set(
      spec.cases.flatMap(\.expected).filter { !$0.hasPrefix(" ") }
        .compactMap { $0.split(separator: ":").first.map(String.init) }
    )
    #expect(!outcomes.isDisjoint(with: ["not-observable", "unconfirmed"]), "\(id) always sees")
    #expect(outcomes.contains("holds"), "\(id) never holds")
    #expect(
      !outcomes.isDisjoint(with: ["does-not-hold", "needs-attestation"]),
      "\(id) never fails"
    )
  }

  @Test("Every specification has its check")
  func everySpecificationHasACheck() throws {
    let checks = Set(CheckRunner.identifiers)
    #expect(Spec.all().filter { !checks.contains($0) } == [])
  }

  @Test("Every check has its specification")
  func everyCheckHasASpecification() {
    let specifications = Set(Spec.all())
    #expect(CheckRunner.identifiers.filter { !specifications.contains($0) } == [])
  }

  @Test("Generated files are fresh")
  func generatedFilesAreFresh() throws {
    let files = GeneratedFiles(root: Spec.projectRoot)
    let stale = try files.stale()
    #expect(stale.isEmpty, "\(GeneratedFiles.complaint(about: stale))")
    #expect(try files.checks().map(\.id) == CheckRunner.identifiers.map(\.rawValue))
  }

  @Test("Every check is described, and its sentence ends as a sentence")
  func descriptions() throws {
    for check in CheckRunner.all {
      let description = try #require(CheckRunner.description(of: check.id))
      #expect(description.statement.hasSuffix("."))
      #expect(!description.whyItMatters.isEmpty && !description.cannotShow.isEmpty)
    }
  }

  @Test("Nothing known gives no pass")
  func nothingKnown() throws {
    let empty = try SpecDecoder.decode(RepositoryFacts.self, from: .map([]))
    #expect(CheckRunner.run(empty).filter { $0.outcome == .holds }.map(\.check) == [])
  }

  @Test("Nothing there gives no pass, save for what is false only by something there")
  func nothingThere() throws {
    let nothing = try SpecDecoder.decode(
      RepositoryFacts.self,
      from: SpecNode(yaml: "{application: {}, data: {}, infrastructure: {}, delivery: {}}")
    )
    let held = CheckRunner.run(nothing).filter { $0.outcome == .holds }.map(\.check)
    #expect(held == [])
  }
}
