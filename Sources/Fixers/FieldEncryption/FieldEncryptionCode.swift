import ReadinessModel

/// The files that encryption adds to a project, filled in for it.
struct FieldEncryptionCode {
  /// The file with the functions that encrypt.
  let module: String
  private let job: String
  private let command: JobCommand
  private let project: FixProject
  private let site: JobSite
  private let fields: [EncryptedField]
  private let answers: FixAnswers

  init(
    _ project: FixProject,
    _ site: JobSite,
    _ fields: [EncryptedField],
    _ answers: FixAnswers
  ) throws(FixObstacle) {
    self.project = project
    self.site = site
    self.fields = fields
    self.answers = answers
    module = PackageSources.file(
      named: "field-encryption.\(site.ending)",
      in: ["lib", "utils", "util", "common", "helpers"],
      under: ProjectPath.folder(of: site.folder),
      project
    )
    job = site.path("encrypt-fields")
    try site.requireFree([module, job], because: "these fields are not seen to be encrypted")
    command = try JobCommand("encrypt-fields", starting: job, site)
  }

  func files() throws(FixObstacle) -> [SourceEdit] {
    var edits: [SourceEdit] = [
      .create(path: module, text: GeneratedScript.finish(moduleText, path: module, site.style)),
      .create(path: job, text: GeneratedScript.finish(jobText, path: job, site.style)),
    ]
    let narrow = fields.filter { !$0.stored.isText }
    if !narrow.isEmpty {
      let habit = try MigrationHabit.next(
        project,
        package: site.package,
        site.sources,
        at: narrow.first?.wanted.field.location,
        named: ["encrypted", "fields"]
      )
      try site.requireFree([habit.path], because: "does not widen these columns")
      let sql = Self.text(
        PackageResources.field_encryption_migration_sql,
        ["statements": narrow.map(widening).joined(separator: "\n")]
      )
      let text = habit.text(
        sql,
        site.style,
        refusal: "What is encrypted would be cut off: these columns stay as wide as they are."
      )
      edits.append(.create(path: habit.path, text: text))
    }
    if let script = try command.edit(site) { edits.append(script) }
    return edits
  }

  /// What remains for people to do, in this order.
  var followUps: [String] {
    var steps = [
      "Make a key (openssl rand -base64 32), keep it where the other secrets are, and set"
        + " FIELD_ENCRYPTION_KEYS=<id>=<key>; whoever loses it loses the fields."
    ]
    if fields.contains(where: { !$0.stored.isText }) {
      steps.append("Run the migration before the new code is deployed.")
    }
    if answers[EncryptSensitiveFields.plaintext] == "refused" {
      steps.append("Run \(command.typed) before the application reads a row from before.")
    } else {
      steps.append(
        "Deploy with FIELD_ENCRYPTION_PLAINTEXT=accepted, run \(command.typed) until it ends with 0, and"
          + " take the setting away again."
      )
    }
    steps.append(
      "Backups from before hold the fields as they were, until they expire; SQL that is typed by hand"
        + " sees and writes what is stored."
    )
    if site.access.library == .typeorm {
      steps.append(
        "TypeORM takes an encrypted field for changed whenever it saves the row, since the same value"
          + " is encrypted otherwise each time: columns with the time of the last change move along."
      )
    }
    return steps
  }

  // MARK: - Texts

  static func text(_ bytes: [UInt8], _ values: [String: String] = [:]) -> String {
    TemplateText.render(String(decoding: bytes, as: UTF8.self), values)
  }

  private var moduleText: String {
    let isPrisma = fields.contains { $0.wanted.model.mapper == "prisma" }
    let mapper =
      isPrisma
      ? Self.text(
        PackageResources.field_encryption_prisma_ts,
        ["models": PrismaEncryption(project, site).table(of: fields)]
      ) : Self.text(PackageResources.field_encryption_typeorm_ts)
    return Self.module(
      command: command.typed,
      importing: isPrisma ? "import type { PrismaClient } from '@prisma/client';" : "",
      mapper: mapper,
      erasing: fields.contains(where: \.stored.isRequired),
      answers
    )
  }

  /// The module's text.
  static func module(
    command: String,
    importing: String,
    mapper: String,
    erasing: Bool,
    _ answers: FixAnswers
  ) -> String {
    let accepts = answers[EncryptSensitiveFields.plaintext] != "refused"
    let erased = """
        // What is left of a person who was deleted.
        if (stored === 'erased') {
          return stored;
        }
      """
    let plain = text(
      accepts
        ? PackageResources.field_encryption_plain_accepted_ts
        : PackageResources.field_encryption_plain_refused_ts,
      ["command": command, "erased": erasing ? erased : ""]
    )
    return text(
      PackageResources.field_encryption_ts,
      [
        "import": importing, "command": command, "plain": plain.trimmedEnd,
        "mapper": mapper.trimmedEnd,
      ]
    ).trimmedEnd + "\n"
  }

  private var jobText: String {
    let library = site.access.library
    return Self.text(
      PackageResources.field_encryption_job_ts,
      [
        "storeImport": site.store.importing(into: job, site.style),
        "module": ScriptEdits.importPath(from: job, to: module, site.style),
        "command": command.typed,
        "fields": fields.map { entry($0, library) }.joined(separator: "\n"),
        "transaction": String(
          library.transaction(site.store.name).replacing("export async", with: "async")
        ),
        "store": site.store.name,
        "closing": library.closing,
      ]
    )
  }

  private func entry(_ field: EncryptedField, _ library: DatabaseAccess.Library) -> String {
    let place = field.stored
    let table = StoredSchema.quoted(place.table)
    let column = StoredSchema.quoted(place.column)
    let key = StoredSchema.quoted(place.key)
    let kept = place.isRequired ? "\n        AND \(column) <> 'erased'" : ""
    return """
        {
          field: '\(field.wanted.name)',
          next: `
            SELECT \(key) AS key, \(column) AS value FROM \(table)
            WHERE \(column) IS NOT NULL AND NOT starts_with(\(column), \(library.mark(1)))\(kept)
              AND (\(cast(library.mark(2), place)) IS NULL OR \(key) > \(cast(library.mark(3), place)))
            ORDER BY \(key) LIMIT \(library.mark(4)) FOR UPDATE`,
          save: `UPDATE \(table) SET \(column) = \(library.mark(1)) WHERE \(key) = \(cast(library.mark(2), place))`,
        },
      """
  }

  /// A key that comes as text, as the type it has.
  private func cast(_ mark: String, _ place: StoredFields.Place) -> String {
    switch place.keyType {
    case "uuid": "\(mark)::text::uuid"
    case "bigint", "bigserial", "int8": "\(mark)::text::bigint"
    case "integer", "serial", "int", "int4", "smallint", "smallserial": "\(mark)::text::integer"
    default: "\(mark)::text"
    }
  }

  private func widening(_ field: EncryptedField) -> String {
    "ALTER TABLE \(StoredSchema.quoted(field.stored.table))"
      + " ALTER COLUMN \(StoredSchema.quoted(field.stored.column)) TYPE text;"
  }
}
