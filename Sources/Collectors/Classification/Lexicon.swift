/// Names of fields and the categories of data they mean.
///
/// The categories are keys of the Fides taxonomy (fideslang 3.1, by Ethyca, CC BY 4.0,
/// https://github.com/ethyca/fideslang); the names are our own. A name is written as words in the
/// singular; `NameNormalisation` brings fields' names to that form. The meaning is taken from the
/// words a name ends in, so `customer_email` is an address and `email_template` is not.
package enum Lexicon {
  /// Every entry.
  package static let entries: [LexiconEntry] =
    PersonalNames.all + SensitiveNames.all + BehaviourNames.all

  /// The entries by name, those for a narrower subject first.
  static let index: [String: [LexiconEntry]] = {
    var index: [String: [LexiconEntry]] = [:]
    for entry in entries {
      for name in entry.names { index[name, default: []].append(entry) }
    }
    return index.mapValues { entries in
      entries.filter { $0.subject != .anything } + entries.filter { $0.subject == .anything }
    }
  }()

  /// Whether words are, as a whole, a name of the lexicon.
  static func isKnown(_ words: [String]) -> Bool {
    index[words.joined(separator: " ")] != nil
  }
}
