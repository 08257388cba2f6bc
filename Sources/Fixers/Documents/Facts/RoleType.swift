import ReadinessModel

/// Finds roles that are declared as a type alone: `type Role = 'admin' | 'member';`.
///
/// A type leaves nothing in the program, so the facts do not have it; documents still name the roles.
enum RoleType {
  /// The first such type by path, nil when there is none.
  static func first(in project: FixProject) -> RoleDefinition? {
    for path in project.files.paths where path.hasSuffix(".ts") && !path.hasSuffix(".d.ts") {
      guard !path.contains("node_modules/"), let bytes = project.files.bytes(of: path),
        bytes.count < 200_000, ByteSearch.contains("type ", in: bytes)
      else { continue }
      for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        .enumerated()
      where line.count < 400 && mayDeclare(line) {
        guard let found = read(String(decoding: line, as: UTF8.self)) else { continue }
        let place = SourceLocation(file: path, line: index + 1)
        return RoleDefinition(name: found.name, members: found.members, location: place)
      }
    }
    return nil
  }

  /// Most lines are told apart by how they begin, before they are made a text of.
  private static func mayDeclare(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "type ".utf8) || line.starts(with: "export type ".utf8)
  }

  /// Reads one line; nil when it declares no type of roles as texts.
  static func read(_ line: String) -> (name: String, members: [String])? {
    var rest = line[...]
    if rest.hasPrefix("export ") { rest = rest.dropFirst(7) }
    guard rest.hasPrefix("type "), let equals = rest.firstIndex(of: "=") else { return nil }
    let name = rest[..<equals].dropFirst(5).filter { $0 != " " }
    guard name.lowercased().hasSuffix("role") || name.lowercased().hasSuffix("roles") else {
      return nil
    }
    let value = rest[rest.index(after: equals)...].filter { !" ;\r".contains($0) }
    let parts = value.split(separator: "|", omittingEmptySubsequences: true)
    let members = parts.compactMap { part -> String? in
      guard let quote = part.first, "'\"".contains(quote), part.last == quote, part.count > 2 else {
        return nil
      }
      return String(part.dropFirst().dropLast())
    }
    guard members.count == parts.count, (2...12).contains(members.count) else { return nil }
    return (String(name), members)
  }
}
