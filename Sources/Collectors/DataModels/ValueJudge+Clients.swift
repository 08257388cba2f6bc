/// What extensions of Prisma's client protect, against what the code does with it.
extension ValueJudge {
  /// Whether something named for encryption extends a client.
  var isExtendedForEncryption: Bool {
    files.contains { file, values in
      values.extensions.contains { name in
        switch judge(name, in: file, depth: 0) {
        case .ciphers: true
        case .unknown: name.lowercased().contains("encrypt")
        case .hollow: false
        }
      }
    }
  }

  /// Whether every client encrypts a field on its way into the database.
  func clientsProtect(_ field: String, of model: String) -> Bool {
    let uses = files.flatMap { file, values in values.clients.map { (file, $0) } }
    guard !uses.isEmpty else { return false }
    return uses.allSatisfy { file, use in
      guard !use.isRaw else { return false }
      guard let name = use.exportedName else { return protects(use, field, model, in: file) }
      return exportedClientProtects(use, name, field, model, in: file)
    }
  }

  /// A client that other files bring in: every use in each of them must lead to an extended one.
  private func exportedClientProtects(
    _ use: ClientUse,
    _ name: String,
    _ field: String,
    _ model: String,
    in file: String
  ) -> Bool {
    guard !files.contains(where: { $0.value.looseClients.contains(name) }) else { return false }
    var isExtended = false
    if !use.wrappers.isEmpty || !use.scopes.isEmpty {
      guard protects(use, field, model, in: file) else { return false }
      isExtended = true
    }
    for (place, values) in files {
      for imported in values.importedClients where imported.name == name {
        guard !imported.use.isRaw else { return false }
        guard !imported.use.wrappers.isEmpty || !imported.use.scopes.isEmpty else { continue }
        guard protects(imported.use, field, model, in: place) else { return false }
        isExtended = true
      }
    }
    return isExtended
  }

  private func protects(
    _ use: ClientUse,
    _ field: String,
    _ model: String,
    in file: String
  ) -> Bool {
    if covers(use.scopes, field, model, in: file) { return true }
    return use.wrappers.contains { name in
      definitions(of: name, in: file).contains { place, definition in
        reached(from: [definition], in: place).contains { inner in
          covers(inner.definition.scopes, field, model, in: inner.file)
        }
      }
    }
  }

  /// Whether extensions protect a field in every operation by which the code could write it.
  private func covers(
    _ scopes: [ClientScope],
    _ field: String,
    _ model: String,
    in file: String
  ) -> Bool {
    let protecting = scopes.filter { protects($0, field, model, in: file) }
    let operations = Set(protecting.map(\.operation))
    guard
      operations.contains("$allOperations")
        || operations.isSuperset(of: operationsNeeded(for: field, of: model))
    else { return false }
    return nestedWrites(of: field, in: model).allSatisfy { relation, parents in
      parents.allSatisfy { coversNested(scopes, relation, in: $0, field, model, file) }
    }
  }

  // MARK: - What is written

  /// Operations on one row are one line away; those on many are asked for where code calls them.
  private func operationsNeeded(for field: String, of model: String) -> Set<String> {
    var needed: Set<String> = ["create", "update", "upsert"]
    for write in writes where !write.isNested && write.mayWrite(field) {
      guard concerns(write, model) else { continue }
      if write.operation == "*" {
        needed.formUnion(StoredWrite.bulk)
      } else {
        needed.insert(write.operation)
      }
    }
    return needed
  }

  /// Whether a write may be one of a model's rows: it names the model, or nothing that is known.
  private func concerns(_ write: StoredWrite, _ model: String) -> Bool {
    if let target = write.target {
      if Self.isSame(target, model) { return true }
      if prismaModels.contains(where: { Self.isSame(target, $0) }) { return false }
    }
    // What the repository itself defines by the name is looked at where it is defined.
    return write.isOfClient || !defines(write.operation)
  }

  private func defines(_ name: String) -> Bool {
    byName[name] != nil
      || files.values.contains { $0.definitions.contains { $0.table[name] != nil } }
  }

  /// Relations by which rows of a model are written along with others, and the models that have them.
  private func nestedWrites(of field: String, in model: String) -> [(String, [String])] {
    var found: [String: [String]] = [:]
    for write in writes where write.isNested && write.mayWrite(field) {
      guard let name = write.target, let known = relations[name] else { continue }
      let parents = known.filter { $0.target == model }.map(\.parent)
      if !parents.isEmpty { found[name] = parents }
    }
    return found.map { ($0.key, $0.value) }
  }

  static func relations(
    of records: [StoredRecord]
  ) -> [String: [(parent: String, target: String)]] {
    let names = Set(records.map(\.name))
    var found: [String: [(parent: String, target: String)]] = [:]
    for record in records {
      for field in record.fields {
        let type = field.type.hasPrefix("relation ") ? field.type.dropFirst(9) : field.type[...]
        let target = String(type.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
        guard names.contains(target) else { continue }
        found[field.name, default: []].append((record.name, target))
      }
    }
    return found
  }

  // MARK: - What extensions do

  /// Whether an extension protects rows that are written along with a row of another model, which
  /// Prisma does not hand to the extension of their own.
  private func coversNested(
    _ scopes: [ClientScope],
    _ relation: String,
    in parent: String,
    _ field: String,
    _ model: String,
    _ file: String
  ) -> Bool {
    scopes.contains { scope in
      let isParents = Self.isSame(scope.model, parent)
      guard isParents || scope.model == "$allModels" else { return false }
      if isParents, let names = scope.assigned[field],
        names.contains(where: { isCipher($0, in: file, depth: 0) })
      {
        return true
      }
      let all = helpers(of: scope, in: file)
      guard isListed(field, of: model, in: all), ciphers(all) else { return false }
      return all.contains { $0.definition.callsItself }
        || all.contains { _, definition in
          definition.table.contains { Self.isSame($0.key, parent) && $0.value.contains(relation) }
        }
    }
  }

  private func protects(
    _ scope: ClientScope,
    _ field: String,
    _ model: String,
    in file: String
  ) -> Bool {
    let isOwn = Self.isSame(scope.model, model)
    guard isOwn || scope.model == "$allModels" else { return false }
    if let names = scope.assigned[field],
      names.contains(where: { isCipher($0, in: file, depth: 0) })
    {
      return true
    }
    // What to encrypt stands in a table that the function reads.
    let all = helpers(of: scope, in: file)
    return isListed(field, of: model, in: all) && ciphers(all)
  }

  private typealias Place = (file: String, definition: ValueDefinition)

  private func helpers(of scope: ClientScope, in file: String) -> [Place] {
    scope.mentions.flatMap { definitions(of: $0, in: file) }
      .flatMap { reached(from: [$0.definition], in: $0.file) }
  }

  private func isListed(_ field: String, of model: String, in all: [Place]) -> Bool {
    all.contains { _, definition in
      definition.table.contains { Self.isSame($0.key, model) && $0.value.contains(field) }
    }
  }

  private func ciphers(_ all: [Place]) -> Bool {
    all.contains { file, definition in
      !definition.isLeaky && definition.flows.contains { isCipher($0, in: file, depth: 0) }
        || definition.mentions.contains { $0.hasPrefix("createCipher") }
    }
  }

  private static func isSame(_ key: String, _ model: String) -> Bool {
    key == model || key == model.prefix(1).lowercased() + model.dropFirst()
  }
}
