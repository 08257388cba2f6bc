import ReadinessModel

/// What is shown where a library offers no place between the application and its tables.
enum ShownEncryption {
  static func change(
    _ fields: [WantedField],
    _ project: FixProject,
    _ answers: FixAnswers
  ) -> FixChange {
    let names = fields.map(\.name)
    let mappers = Set(fields.map { ways[$0.model.mapper] ?? plain }).sorted()
    let folder = fields.first.map { ProjectPath.folder(of: $0.model.location.file) } ?? ""
    let text = FieldEncryptionCode.module(
      command: "a job that calls renewField for each row",
      importing: "",
      mapper: "",
      erasing: false,
      answers
    )
    return FixChange(
      title: "Encrypt \(names.joined(separator: ", ")) with functions such as these",
      reason: mappers.joined(separator: " ")
        + " A column that is looked for needs a keyed hash (HMAC-SHA-256) in a column beside it.",
      applicability: .displayOnly,
      edits: [
        .create(path: ProjectPath.join(folder, "field-encryption.ts"), text: text)
      ]
    )
  }

  private static let plain =
    "Nothing stands between the application and SQL here: call encryptField where the column is written"
    + " and decryptField where it is read, at each place."

  /// What each library offers, and why it is left to people.
  private static let ways = [
    "sequelize":
      "Sequelize's getters and setters are passed by where many rows are changed at once: call encryptField"
      + " in hooks for every way of writing, decryptField after each find.",
    "mongoose":
      "Mongoose's setters are there for writing, and its getters are passed by where plain objects are"
      + " asked for (lean): use both, and look at each such query.",
    "drizzle":
      "A customType of Drizzle with encryptField as toDriver and decryptField as fromDriver does it, for"
      + " columns that no query compares.",
    "mikro-orm":
      "A Type of MikroORM with encryptField in convertToDatabaseValue and decryptField in"
      + " convertToJSValue does it, for columns that no query compares.",
  ]
}
