/// A role of the database as SQL writes it.
enum SQLRole {
  /// The name, quoted where it is no plain one.
  static func written(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
    }
    if name == "CURRENT_USER" || (isPlain && name.first?.isNumber == false) { return name }
    return "\"\(name.replacing("\"", with: "\"\""))\""
  }
}
