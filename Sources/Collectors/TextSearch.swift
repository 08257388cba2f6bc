extension String {
  /// Whether the text holds another; byte for byte, without any folding.
  ///
  /// The library's own search builds tables first, which costs more than these short texts are
  /// long.
  func holds(_ other: String) -> Bool {
    var text = self
    var wanted = other
    return text.withUTF8 { text in
      wanted.withUTF8 { wanted in
        guard let first = wanted.first else { return true }
        guard text.count >= wanted.count else { return false }
        var start = 0
        while start <= text.count - wanted.count {
          if text[start] == first {
            var index = 1
            while index < wanted.count, text[start + index] == wanted[index] { index += 1 }
            if index == wanted.count { return true }
          }
          start += 1
        }
        return false
      }
    }
  }

  /// Whether the text holds any of several others.
  func holds(anyOf others: [String]) -> Bool { others.contains { holds($0) } }
}
