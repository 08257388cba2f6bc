package import Foundation

/// The source file of one check, with what its doc comment says.
package struct CheckSource {
  /// Name of the type, which is the file's name.
  package let typeName: String
  /// Identifier of the check.
  package let id: String
  /// Name of the topic folder.
  package let topic: String
  /// The sentence an auditor answers true or false.
  package let statement: String
  /// Text under each heading.
  package let sections: [String: String]

  /// Headings every doc comment has, in order.
  package static let headings = [
    "Why it matters", "What is inspected", "What this cannot show",
  ]

  /// Reads a file; nil when it declares no check.
  package init?(file: URL) throws {
    let name = file.deletingPathExtension().lastPathComponent
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    let declarations = ["enum \(name): Check {", "package enum \(name): Check {"]
    guard let declaration = lines.firstIndex(where: { declarations.contains($0) }) else {
      if let line = lines.first(where: { $0.hasSuffix(": Check {") }) {
        throw GenerateError(
          file: file,
          problem: "declares `\(line)`, which the file is not named for"
        )
      }
      return nil
    }
    let comment = lines[..<declaration].reversed().prefix { $0.hasPrefix("///") }.reversed()
      .map { String($0.dropFirst(3)).trimmingCharacters(in: .whitespaces) }
    let parts = comment.split(whereSeparator: { $0.hasPrefix("## ") })
    let titles = comment.filter { $0.hasPrefix("## ") }.map { String($0.dropFirst(3)) }
    guard titles == Self.headings, parts.count == Self.headings.count + 1 else {
      throw GenerateError(
        file: file,
        problem: "its doc comment needs a sentence and text under the headings "
          + Self.headings.joined(separator: ", ")
      )
    }
    let texts = parts.map { Self.paragraphs($0) }
    typeName = name
    id = Self.kebabCase(name)
    topic = file.deletingLastPathComponent().lastPathComponent
    statement = texts[0]
    sections = Dictionary(uniqueKeysWithValues: zip(titles, texts.dropFirst()))
  }

  /// Joins the lines of each paragraph; paragraphs stay apart.
  private static func paragraphs(_ lines: ArraySlice<String>) -> String {
    lines.split(separator: "", omittingEmptySubsequences: true)
      .map { $0.joined(separator: " ") }
      .joined(separator: "\n\n")
  }

  /// Writes a type's name in kebab case, as the checks do themselves.
  ///
  /// The rule is repeated here because the generator must build when the checks do not; a test
  /// compares the two.
  private static func kebabCase(_ name: String) -> String {
    let characters = Array(name)
    var result = ""
    for (index, character) in characters.enumerated() {
      let followsLower = index > 0 && !characters[index - 1].isUppercase
      let precedesLower = index + 1 < characters.count && characters[index + 1].isLowercase
      if index > 0, character.isUppercase, followsLower || precedesLower { result += "-" }
      result += character.lowercased()
    }
    return result
  }
}

/// A source file the generator cannot use, and what to do about it.
package struct GenerateError: Error, CustomStringConvertible {
  let file: URL
  let problem: String

  /// The file and its problem.
  package var description: String { "\(file.path): \(problem)" }
}
