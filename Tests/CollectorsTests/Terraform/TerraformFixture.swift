import Collectors
import Foundation
import ReadinessModel
import Testing

/// The Terraform configurations kept with the tests of the language.
enum TerraformFixture {
  private static let tests = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The folder of all configurations.
  static let configurations = tests.appending(
    path: "TerraformLanguageTests/Fixtures/configurations",
    directoryHint: .isDirectory
  )

  /// The folder of the facts recorded for them.
  static let recordings = tests.appending(
    path: "CollectorsTests/Fixtures/terraform",
    directoryHint: .isDirectory
  )

  /// Names of the configurations that declare resources.
  static let names: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: configurations.path)) ?? []
    return names.filter { name in
      let folder = configurations.appending(path: name)
      return ["provider.tf", "main.tf.json"].contains {
        FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
      }
    }.sorted()
  }()

  /// Collects the facts of a configuration.
  static func facts(_ name: String) throws -> InfrastructureFacts {
    let folder = configurations.appending(path: name, directoryHint: .isDirectory)
    var files: [String: [UInt8]] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where !path.hasSuffix("expected.json") {
      let url = folder.appending(path: path)
      guard (try? url.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true else {
        continue
      }
      files[path] = Array(try Data(contentsOf: url))
    }
    return try #require(TerraformCollector.collect(files))
  }

  /// Collects the facts of files written in a test.
  static func facts(_ files: [String: String]) throws -> InfrastructureFacts {
    try #require(TerraformCollector.collect(files.mapValues { Array($0.utf8) }))
  }

  /// Collects the facts of one file.
  static func facts(main text: String) throws -> InfrastructureFacts {
    try facts(["main.tf": text])
  }
}

extension InfrastructureFacts {
  /// The store at an address.
  func store(_ address: String) throws -> DataStore {
    try #require(dataStores.first { $0.address == address }, "no store \(address)")
  }

  /// The policy of an address.
  func policy(_ address: String, _ kind: String = "role") throws -> AccessPolicy {
    try #require(
      accessPolicies.first { $0.address == address && $0.principalKind == kind },
      "no policy \(address)"
    )
  }

  /// The alarm at an address.
  func alarm(_ address: String) throws -> Alarm {
    try #require(alarms.first { $0.address == address }, "no alarm \(address)")
  }
}
