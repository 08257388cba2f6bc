import Foundation
import Reports

/// Writes values as JSON, in the same order every time.
enum EncodedJSON {
  /// The text of a value, over several lines, with a line break at the end.
  static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return SafeText.json(String(decoding: try encoder.encode(value), as: UTF8.self)) + "\n"
  }
}
