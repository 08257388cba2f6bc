/// Adds an event to those that start a workflow, in the notation that is there.
enum TriggerEdit {
  /// The edit; nil when the event is there, or when the notation cannot be added to.
  ///
  /// `block` is what the event is in a mapping; where events are listed by name only, a block of
  /// more than one line turns the list into a mapping.
  static func adding(_ event: String, block: [String], to text: WorkflowText) -> SourceEdit? {
    guard let entry = text.root.entry("on"), !entry.value.isSpecial,
      !entry.value.words.contains(event)
    else { return nil }
    let unit = text.unit
    switch entry.value.content {
    case .mapping(let entries):
      guard let last = entries.last else { return nil }
      return text.insert(text.indented(block, at: last.column), before: last.lines.upperBound)
    case .sequence(let items) where block.count == 1:
      guard let last = items.last else { return nil }
      let line = String(repeating: " ", count: last.column) + "- " + event
      return text.insert([line], before: last.lines.upperBound)
    case .list(let words) where block.count == 1:
      guard let last = words.last else { return nil }
      return .insert(path: text.path, at: last.range.upperBound, text: ", \(event)")
    case .scalar(let only) where block.count == 1:
      return .replace(path: text.path, range: entry.value.range, text: "[\(only), \(event)]")
    case .sequence, .list, .scalar:
      let names = entry.value.words
      guard !names.isEmpty else { return nil }
      let events = names.map { String(repeating: " ", count: unit) + $0 + ":" }
      let added = text.indented(block, at: unit)
      return text.replace(entry.lines, with: ["on:"] + events + added)
    case .block, .flow, .null: return nil
    }
  }
}
