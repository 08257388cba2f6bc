import Foundation

/// Edits as a model wrote them, in the one form that is accepted.
struct ProposedEdits: Codable, Hashable {
  /// One place that becomes another, or a new file.
  struct Edit: Codable, Hashable {
    /// Path relative to the root.
    var file: String
    /// The text that is there, exactly once; empty for a new file.
    var old: String
    /// The text that takes its place.
    var new: String
  }

  /// What the edits do, in the model's words.
  var summary: String
  /// The edits.
  var edits: [Edit]

  private static let editsAtMost = 12
  private static let filesAtMost = 5
  private static let bytesOfText = 12_000
  private static let bytesOfAnswer = 60_000
  private static let bytesOfSummary = 600

  /// Reads an answer: JSON with exactly the members that are asked for, or a fence around it.
  init(answer: String) throws(EngineFailure) {
    guard answer.utf8.count <= Self.bytesOfAnswer else {
      throw Self.unusable("the answer is too long")
    }
    let data = Data(Self.unfenced(answer).utf8)
    guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      Set(object.keys) == ["summary", "edits"], let list = object["edits"] as? [[String: Any]],
      list.allSatisfy({ Set($0.keys) == ["file", "old", "new"] }),
      let read = try? JSONDecoder().decode(ProposedEdits.self, from: data)
    else { throw Self.unusable("the answer is not in the form that was asked for") }
    self = read
    try check()
  }

  private static func unfenced(_ text: String) -> String {
    let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
    guard text.hasPrefix("```"), text.hasSuffix("```"), let first = text.firstIndex(of: "\n"),
      text.count > 6
    else { return text }
    return String(text[first...].dropLast(3))
  }

  /// Refuses what is beyond the bounds, wherever it comes from.
  func check() throws(EngineFailure) {
    guard !edits.isEmpty else { throw Self.unusable("the model proposes nothing") }
    guard edits.count <= Self.editsAtMost else {
      throw Self.unusable("it has \(edits.count) edits; at most \(Self.editsAtMost) are read")
    }
    guard Set(edits.map(\.file)).count <= Self.filesAtMost else {
      throw Self.unusable("it touches more than \(Self.filesAtMost) files")
    }
    guard summary.utf8.count <= Self.bytesOfSummary else {
      throw Self.unusable("its summary is too long")
    }
    for edit in edits {
      guard edit.old.utf8.count <= Self.bytesOfText, edit.new.utf8.count <= Self.bytesOfText else {
        throw Self.unusable("an edit of \(edit.file.prefix(200)) is too long")
      }
    }
  }

  static func unusable(_ problem: String) -> EngineFailure {
    .model(
      problem: "the model's proposal is refused: \(problem)",
      next: "Nothing was changed. Ask again, or make the change yourself."
    )
  }
}
