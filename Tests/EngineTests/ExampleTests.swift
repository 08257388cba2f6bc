import Engine
import Foundation
import ReadinessModel
import TestSupport
import Testing

@Suite("The example is assessed like any other repository")
struct ExampleTests {
  private let folder = ProjectFolder.root.appending(path: "Examples/acme")
  private let result: ScanResult

  init() throws {
    let engine = try ReadinessEngine(context: RunContext(today: "2026-11-23", jobs: 2))
    result = try engine.scan(.repository(path: folder.path(percentEncoded: false)))
  }

  @Test("it has 34 routes in 23 files")
  func routes() {
    let routes = result.facts.application.value?.routes ?? []
    #expect(routes.count == 34)
    #expect(Set(routes.map(\.location.file)).count == 23)
  }

  @Test("it stands where a start-up stands before anybody worked on it")
  func openingPosition() {
    let summary = result.assessment.summary
    #expect(summary.passing == 4)
    #expect(summary.total == 18)
    let scores = summary.categories.map { "\($0.category.rawValue) \($0.passing)/\($0.total)" }
    #expect(
      Set(scores) == [
        "security 2/8", "availability 1/4", "confidentiality 0/4", "change-management 1/2",
      ]
    )
    #expect(summary.effort.low.rounded() == 14)
    #expect(summary.effort.high.rounded() == 18)
    let passing = result.assessment.controls.filter { $0.design == .passing }.map(\.id.rawValue)
    #expect(passing == ["SEC-1", "SEC-5", "AVL-2", "CHG-1"])
    #expect(result.assessment.controls.first { $0.id == "SEC-4" }?.design == .warning)
  }

  @Test("every gap names a place that a reader can open")
  func places() throws {
    var lines: [String: Int] = [:]
    for bearing in result.assessment.findings {
      let finding = bearing.finding
      guard finding.outcome == .doesNotHold || finding.outcome == .unconfirmed else { continue }
      #expect(!finding.locations.isEmpty, "\(finding.check): \(finding.message)")
      for place in finding.locations {
        if lines[place.file] == nil { lines[place.file] = try count(place.file) }
        #expect(place.line >= 1 && place.line <= lines[place.file] ?? 0, "\(place)")
      }
    }
  }

  @Test("every control that does not pass says why and what it takes")
  func reasons() {
    for control in result.assessment.controls {
      #expect(!control.reason.isEmpty)
      let isWorkable = control.design == .failing || control.design == .warning
      #expect((control.effort.high > 0) == isWorkable, "\(control.id)")
      if isWorkable { #expect(!control.keyLocations.isEmpty, "\(control.id)") }
    }
  }

  private func count(_ file: String) throws -> Int {
    let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
    return text.split(separator: "\n", omittingEmptySubsequences: false).count
  }
}
