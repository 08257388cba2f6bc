import ReadinessModel

/// Something known about the repository, in the words of a document, with the places that show it.
struct DocumentFact: Hashable, Sendable {
  /// The words, in Markdown.
  var text: String
  /// The same without marks of Markdown, for blocks of code.
  var plain: String
  /// Where it shows.
  var places: [SourceLocation]

  /// Creates a fact from words that are our own.
  init(_ text: String, at places: [SourceLocation] = []) {
    self.text = text
    plain = text
    self.places = places
  }

  /// Creates a fact from words of the repository, shown as code.
  init(code: String, at places: [SourceLocation] = []) {
    plain = SafeWords.line(code)
    text = SafeWords.code(code)
    self.places = places
  }

  /// Creates a fact from words of the repository, shown as they are.
  init(name: String, at places: [SourceLocation] = []) {
    plain = SafeWords.line(name)
    text = SafeWords.prose(name)
    self.places = places
  }
}

/// One entry of a list of facts: facts by the name of a column.
typealias FactRow = [String: DocumentFact]

/// Makes words of a repository harmless where they become part of a document.
///
/// A repository is not trusted: its names must neither break out of the line they are put on, nor
/// become links, comments, tags or marks to fill in.
enum SafeWords {
  static let longest = 120

  /// One line without control characters, shortened.
  static func line(_ text: String, limit: Int = longest) -> String {
    var made = ""
    var count = 0
    for character in text {
      guard count < limit else { return made + "…" }
      let isControl = character.unicodeScalars.contains { scalar in
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
          || (0x200B...0x200F).contains(scalar.value) || (0x202A...0x202E).contains(scalar.value)
          || (0x2066...0x2069).contains(scalar.value)
      }
      made += isControl ? " " : String(character)
      count += 1
    }
    return made
  }

  /// A code span that ends where it should, also in the cell of a table.
  static func code(_ text: String) -> String {
    let bare = line(text).replacing("`", with: "'").replacing("|", with: "¦")
      .replacing("[[", with: "[ [").replacing("{{", with: "{ {").replacing("<!--", with: "< !--")
    return bare.isEmpty ? "" : "`\(bare)`"
  }

  /// Words that mean nothing to Markdown.
  static func prose(_ text: String, limit: Int = longest) -> String {
    let characters = Array(line(text, limit: limit))
    var made = ""
    for (index, character) in characters.enumerated() {
      switch character {
      case "_":
        // Within a word an underscore means nothing.
        let isInner =
          index > 0 && index + 1 < characters.count
          && [characters[index - 1], characters[index + 1]].allSatisfy {
            $0.isLetter || $0.isNumber || $0 == "_"
          }
        made += isInner ? "_" : "\\_"
      case "\\", "`", "*", "[", "]", "#", "|", "~": made += "\\" + String(character)
      case "<": made += "&lt;"
      case ">": made += "&gt;"
      default: made.append(character)
      }
    }
    return made
  }
}
