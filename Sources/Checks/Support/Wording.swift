/// Writes a number with its noun, in the plural where it belongs.
func counted(_ number: Int, _ noun: String, plural: String? = nil) -> String {
  "\(number) \(number == 1 ? noun : plural ?? "\(noun)s")"
}

/// Writes names as a list a sentence can hold, at most `limit` of them.
func listed(_ names: [String], limit: Int = 4) -> String {
  let shown = names.prefix(limit).map { quoted($0) }
  let more = names.count - shown.count
  guard more == 0 else { return shown.joined(separator: ", ") + " and \(more) more" }
  guard let last = shown.last, shown.count > 1 else { return shown.first ?? "none" }
  return shown.dropLast().joined(separator: ", ") + " and " + last
}

/// Shortens a name taken from the repository, which may be of any length.
func quoted(_ name: String) -> String {
  name.count > 80 ? name.prefix(79) + "…" : name
}

/// Reduces a name to its letters and digits, so that spellings of one thing meet.
func normalised(_ name: String) -> String {
  String(name.lowercased().filter { $0.isLetter || $0.isNumber })
}

/// Reduces the name of a model or table to a form in which singular and plural meet.
func normalisedSubject(_ name: String) -> String {
  let last = name.split(separator: ".").last.map(String.init) ?? name
  let plain = normalised(last)
  if plain.hasSuffix("ies") { return plain.dropLast(3) + "y" }
  if plain.hasSuffix("sses") || plain.hasSuffix("xes") { return String(plain.dropLast(2)) }
  return plain.hasSuffix("s") && !plain.hasSuffix("ss") ? String(plain.dropLast()) : plain
}

/// Writes "All 3 routes", "Both routes" or "The one route".
func all(_ number: Int, _ noun: String, plural: String? = nil) -> String {
  switch number {
  case 1: "The one \(noun)"
  case 2: "Both \(plural ?? "\(noun)s")"
  default: "All \(counted(number, noun, plural: plural))"
  }
}

/// Picks the form of a verb that goes with a number.
func verb(_ number: Int, _ singular: String, _ plural: String) -> String {
  number == 1 ? singular : plural
}
