import Collectors
import Foundation
import ReadinessModel

/// Writes answers into the project's settings without disturbing what else is there.
enum DecisionKeeper {
  /// The settings with answers kept under `decisions`.
  static func keep(_ answers: [String: String], in bytes: [UInt8]?) throws -> [UInt8] {
    guard let bytes else {
      let text =
        "# Settings of Auditwright; 'auditwright init' in an empty folder explains all.\n"
        + "version: 1\n"
      return Array((text + block(answers, newline: "\n")).utf8)
    }
    let name = InitialConfiguration.fileName
    let file = RepositoryFile(path: name, bytes: bytes)
    let text = String(decoding: bytes, as: UTF8.self)
    let newline = text.contains("\r\n") ? "\r\n" : "\n"
    let root = try? YAMLReader.read(file)
    guard let entry = root?.entries.first(where: { $0.key == "decisions" }) else {
      let gap = text.isEmpty || text.hasSuffix("\n") ? "" : newline
      return bytes + Array((gap + newline + block(answers, newline: newline)).utf8)
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // What stands on one line with its key has no place for another line under it.
    guard let first = entry.value.entries.first, first.keyLocation.line > entry.keyLocation.line
    else {
      let inline = lines[entry.keyLocation.line - 1].drop { $0 != ":" }.dropFirst()
      guard entry.value.entries.isEmpty, isEmptyValue(inline) else {
        throw EngineFailure.configuration(
          file: name,
          line: entry.keyLocation.line,
          problem: "the decisions cannot be added to",
          next: "Write each decision on its own line under decisions:."
        )
      }
      let end = newline == "\r\n" ? "\r" : ""
      lines[entry.keyLocation.line - 1] = "decisions:" + comment(inline) + end
      let added = answers.sorted { $0.key < $1.key }.map { line($0, indent: "  ") + end }
      lines.insert(contentsOf: added, at: entry.keyLocation.line)
      return Array(lines.joined(separator: "\n").utf8)
    }
    let indent = String(lines[first.keyLocation.line - 1].prefix { $0 == " " })
    let end = newline == "\r\n" ? "\r" : ""
    var last = entry.keyLocation.line
    for old in entry.value.entries {
      last = max(last, old.keyLocation.line)
      guard let answer = answers[old.key] else { continue }
      let index = old.keyLocation.line - 1
      let kept = lines[index].drop { $0 != ":" }.dropFirst()
      lines[index] = line((old.key, answer), indent: indent) + comment(kept) + end
    }
    let known = Set(entry.value.entries.map(\.key))
    let added = answers.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }
    lines.insert(contentsOf: added.map { line($0, indent: indent) + end }, at: last)
    return Array(lines.joined(separator: "\n").utf8)
  }

  private static func block(_ answers: [String: String], newline: String) -> String {
    let head = "# What was decided for 'auditwright fix'; change an answer and run it again."
    let lines = answers.sorted { $0.key < $1.key }.map { line($0, indent: "  ") }
    return ([head, "decisions:"] + lines).joined(separator: newline) + newline
  }

  private static func line(_ answer: (key: String, value: String), indent: String) -> String {
    "\(indent)\(answer.key): \(scalar(answer.value))"
  }

  /// A scalar that reads back as the same text.
  private static func scalar(_ text: String) -> String {
    let plain = text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x2D
    }
    let words: Set<String> = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
    if plain, !text.isEmpty, !text.hasPrefix("-"), !words.contains(text.lowercased()) {
      return text
    }
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// The comment at the end of a line, with the space before it.
  private static func comment(_ rest: Substring) -> String {
    guard let mark = rest.range(of: " #") else { return "" }
    return "  " + rest[mark.lowerBound...].trimmingCharacters(in: .whitespaces)
  }

  private static func isEmptyValue(_ rest: Substring) -> Bool {
    let value = rest.range(of: " #").map { rest[..<$0.lowerBound] } ?? rest
    return ["", "{}", "~", "null"].contains(value.trimmingCharacters(in: .whitespacesAndNewlines))
  }
}
