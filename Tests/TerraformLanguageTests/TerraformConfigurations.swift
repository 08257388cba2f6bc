import Foundation
import Testing
import TerraformLanguage

/// One configuration of the fixtures: its files, and what Terraform said of it.
struct TerraformConfiguration: CustomTestStringConvertible {
  var name: String

  var testDescription: String { name }

  /// The folder of the fixtures.
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/configurations", directoryHint: .isDirectory)

  /// Every configuration, by name.
  static let all: [TerraformConfiguration] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map { TerraformConfiguration(name: $0) }
  }()

  var location: URL { Self.folder.appending(path: name, directoryHint: .isDirectory) }

  /// Where the plan is recorded.
  var recording: URL { location.appending(path: "plan.expected.json") }

  /// The files by path.
  func files() throws -> [String: [UInt8]] {
    var result: [String: [UInt8]] = [:]
    let paths = try FileManager.default.subpathsOfDirectory(atPath: location.path)
    for path in paths where path != "plan.expected.json" {
      let url = location.appending(path: path)
      guard (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true else {
        continue
      }
      result[path] = Array(try Data(contentsOf: url))
    }
    return result
  }
}
