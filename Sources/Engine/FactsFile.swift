import Foundation
package import ReadinessModel
import Reports

/// Facts as a file, so that a run can start where another one ended.
package enum FactsFile {
  private static let bytesAtMost = 1 << 30

  /// Reads the facts in a file.
  package static func read(_ path: String) throws -> RepositoryFacts {
    let data: Data
    do {
      data = try Data(contentsOf: URL(filePath: path))
    } catch {
      throw EngineFailure.unreadableFacts(path: path, reason: "the file cannot be opened")
    }
    guard data.count <= bytesAtMost else {
      throw EngineFailure.unreadableFacts(path: path, reason: "the file is larger than 1 GB")
    }
    let facts: RepositoryFacts
    do {
      facts = try LargeStack.run { try JSONDecoder().decode(RepositoryFacts.self, from: data) }
    } catch {
      throw EngineFailure.unreadableFacts(path: path, reason: "it does not hold facts (\(error))")
    }
    guard facts.schemaVersion == 1 else {
      throw EngineFailure.unreadableFacts(
        path: path,
        reason: "its shape has version \(facts.schemaVersion), and this program reads version 1"
      )
    }
    return facts
  }

  /// Writes facts as text, the same text for the same facts.
  package static func text(_ facts: RepositoryFacts) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return SafeText.json(String(decoding: try encoder.encode(facts), as: UTF8.self)) + "\n"
  }
}
