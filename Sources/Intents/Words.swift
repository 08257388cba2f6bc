/// The words of a request, with what phrases among them mean.
struct Words {
  /// Words a request may have; nobody asks for more in one breath.
  static let wordsAtMost = 300

  let words: [String]

  init(_ text: String) {
    var words: [String] = []
    var word = ""
    func end() {
      while let last = word.last, "./-'".contains(last) { word.removeLast() }
      while let first = word.first, "./-'".contains(first) { word.removeFirst() }
      if !word.isEmpty { words.append(word) }
      word = ""
    }
    for character in text.lowercased() {
      if character.isLetter || character.isNumber || "./-'_".contains(character) {
        word.append(character)
      } else if character == "’" {
        word.append("'")
      } else {
        end()
      }
    }
    end()
    // A hyphen inside of a word joins two that are often written apart.
    self.words = words.flatMap { word in
      word.contains("-") && word.allSatisfy { $0.isLetter || $0 == "-" }
        ? word.split(separator: "-").map(String.init) : [word]
    }
  }

  func has(_ phrases: String...) -> Bool { phrases.contains { place(of: $0) != nil } }

  func hasAny(_ phrases: [String]) -> Bool { phrases.contains { place(of: $0) != nil } }

  /// Where a phrase begins; its words may end in an s.
  func place(of phrase: String) -> Int? {
    let parts = phrase.split(separator: " ").map(String.init)
    guard !parts.isEmpty, parts.count <= words.count else { return nil }
    return (0...(words.count - parts.count)).first { start in
      zip(words[start...], parts).allSatisfy { word, part in word == part || word == part + "s" }
    }
  }

  /// The request without a phrase, wherever it stands.
  func without(_ phrases: [String]) -> Words {
    var rest = self
    for phrase in phrases {
      let count = phrase.split(separator: " ").count
      while let place = rest.place(of: phrase) {
        var words = rest.words
        words.removeSubrange(place..<(place + count))
        rest = Words(words: words)
      }
    }
    return rest
  }

  private init(words: [String]) { self.words = words }

  var first: String { words.first ?? "" }
}
