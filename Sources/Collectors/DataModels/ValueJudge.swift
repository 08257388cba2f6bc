import ReadinessModel

/// Says whether what code does to a value makes it unreadable, from what the repository defines.
///
/// A name that the repository defines is judged by what it does, whatever it is called; one that comes
/// from elsewhere is judged by its name.
struct ValueJudge {
  /// What is known of a name.
  enum Verdict {
    /// It makes the value unreadable.
    case ciphers
    /// It is defined here, and does not.
    case hollow
    /// It is not defined here.
    case unknown
  }

  let files: [String: ScriptValues]
  let byName: [String: [(file: String, definition: ValueDefinition)]]
  private let stems: [String: [String]]
  /// Stems by their last part.
  private let leaves: [String: [String]]
  /// Names that an extension of a client could be about.
  private let named: Set<String>
  /// Writes that go past an extension which does not name them.
  let writes: [StoredWrite]
  /// Relations of Prisma's models, by name: the models that have one, and those they lead to.
  let relations: [String: [(parent: String, target: String)]]
  /// Names of Prisma's models.
  let prismaModels: [String]
  /// Whether clients of Prisma were seen.
  private let hasClients: Bool
  private var extendsForEncryption = false

  private static let deepest = 12
  private static let signs = [
    "encrypt", "createcipher", "cipher.", "seal", "secretbox", "bcrypt", "argon2", "scrypt",
    "pbkdf2", "hash", "hmac", "tokeniz", "tokenis", "pgp_sym", "kms",
  ]

  init(_ files: [FileDataModels]) {
    let known = files.filter { !$0.values.isEmpty || !$0.values.imports.isEmpty }
    self.files = Dictionary(
      known.map { ($0.file, $0.values) },
      uniquingKeysWith: { first, _ in first }
    )
    var byName: [String: [(file: String, definition: ValueDefinition)]] = [:]
    var stems: [String: [String]] = [:]
    for file in known {
      stems[Self.stem(file.file), default: []].append(file.file)
      for definition in file.values.definitions {
        byName[definition.name, default: []].append((file.file, definition))
      }
    }
    self.byName = byName
    self.stems = stems
    leaves = Dictionary(grouping: stems.keys.sorted()) { stem in
      stem.split(separator: "/").last.map(String.init) ?? stem
    }
    named = Set(
      known.flatMap { file in
        file.values.definitions.flatMap { $0.table.values.flatMap(\.self) }
          + (file.values.definitions.flatMap(\.scopes) + file.values.clients.flatMap(\.scopes))
          .flatMap(\.assigned.keys)
      }
    )
    writes = Array(Set(known.flatMap(\.values.writes)))
    let prisma = files.flatMap(\.records).filter { $0.mapper == "prisma" }
    prismaModels = prisma.map(\.name)
    relations = Self.relations(of: prisma)
    hasClients = known.contains { !$0.values.clients.isEmpty }
    extendsForEncryption = isExtendedForEncryption
  }

  // MARK: - Fields

  /// The text of a field's code as far as it speaks of protection that is really there; nil where it
  /// names one that does nothing.
  private func text(of code: FieldCode, in file: String) -> String? {
    if let write = code.write {
      let text = code.tokens.joined()
      guard judge(write, in: file, depth: 0) == .ciphers else { return nil }
      let isNamed = FieldProtection.find(in: [LowerText(text)], type: "") != nil
      return isNamed ? text : text + " encrypt"
    }
    var text = ""
    for (index, token) in code.tokens.enumerated() {
      let isKey = index + 1 < code.tokens.count && code.tokens[index + 1] == ":"
      let isMember = index > 0 && code.tokens[index - 1] == "."
      guard !isKey, !isMember, token.first?.isLetter == true || token.first == "_" else {
        text += token
        continue
      }
      switch judge(token, in: file, depth: 0) {
      case .hollow:
        // Only what sounds like protection misleads; a constant of the file does not.
        if Self.isNamedForProtection(token) { return nil }
        text += "_"
      case .ciphers: text += token + " encrypt "
      case .unknown: text += token
      }
    }
    return text
  }

  /// The type of a field as far as it speaks of protection that is really there.
  private func type(_ type: String, in file: String) -> String? {
    let name = String(type.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
    switch judge(name, in: file, depth: 0) {
    case .hollow: return Self.isNamedForProtection(name) ? nil : ""
    case .ciphers: return type + " encrypt"
    case .unknown: return type
    }
  }

  /// What speaks of protection of a field: its code, its type and what is remarked on it.
  func protection(of field: StoredRecord.Field, in record: StoredRecord) -> [String] {
    let file = field.location.file
    var texts: [String] = []
    for code in field.code {
      guard let text = text(of: code, in: file) else { return [] }
      texts.append(text)
    }
    guard let type = type(field.type, in: file) else { return [] }
    texts.append(type)
    // `@encrypted` tells an extension what to do; without one nothing does it.
    let isBelieved = record.mapper != "prisma" || !hasClients || extendsForEncryption
    if isBelieved { texts += field.remarks }
    if record.mapper == "prisma", named.contains(field.name),
      clientsProtect(field.name, of: record.name)
    {
      texts.append("encrypted")
    }
    return texts
  }

  // MARK: - Reaching

  /// Definitions, and those that they name, over files.
  func reached(
    from start: [ValueDefinition],
    in file: String
  ) -> [(file: String, definition: ValueDefinition)] {
    var found: [(file: String, definition: ValueDefinition)] = []
    var seen: Set<String> = []
    var waiting = start.map { (file: file, definition: $0) }
    while let next = waiting.popLast(), found.count < 300 {
      guard seen.insert(next.file + "#" + next.definition.name).inserted else { continue }
      found.append(next)
      for name in next.definition.mentions { waiting += definitions(of: name, in: next.file) }
    }
    return found
  }

  // MARK: - Names

  func isCipher(_ name: String, in file: String, depth: Int) -> Bool {
    switch judge(name, in: file, depth: depth) {
    case .ciphers: true
    case .hollow: false
    case .unknown: Self.isNamedForProtection(name)
    }
  }

  static func isNamedForProtection(_ name: String) -> Bool {
    let last = name.split(separator: ".").last.map(String.init) ?? name
    let lower = last.lowercased()
    guard !lower.hasPrefix("decrypt"), !lower.hasPrefix("un"), !lower.hasPrefix("verify") else {
      return false
    }
    return signs.contains(where: lower.contains)
  }

  /// Judges a name as a file knows it.
  func judge(_ name: String, in file: String, depth: Int) -> Verdict {
    guard depth < Self.deepest, !name.isEmpty else { return .unknown }
    let found = definitions(of: name, in: file)
    guard !found.isEmpty else {
      // What a file of the repository is said to define, and does not, is no protection.
      guard let imported = files[file]?.imports[Self.base(of: name)] else { return .unknown }
      return imported.module.hasPrefix(".") ? .hollow : .unknown
    }
    let verdicts = found.map { judge($0.definition, in: $0.file, depth: depth + 1) }
    if verdicts.allSatisfy({ $0 == .ciphers }) { return .ciphers }
    return verdicts.contains(.hollow) ? .hollow : .unknown
  }

  private func judge(_ definition: ValueDefinition, in file: String, depth: Int) -> Verdict {
    guard !definition.isLeaky else { return .hollow }
    let flows = definition.flows.filter { $0 != definition.name }
    return flows.contains { isCipher($0, in: file, depth: depth) } ? .ciphers : .hollow
  }

  private static func base(of name: String) -> String {
    String(name.prefix { $0 != "." && $0 != "(" })
  }

  /// What a name stands for in a file.
  func definitions(
    of name: String,
    in file: String
  ) -> [(file: String, definition: ValueDefinition)] {
    let base = Self.base(of: name)
    let last = name.split(separator: ".").last.map(String.init) ?? name
    let values = files[file]
    if base == name {
      let own = values?.definitions.filter { $0.name == name && !$0.isMethod } ?? []
      if !own.isEmpty { return own.map { (file, $0) } }
    }
    if let imported = values?.imports[base] {
      let wanted = imported.name == "*" || base != name ? last : imported.name
      let targets = self.targets(of: imported.module, from: file)
      guard let targets else { return [] }
      let exported = imported.name == "*" && base == name ? "default" : wanted
      let there = (byName[exported] ?? []).filter { targets.contains($0.file) }
      if !there.isEmpty { return there }
      return byName[exported] ?? []
    }
    guard base != name, values?.definitions.contains(where: { $0.name == base }) != true else {
      return base == name
        ? [] : (values?.definitions ?? []).filter { $0.name == last }.map { (file, $0) }
    }
    // A method of something: whatever in the repository has one by that name.
    return (byName[last] ?? []).filter { $0.definition.isMethod }
  }

  /// The files that a module may be; nil for what lies outside the repository.
  func targets(of module: String, from file: String) -> Set<String>? {
    if module.hasPrefix(".") {
      var parts = file.split(separator: "/").dropLast().map(String.init)
      for part in module.split(separator: "/") where part != "." {
        if part == ".." { _ = parts.popLast() } else { parts.append(String(part)) }
      }
      let path = parts.joined(separator: "/")
      return Set(
        (stems[Self.stem(path)] ?? []) + (stems[path + "/index"] ?? []) + (stems[path] ?? [])
      )
    }
    // `@/lib/x`, `~/lib/x` and `src/lib/x` are ways to write files of the repository.
    let parts = module.split(separator: "/")
    guard parts.count > 1, ["@", "~", "src", "app", "#"].contains(parts[0]) else { return nil }
    let tail = Self.stem(parts.dropFirst().joined(separator: "/"))
    let leaf = tail.split(separator: "/").last.map(String.init) ?? tail
    let candidates = (leaves[leaf] ?? []) + (leaves["index"] ?? [])
    return Set(
      candidates.filter { stem in
        [tail, tail + "/index"].contains { stem == $0 || stem.hasSuffix("/" + $0) }
      }.flatMap { stems[$0] ?? [] }
    )
  }

  static func stem(_ path: String) -> String {
    for ending in [".ts", ".mts", ".cts", ".tsx", ".js", ".mjs", ".cjs", ".jsx"]
    where path.hasSuffix(ending) {
      return String(path.dropLast(ending.count))
    }
    return path
  }
}
