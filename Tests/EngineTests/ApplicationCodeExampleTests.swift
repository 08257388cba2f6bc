import Engine
import Fixers
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("Application code of the example is fixed, and what only people can say stays open")
struct ApplicationCodeExampleTests {
  @Test("Marks keep controls from passing until somebody fills them in")
  func marks() throws {
    let folder = try TemporaryFolder()
    let copy = URL(filePath: folder.path).appending(path: "acme")
    try FileManager.default.copyItem(
      at: ProjectFolder.root.appending(path: "Examples/acme"),
      to: copy
    )
    let path = copy.path(percentEncoded: false)
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 2))
    var options = FixOptions()
    options.answers = ["health-route-owner": "Platform team"]
    let applied = try engine.applyFix(
      to: path,
      options: options,
      fixers: ApplicationCodeVariantTests.fixers
    )
    #expect(applied.isApplied, "\(applied.problems)")

    let proposed = try engine.scan(.repository(path: path))
    let open = designs(of: proposed)
    #expect(open["CNF-1"] == .warning)
    #expect(open["CNF-2"] == .passing)
    #expect(open["CNF-3"] == .failing)
    let routes = proposed.facts.application.value?.routes ?? []
    #expect(routes.count == 35)
    let isOpen = routes.filter { $0.authentication.status == .declaredPublic }.map(\.path)
    #expect(isOpen == ["/healthz"])
    #expect(open["SEC-1"] == .passing)

    // What a person would write.
    let file = copy.appending(path: "data-inventory.yml")
    var text = try String(contentsOf: file, encoding: .utf8)
    text = text.replacing("<name of who answers for this inventory>", with: "Dana Reyes")
    text = text.replacing("<number of days to decide>", with: "730 days")
    try Data(text.utf8).write(to: file)
    #expect(designs(of: try engine.scan(.repository(path: path)))["CNF-1"] == .warning)
    text = text.replacing("<date of the last review>", with: "2026-11-20")
    try Data(text.utf8).write(to: file)
    let confirmed = try engine.scan(.repository(path: path))
    #expect(designs(of: confirmed)["CNF-1"] == .passing)
    #expect(confirmed.facts.documents.dataInventory?.owner == "Dana Reyes")
    let whole = confirmed.facts.documents.dataInventory?.entries.filter {
      !$0.subject.contains(".")
    }
    #expect(whole?.count == 14)
    #expect(whole?.allSatisfy { $0.retentionDays == 730 } == true)
  }

  private func designs(of result: ScanResult) -> [String: DesignStatus] {
    Dictionary(
      result.assessment.controls.map { ($0.id.rawValue, $0.design) },
      uniquingKeysWith: { first, _ in first }
    )
  }
}
