import Catalog
import Checks
import ReadinessModel
import Testing

@Suite("Every check is a matter of security or of the readiness report, and of one only")
struct WeaknessTests {
  private let catalog: ReadinessCatalog

  init() throws { catalog = try BuiltInCatalog.load() }

  @Test("no check is forgotten, and none is on both sides")
  func sides() {
    let left = catalog.weaknesses.leftOut.flatMap(\.checks)
    #expect(Set(left).count == left.count)
    #expect(catalog.weaknesses.checks.isDisjoint(with: left))
    #expect(catalog.weaknesses.checks.union(left) == Set(CheckRunner.identifiers))
  }

  @Test("the lists are the published ones, and whatever is named stands in them")
  func lists() {
    let ids = catalog.weaknesses.classes.map(\.id)
    let top = (1...10).map { "A" + ($0 < 10 ? "0" : "") + "\($0):2021" }
    #expect(ids.filter { $0.hasSuffix(":2021") } == top)
    #expect(ids.filter { $0.hasSuffix(":2023") } == (1...10).map { "API\($0):2023" })
    for weakness in catalog.weaknesses.weaknesses {
      #expect(!weakness.owasp.isEmpty, "\(weakness.check)")
      for id in weakness.owasp { #expect(top.contains(id), "\(weakness.check)") }
      for id in weakness.api { #expect(id.hasPrefix("API") && ids.contains(id)) }
      for id in weakness.cwe { #expect(id.hasPrefix("CWE-") && ids.contains(id)) }
    }
    let named = Set(catalog.weaknesses.weaknesses.flatMap { $0.owasp + $0.api + $0.cwe })
    #expect(ids.filter { $0.hasPrefix("CWE-") && !named.contains($0) }.isEmpty)
  }

  @Test(
    "what is about access is named as people who look for weaknesses name it",
    arguments: [
      ("object-routes-check-ownership", "A01:2021", "API1:2023", "CWE-639"),
      ("routes-require-authorization", "A01:2021", "API5:2023", "CWE-862"),
      ("routes-require-authentication", "A07:2021", "API2:2023", "CWE-306"),
    ]
  )
  func access(check: String, owasp: String, api: String, cwe: String) throws {
    let weakness = try #require(
      catalog.weaknesses.weakness(of: CheckID(rawValue: check), aspect: nil)
    )
    #expect(weakness.owasp.first == owasp)
    #expect(weakness.api == [api])
    #expect(weakness.cwe == [cwe])
  }

  @Test("a part of a check's sentence is told apart, and one that is unknown is told as the whole")
  func aspects() throws {
    let index = catalog.weaknesses
    let lifetime = try #require(
      index.weakness(of: "tokens-are-verified-and-expire", aspect: "lifetime")
    )
    #expect(lifetime.cwe == ["CWE-613"])
    let other = try #require(index.weakness(of: "tokens-are-verified-and-expire", aspect: "new"))
    #expect(other.cwe == ["CWE-347"])
    #expect(index.weakness(of: "no-such-check", aspect: nil) == nil)
  }

  @Test("data that contradicts itself is named")
  func contradictions() {
    var catalog = catalog
    catalog.weaknesses.weaknesses[0].owasp = ["A11:2021"]
    catalog.weaknesses.weaknesses[1].many = "Several"
    catalog.weaknesses.leftOut[0].checks.append(catalog.weaknesses.weaknesses[0].check)
    let problems = catalog.problems().joined(separator: "\n")
    #expect(problems.contains("A11:2021"))
    #expect(problems.contains("does not count"))
    #expect(problems.contains("left out as none"))
  }
}
