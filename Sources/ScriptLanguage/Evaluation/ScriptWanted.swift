/// The texts that a test compares something with.
package struct ScriptWanted: Hashable, Sendable {
  /// The texts, sorted.
  package private(set) var texts: [String] = []
  /// Whether all of them must be there, and not one of them.
  package var isAll = false

  /// Creates a value from texts; of very many none are kept, for part of them would mislead.
  package init(_ texts: some Sequence<String> = [], isAll: Bool = false) {
    let all = Set(texts.lazy.filter { $0.utf8.count < 100 })
    self.texts = all.count > 32 ? [] : all.sorted()
    self.isAll = isAll
  }

  /// All of several.
  package static func union(_ parts: [ScriptWanted]) -> ScriptWanted {
    parts.reduce(ScriptWanted()) { $0.union($1) }
  }

  /// Both.
  func union(_ other: ScriptWanted) -> ScriptWanted {
    if texts.isEmpty { return other }
    if other.texts.isEmpty { return self }
    return ScriptWanted(texts + other.texts, isAll: isAll && other.isAll)
  }
}

extension ScriptValue {
  /// The texts that a test compares something with, as far as it is one.
  package var wanted: ScriptWanted {
    switch self {
    case .symbol(let symbol): symbol.wanted
    // `user.can('read')` and `roles.includes('admin')`.
    case .result(let result) where !result.isConstruction:
      ScriptWanted(result.arguments.flatMap(\.texts)).union(result.wanted)
    case .union(let values):
      values.reduce(ScriptWanted()) { $0.union($1.wanted) }
    default: ScriptWanted()
    }
  }

  /// The texts that the value is, or lists; numbers as they are written, for roles may be numbers.
  package var texts: [String] {
    switch self {
    case .list(let list): list.elements.prefix(64).compactMap(\.text)
    case .union(let values): values.compactMap(\.text)
    default: text.map { [$0] } ?? []
    }
  }

  private var text: String? {
    switch self {
    case .string(let text): text.isEmpty ? nil : text
    case .number(let number): number > 0 ? knownString : nil
    default: nil
    }
  }
}
