/// The rules of one ignore file, as git reads them.
///
/// Names without wildcard are looked up; only the other rules are tried one by one.
struct IgnoreRules: Sendable {
  private enum Matcher: Sendable {
    case name([UInt8])
    case suffix([UInt8])
    case namePattern(PathPatternProgram)
    case path(PathPatternProgram)
  }

  private struct Rule: Sendable {
    var isNegated: Bool
    var isForFolders: Bool
    var matcher: Matcher
  }

  private static let mostRules = 5_000

  private var rules: [Rule] = []
  private var names: [[UInt8]: Int] = [:]
  private var folderNames: [[UInt8]: Int] = [:]
  private var patterns: [Int] = []

  /// Number of bytes of the folder's path, with its slash, that rules do not see.
  let prefixLength: Int

  init(_ bytes: [UInt8], prefixLength: Int = 0) {
    self.prefixLength = prefixLength
    for line in bytes.split(separator: 0x0A) where rules.count < Self.mostRules {
      add(line.last == 0x0D ? line.dropLast() : line)
    }
  }

  init(patterns: [String]) {
    self.init(Array(patterns.joined(separator: "\n").utf8))
  }

  var isEmpty: Bool { rules.isEmpty }

  /// Says whether an entry is ignored, nil when no rule speaks of it; the last rule wins.
  func isIgnored(name: [UInt8], path: [UInt8], isFolder: Bool) -> Bool? {
    var best = names[name] ?? -1
    if isFolder, let index = folderNames[name], index > best { best = index }
    for index in patterns.reversed() {
      if index < best { break }
      if rules[index].isForFolders && !isFolder { continue }
      if matches(rules[index].matcher, name: name, path: path) {
        best = index
        break
      }
    }
    return best < 0 ? nil : !rules[best].isNegated
  }

  private func matches(_ matcher: Matcher, name: [UInt8], path: [UInt8]) -> Bool {
    switch matcher {
    case .name(let expected): name == expected
    case .suffix(let suffix):
      name.count >= suffix.count && name.suffix(suffix.count).elementsEqual(suffix)
    case .namePattern(let pattern): pattern.matches(bytes: name[...])
    case .path(let pattern): pattern.matches(bytes: path[min(prefixLength, path.count)...])
    }
  }

  private mutating func add(_ line: ArraySlice<UInt8>) {
    var line = trimmed(line)
    guard let first = line.first, first != UInt8(ascii: "#") else { return }
    let isNegated = first == UInt8(ascii: "!")
    if isNegated { line = line.dropFirst() }
    let isForFolders = line.last == UInt8(ascii: "/")
    if isForFolders { line = line.dropLast() }
    guard !line.isEmpty, let matcher = matcher(for: line) else { return }
    let index = rules.count
    rules.append(Rule(isNegated: isNegated, isForFolders: isForFolders, matcher: matcher))
    guard case .name(let name) = matcher else {
      patterns.append(index)
      return
    }
    if isForFolders { folderNames[name] = index } else { names[name] = index }
  }

  private func matcher(for line: ArraySlice<UInt8>) -> Matcher? {
    if line.contains(UInt8(ascii: "/")) {
      let relative = line.first == UInt8(ascii: "/") ? line.dropFirst() : line
      return PathPatternProgram(Array(relative)).map(Matcher.path)
    }
    let special = Array("*?[\\".utf8)
    if !line.contains(where: special.contains) { return .name(Array(line)) }
    let rest = line.dropFirst()
    if line.first == UInt8(ascii: "*"), !rest.contains(where: special.contains) {
      return .suffix(Array(rest))
    }
    return PathPatternProgram(Array(line)).map(Matcher.namePattern)
  }

  /// Drops trailing blanks that no backslash protects.
  private func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var line = line
    while let last = line.last, last == 0x20 || last == 0x09 {
      if line.dropLast().last == UInt8(ascii: "\\") { break }
      line = line.dropLast()
    }
    return line
  }
}
