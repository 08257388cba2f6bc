import Collectors
import Foundation
import ReadinessModel
import Testing

@Suite("Field names of real schemas are classified as a person would")
struct LabelledFieldsTests {
  private struct Row {
    var record: String
    var field: String
    var type: String
    var label: String
  }

  @Test("precision and recall over the labelled sample")
  func agreement() throws {
    let rows = try rows()
    #expect(rows.count >= 300)
    var right = 0
    var wrongCategory: [String] = []
    var missing: [String] = []
    var noisy: [String] = []
    for row in rows {
      let found = FieldClassifier.classify(field: row.field, type: row.type, record: row.record)
      let name =
        found.sensitivity == .noneRecognised ? "none" : found.category ?? "confidential"
      if name == row.label {
        if name != "none" { right += 1 }
      } else if row.label == "none" {
        noisy.append("\(row.record).\(row.field) is \(name)")
      } else if name == "none" {
        missing.append("\(row.record).\(row.field) is no \(row.label)")
      } else {
        wrongCategory.append("\(row.record).\(row.field) is \(name), not \(row.label)")
      }
    }
    let told = Double(right + wrongCategory.count + noisy.count)
    let meant = Double(right + wrongCategory.count + missing.count)
    let precision = Double(right) / told
    let recall = Double(right) / meant
    print("fields \(rows.count), precision \(precision), recall \(recall)")
    let details = (noisy + missing + wrongCategory).joined(separator: "\n")
    #expect(precision >= 0.95, "\(details)")
    #expect(recall >= 0.95, "\(details)")
  }

  private func rows() throws -> [Row] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appending(path: "../Fixtures/classification/labelled-fields.txt")
    var short: [String: String] = [:]
    var rows: [Row] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      if line.hasPrefix("#!") {
        short[words[1]] = words[2]
      } else if !line.hasPrefix("#") {
        let place = try #require(words[0].firstIndex(of: "."))
        let parts = words[0][words[0].index(after: place)...].split(separator: ":")
        rows.append(
          Row(
            record: String(words[0][..<place]),
            field: String(parts[0]),
            type: parts.count > 1 ? String(parts[1]) : "String",
            label: short[words[1]] ?? words[1]
          )
        )
      }
    }
    return rows
  }
}
