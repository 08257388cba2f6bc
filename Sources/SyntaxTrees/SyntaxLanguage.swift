import CTreeSitter

/// A language whose grammar is built into the program.
package enum SyntaxLanguage: UInt32, Sendable, CaseIterable, Hashable {
  case typescript = 0
  case tsx = 1
  case javascript = 2
  case hcl = 3
  case dockerfile = 4
  case prisma = 5
}

/// The grammar's own numbers for the names of its nodes and fields.
///
/// A grammar may use several symbols with one name (aliases), so a name maps to a set.
package struct SyntaxVocabulary: Sendable {
  /// Node kinds by symbol number.
  package let kinds: [String]
  /// Field names by field number; the empty string stands for "no field".
  package let fields: [String]

  /// Reads the vocabulary of a language from its grammar.
  package init(_ language: SyntaxLanguage) {
    kinds = (0..<aw_symbol_count(language.rawValue)).map { symbol in
      guard let name = aw_symbol_name(language.rawValue, UInt16(symbol)) else { return "" }
      return String(cString: name)
    }
    let fieldCount = aw_field_count(language.rawValue)
    fields = (0...fieldCount).map { field in
      guard field > 0, let name = aw_field_name(language.rawValue, UInt16(field)) else { return "" }
      return String(cString: name)
    }
  }

  /// Finds every symbol that bears a name.
  package func symbols(named name: String) -> Set<UInt16> {
    Set(kinds.indices.filter { kinds[$0] == name }.map(UInt16.init))
  }

  /// Finds the number of a field, nil when the grammar has none of that name.
  package func field(named name: String) -> UInt16? {
    fields.firstIndex(of: name).map(UInt16.init)
  }

  /// The vocabularies of all languages, read once.
  package static func of(_ language: SyntaxLanguage) -> SyntaxVocabulary {
    switch language {
    case .typescript: typescript
    case .tsx: tsx
    case .javascript: javascript
    case .hcl: hcl
    case .dockerfile: dockerfile
    case .prisma: prisma
    }
  }

  private static let typescript = SyntaxVocabulary(.typescript)
  private static let tsx = SyntaxVocabulary(.tsx)
  private static let javascript = SyntaxVocabulary(.javascript)
  private static let hcl = SyntaxVocabulary(.hcl)
  private static let dockerfile = SyntaxVocabulary(.dockerfile)
  private static let prisma = SyntaxVocabulary(.prisma)
}
