import Foundation
package import ReadinessModel
import Reports

/// A fix as a file.
package enum FixFile {
  /// Writes a fix as JSON, the same text for the same fix.
  package static func text(_ report: FixReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return SafeText.json(String(decoding: try encoder.encode(report), as: UTF8.self)) + "\n"
  }
}
