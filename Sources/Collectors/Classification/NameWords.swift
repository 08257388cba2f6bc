/// A name taken apart into its words, in lower case.
///
/// `userID`, `user_id`, `user-id` and `UserIds` are all `user id`; digits are words of their own.
package struct NameWords: Hashable, Sendable {
  /// The words in order.
  package let words: [String]

  /// Takes a name apart.
  package init(_ name: String) {
    var words: [String] = []
    var word = ""
    let characters = Array(name.unicodeScalars.prefix(200))
    func kind(_ index: Int) -> Kind {
      characters.indices.contains(index) ? Kind(characters[index]) : .other
    }
    for (index, scalar) in characters.enumerated() {
      let current = kind(index)
      let previous = kind(index - 1)
      let begins =
        current != previous && !(previous == .upper && current == .lower)
        || current == .upper && previous == .upper && kind(index + 1) == .lower
      if begins, !word.isEmpty {
        words.append(word)
        word = ""
      }
      if current == .upper {
        word += scalar.properties.lowercaseMapping
      } else if current != .other {
        word.unicodeScalars.append(scalar)
      }
    }
    if !word.isEmpty { words.append(word) }
    self.words = words
  }

  private enum Kind {
    case lower
    case upper
    case digit
    case other

    init(_ scalar: Unicode.Scalar) {
      if scalar.isASCII {
        switch scalar {
        case "a"..."z": self = .lower
        case "A"..."Z": self = .upper
        case "0"..."9": self = .digit
        default: self = .other
        }
        return
      }
      if scalar.properties.isUppercase {
        self = .upper
      } else if scalar.properties.numericType == .decimal {
        self = .digit
      } else if scalar.properties.isAlphabetic {
        self = .lower
      } else {
        self = .other
      }
    }
  }
}
