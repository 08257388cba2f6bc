import ScriptLanguage

/// Recognises calls that read or write stored data.
enum DataKnowledge {
  /// Notes what a call does to stored data, if anything.
  static func note(_ call: ScriptCall, scene: Scene, in evaluator: ScriptEvaluator) {
    guard let touch = touch(of: call) else {
      noteScope(call, scene: scene, in: evaluator)
      return
    }
    append(.data(touch), call.place, scene, evaluator)
    let names = [touch.model] + evaluator.activeFunctions.suffix(3).map(\.name)
    if touch.operation == "create", names.contains(where: AccessWords.isAudit) {
      append(
        .audit(names.first(where: AccessWords.isAudit) ?? touch.model),
        call.place,
        scene,
        evaluator
      )
    }
  }

  private static func append(
    _ action: Effect.Action,
    _ place: ScriptPlace,
    _ scene: Scene,
    _ evaluator: ScriptEvaluator
  ) {
    guard scene.effects.count < 2_000 else { return }
    scene.effects.append(
      Effect(
        action: action,
        place: place,
        conditions: evaluator.conditions,
        function: evaluator.activeFunctions.last?.name ?? ""
      )
    )
  }

  /// `.where(…)` of a query under construction names the rows.
  private static func noteScope(
    _ call: ScriptCall,
    scene: Scene,
    in evaluator: ScriptEvaluator
  ) {
    let method = call.method.lowercased()
    guard ["where", "andwhere", "equals", "eq", "match", "filter", "wherein"].contains(method)
    else {
      return
    }
    guard let receiver = call.receiver, case .result(let result) = receiver else { return }
    let isScoped = call.arguments.contains { $0.marks(depth: 5).contains(.identity) }
    guard isScoped else { return }
    let model = model(of: receiver)
    _ = result
    append(
      .data(DataTouch(model: model, operation: "read", isScoped: true)),
      call.place,
      scene,
      evaluator
    )
  }

  static func touch(of call: ScriptCall) -> DataTouch? {
    if let touch = sql(call) { return touch }
    guard let operation = verbs[call.method], let receiver = call.receiver else { return nil }
    guard isStore(receiver) else { return nil }
    let chosen = operation == "create" ? [] : call.arguments.prefix(1)
    var isScoped = chosen.contains { chooses($0) }
    if operation != "create", receiver.marks(depth: 1).contains(.identity), case .result = receiver
    {
      isScoped = true
    }
    let writes = operation == "create" || operation == "update"
    return DataTouch(
      model: model(of: receiver),
      operation: operation,
      isScoped: isScoped,
      isKeyed: chosen.contains { chooses($0, by: .request) },
      isCompanyWide: isScoped && chosen.allSatisfy { !namesPerson($0) },
      fields: writes ? writtenKeys(call.arguments) : [],
      isForTenant: operation == "create" && givesCompany(call.arguments)
    )
  }

  /// Whether the object that is created gets the caller's company, and from nowhere else.
  private static func givesCompany(_ arguments: [ScriptValue]) -> Bool {
    for argument in arguments {
      guard case .object(var object) = argument else { continue }
      if case .object(let data)? = object["data"] { object = data }
      let companies = object.names.filter(AccessWords.isCompany).compactMap { object[$0] }
      return !companies.isEmpty && companies.allSatisfy(SQLInsert.isOfCaller)
    }
    return false
  }

  /// Whether one of the keys that the caller's credentials are compared with is about a person.
  private static func namesPerson(_ argument: ScriptValue) -> Bool {
    guard case .object(let object) = argument else { return true }
    for name in pickers {
      if let picker = object[name] { return namesPerson(picker) }
    }
    return object.names.contains { name in
      guard let value = object[name], value.marks(depth: pickerDepth).contains(.identity) else {
        return false
      }
      return !AccessWords.isCompany(name)
    }
  }

  /// Whether the part of an argument that picks rows derives from the caller, or what they send.
  private static func chooses(_ argument: ScriptValue, by mark: ScriptMarks = .identity) -> Bool {
    guard case .object(let object) = argument else { return argument.marks().contains(mark) }
    for name in pickers {
      if let picker = object[name] { return picker.marks(depth: pickerDepth).contains(mark) }
    }
    if object["data"] != nil || object["include"] != nil || object["select"] != nil { return false }
    return argument.marks(depth: pickerDepth).contains(mark)
  }

  /// How deep conditions are nested: by relations, by alternatives, by operators and lists.
  private static let pickerDepth = 9

  private static let pickers = ["where", "filter", "query", "Key", "criteria"]

  private static let verbs: [String: String] = {
    var verbs: [String: String] = [:]
    let read = [
      "find", "findOne", "findAll", "findMany", "findById", "findByPk", "findUnique", "findFirst",
      "findAndCount", "findAndCountAll", "findBy", "findOneBy", "findOneOrFail", "findOneByOrFail",
      "findUniqueOrThrow", "findFirstOrThrow", "count", "aggregate", "groupBy", "getMany", "getOne",
      "getRawMany", "getRawOne", "getManyAndCount", "select", "first", "countDocuments", "distinct",
      "findOrFail", "paginate", "getItem", "scan", "toArray", "queryRaw", "$queryRaw", "exists",
      "execute", "executeTakeFirst", "selectFrom", "findByIds", "pluck",
    ]
    let create = [
      "create", "insert", "insertMany", "insertOne", "createMany", "bulkCreate", "save", "upsert",
      "persist", "persistAndFlush", "putItem", "insertInto", "findOrCreate", "bulkInsert",
    ]
    let update = [
      "update", "updateOne", "updateMany", "findOneAndUpdate", "findByIdAndUpdate", "increment",
      "decrement", "replaceOne", "updateTable", "updateItem", "patch", "bulkWrite",
    ]
    let delete = [
      "delete", "deleteOne", "deleteMany", "destroy", "remove", "findByIdAndDelete", "softDelete",
      "findOneAndDelete", "findByIdAndRemove", "findOneAndRemove", "truncate", "del", "deleteFrom",
      "softRemove", "deleteItem", "deleteById", "removeById",
    ]
    for name in read { verbs[name] = "read" }
    for name in create { verbs[name] = "create" }
    for name in update { verbs[name] = "update" }
    for name in delete { verbs[name] = "delete" }
    return verbs
  }()

  private static let storeModules: Set<String> = [
    "pg", "mysql", "mysql2", "mysql2/promise", "mongodb", "mongoose", "@prisma/client", "typeorm",
    "sequelize", "knex", "drizzle-orm", "kysely", "better-sqlite3", "sqlite3", "objection",
    "@mikro-orm/core", "postgres", "slonik", "@supabase/supabase-js", "nedb", "lowdb",
    "@nestjs/typeorm",
    "@aws-sdk/client-dynamodb", "@aws-sdk/lib-dynamodb", "firebase-admin", "waterline", "bookshelf",
    "sequelize-typescript", "@nestjs/mongoose", "@nestjs/sequelize", "mongoist", "monk", "mongojs",
  ]

  private static let storeWords = [
    "prisma", "repo", "repository", "model", "collection", "db", "dao", "knex", "pool", "em",
    "datasource", "trx",
    "sql", "entitymanager", "database", "connection", "store", "conn", "client", "tx", "orm",
    "mongo",
  ]

  /// Whether something looks like a place data is kept: by its library, or by its name.
  static func isStore(_ value: ScriptValue) -> Bool {
    switch value {
    case .external(let external): return storeModules.contains(external.module)
    case .result(let result):
      if isStore(result.callee) { return true }
      return result.receiver.map { isStore($0) } ?? false
    case .symbol(let symbol):
      let parts = symbol.name.lowercased().split(whereSeparator: { ".()[]".contains($0) })
      return parts.contains { part in
        storeWords.contains { part == $0 || part.hasSuffix($0) || part.hasPrefix("prisma") }
      }
    case .object(let object):
      return object.instanceOf.map { isStore(.classValue($0)) } ?? false
    case .classValue(let type): return type.lineage.last?.superclass.map { isStore($0) } ?? false
    case .union(let values): return values.contains { isStore($0) }
    default: return false
    }
  }

  /// Names the model or table something stands for.
  static func model(of value: ScriptValue) -> String {
    switch value {
    case .symbol(let symbol):
      let last = symbol.name.split(separator: ".").last.map(String.init) ?? symbol.name
      return trimmed(last)
    case .result(let result):
      if let name = result.arguments.first?.knownString, !name.contains(" ") { return name }
      if case .classValue(let type)? = result.arguments.first { return type.name }
      if let receiver = result.receiver { return model(of: receiver) }
      return trimmed(result.callee.displayName)
    case .classValue(let type): return trimmed(type.name)
    case .object(let object): return object.instanceOf.map { trimmed($0.name) } ?? "*"
    case .external(let external): return external.path.last ?? "*"
    case .union(let values): return values.first.map { model(of: $0) } ?? "*"
    default: return "*"
    }
  }

  private static func trimmed(_ name: String) -> String {
    for ending in ["Repository", "Repo", "Model", "Collection", "Dao", "DAO"]
    where name.hasSuffix(ending) && name.count > ending.count {
      return String(name.dropLast(ending.count))
    }
    return name
  }

  // MARK: SQL

  private static let separators = Set(" \t\r\n\u{0B}\u{0C}(),;\"`".utf8)

  /// Reads the statement of a call that takes SQL.
  private static func sql(_ call: ScriptCall) -> DataTouch? {
    guard let text = statementText(call.argument(0)), startsStatement(text) else { return nil }
    let words = text.utf8.split { separators.contains($0) }.map { String(Substring($0)) }
    guard let verb = words.first?.lowercased() else { return nil }
    let operation: String
    let keyword: String
    switch verb {
    case "select", "with": (operation, keyword) = ("read", "from")
    case "insert": (operation, keyword) = ("create", "into")
    case "update": (operation, keyword) = ("update", "update")
    case "delete": (operation, keyword) = ("delete", "from")
    default: return nil
    }
    let lower = words.map { $0.lowercased() }
    guard let at = lower.firstIndex(of: keyword), at + 1 < words.count else {
      // `SELECT 1` asks whether the database is there.
      return verb == "select"
        ? DataTouch(model: "*", operation: "read", isScoped: false, isProbe: true) : nil
    }
    let fields = writtenColumns(text, operation)
    guard operation != "create" else {
      let model = words[at + 1]
      return DataTouch(
        model: model,
        operation: operation,
        isScoped: false,
        fields: fields,
        isForTenant: SQLInsert.givesCompany(fields, text, call)
      )
    }
    let filters = SQLFilter.values(of: call, text)
    let own = filters.filter { $0.marks.contains(.identity) }
    return DataTouch(
      model: words[at + 1],
      operation: operation,
      isScoped: !own.isEmpty,
      isKeyed: filters.contains { $0.marks.contains(.request) && !$0.marks.contains(.identity) },
      isCompanyWide: !own.isEmpty && own.allSatisfy { AccessWords.isCompany($0.column) },
      fields: fields
    )
  }

  /// The columns an `INSERT` or `UPDATE` writes.
  private static func writtenColumns(_ text: String, _ operation: String) -> [String] {
    switch operation {
    case "create":
      guard let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")")
      else {
        return []
      }
      return text[text.index(after: open)..<close].split(separator: ",").map(bareName)
    case "update":
      let lower = text.lowercased()
      guard let start = lower.firstRange(of: " set ") else { return [] }
      let rest = lower[start.upperBound...]
      let end = rest.firstRange(of: " where ")?.lowerBound ?? rest.endIndex
      return rest[..<end].split(separator: ",").compactMap { part in
        part.split(separator: "=").first.map(bareName)
      }
    default: return []
    }
  }

  private static func bareName(_ text: Substring) -> String {
    String(text.filter { $0.isLetter || $0.isNumber || $0 == "_" })
  }

  /// The keys of the object that says what is written.
  private static func writtenKeys(_ arguments: [ScriptValue]) -> [String] {
    for argument in arguments {
      guard case .object(let object) = argument else { continue }
      if case .object(let data)? = object["data"] { return data.names }
      if object["where"] == nil { return object.names }
    }
    return []
  }

  /// Whether a text begins with a verb of SQL; cheap, because most strings do not.
  private static func startsStatement(_ text: String) -> Bool {
    let start = text.utf8.lazy.drop { $0 == 32 || $0 == 10 || $0 == 13 || $0 == 9 }.prefix(6)
    let word = String(decoding: Array(start), as: UTF8.self).lowercased()
    return ["select", "insert", "update", "delete"].contains(word) || word.hasPrefix("with ")
  }

  private static func statementText(_ value: ScriptValue) -> String? {
    switch value {
    case .string(let text): return text
    case .pattern(let pieces):
      return pieces.reduce(into: "") { text, piece in
        if case .text(let part) = piece { text += part } else { text += "?" }
      }
    case .object(let object): return object["text"].flatMap { statementText($0) }
    default: return nil
    }
  }
}
