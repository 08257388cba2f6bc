/// Tells how a place in a shell script is quoted, so that a variable can stand there for a text.
struct ShellPlaces {
  /// How a place is quoted.
  enum Quoting: Hashable {
    /// Not at all: the variable needs quotes of its own.
    case bare
    /// Between double quotes, or in a here-document that is expanded.
    case expanded
    /// Between single quotes, which end before the variable and begin again after it.
    case literal
    /// In a here-document that is not expanded: no variable can stand there.
    case unexpandable
    /// In a comment.
    case comment
  }

  private enum Context {
    case code
    case double
    case single
    /// Between `$(` and `)`.
    case substitution
    /// Between backquotes.
    case backquotes
  }

  private let characters: [Character]
  private var quotings: [Quoting]

  /// Reads a script.
  init(_ script: String) {
    characters = Array(script)
    quotings = Array(repeating: .bare, count: characters.count + 1)
    read()
  }

  /// How the character at an index is quoted.
  func quoting(at index: Int) -> Quoting { quotings[min(index, quotings.count - 1)] }

  private mutating func read() {
    var stack: [Context] = [.code]
    var documents: [(word: String, isExpanded: Bool, trims: Bool)] = []
    var index = 0
    while index < characters.count {
      let character = characters[index]
      let context = stack.last ?? .code
      quotings[index] = quoting(of: context)
      switch context {
      case .single:
        if character == "'" { stack.removeLast() }
        index += 1
        continue
      case .double:
        if character == "\\" {
          if index + 1 < characters.count { quotings[index + 1] = .expanded }
          index += 2
          continue
        }
        if character == "\"" { stack.removeLast() }
      case .code, .substitution, .backquotes:
        if character == "\\" {
          index += 2
          continue
        }
        if character == "'" {
          stack.append(.single)
        } else if character == "\"" {
          stack.append(.double)
        } else if character == ")", context == .substitution {
          stack.removeLast()
        } else if character == "#", startsWord(index) {
          index = comment(from: index)
          continue
        } else if character == "<", let document = document(at: index) {
          documents.append((document.word, document.isExpanded, document.trims))
          index = document.end
          continue
        } else if character == "\n", !documents.isEmpty {
          index = body(of: documents, from: index + 1)
          documents = []
          continue
        }
      }
      if context != .single, character == "$", index + 1 < characters.count,
        characters[index + 1] == "("
      {
        stack.append(.substitution)
        quotings[index + 1] = .bare
        index += 2
        continue
      }
      if context != .single, character == "`" {
        if context == .backquotes { stack.removeLast() } else { stack.append(.backquotes) }
      }
      index += 1
    }
  }

  private func quoting(of context: Context) -> Quoting {
    switch context {
    case .code, .substitution, .backquotes: .bare
    case .double: .expanded
    case .single: .literal
    }
  }

  private func startsWord(_ index: Int) -> Bool {
    index == 0 || characters[index - 1].isWhitespace || ";&|(".contains(characters[index - 1])
  }

  private mutating func comment(from start: Int) -> Int {
    var index = start
    while index < characters.count, characters[index] != "\n" {
      quotings[index] = .comment
      index += 1
    }
    return index
  }

  /// The word that ends a here-document, and whether its text is expanded.
  private func document(at start: Int) -> (word: String, isExpanded: Bool, trims: Bool, end: Int)? {
    guard start + 1 < characters.count, characters[start + 1] == "<" else { return nil }
    var index = start + 2
    guard index < characters.count, characters[index] != "<" else { return nil }
    let trims = characters[index] == "-"
    if trims { index += 1 }
    while index < characters.count, characters[index] == " " { index += 1 }
    var word = ""
    var isExpanded = true
    while index < characters.count, !characters[index].isWhitespace,
      !";&|)<>".contains(characters[index])
    {
      if "'\"\\".contains(characters[index]) {
        isExpanded = false
      } else {
        word.append(characters[index])
      }
      index += 1
    }
    return word.isEmpty ? nil : (word, isExpanded, trims, index)
  }

  private mutating func body(
    of documents: [(word: String, isExpanded: Bool, trims: Bool)],
    from start: Int
  ) -> Int {
    var index = start
    for document in documents {
      while index < characters.count {
        var end = index
        while end < characters.count, characters[end] != "\n" { end += 1 }
        var line = String(characters[index..<end])
        if document.trims { line = String(line.drop { $0 == "\t" }) }
        for place in index..<end {
          quotings[place] = document.isExpanded ? .expanded : .unexpandable
        }
        index = min(end + 1, characters.count)
        if line == document.word { break }
      }
    }
    return index
  }
}
