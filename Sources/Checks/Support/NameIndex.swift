/// Things by the name of the model, table or store they are about.
///
/// Looking a name up costs the same however many things there are, so that work done for each
/// model stays in step with the size of a repository.
struct NameIndex<Item> {
  private var items: [String: [Item]] = [:]

  /// Files things under the names given for each, in a form in which spellings meet.
  init(_ all: [Item], names: (Item) -> [String]) {
    for item in all {
      for name in Set(names(item).map(normalisedSubject)) { items[name, default: []].append(item) }
    }
  }

  /// Things about a name that is already in the form in which spellings meet.
  subscript(name: String) -> [Item] { items[name] ?? [] }
}
