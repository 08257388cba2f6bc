import ReadinessModel

/// The deletion of subjects in one repository: its command, its tables.
struct ErasureProposal {
  private let project: FixProject
  private let personal: PersonalTables
  private let answers: FixAnswers

  init(_ project: FixProject, _ personal: PersonalTables, _ answers: FixAnswers) {
    self.project = project
    self.personal = personal
    self.answers = answers
  }

  func proposal() throws(FixObstacle) -> FixProposal {
    let covered = Set(
      (project.facts.application.value?.deletionPaths ?? []).filter { !$0.isSoft }
        .map { StoredSchema.plain($0.subject) }
    )
    let stores = Set(
      (project.facts.application.value?.auditTrails ?? []).compactMap(\.store)
        .map(StoredSchema.plain)
    )
    let open = personal.tables.subtracting(covered).subtracting(stores)
    guard !open.isEmpty else { return FixProposal() }
    let site = try JobSite(project, "The deletion of a subject")
    let accounting = try accounting(site.graph)
    let mark = site.access.library.mark(1)
    var plans: [ErasurePlan] = []
    for subject in subjects(site.graph, accounting) {
      plans.append(
        try ErasurePlan(
          subject,
          site.graph,
          fields: personal.fields,
          accounting: accounting,
          mark: mark
        )
      )
    }
    plans.removeAll { $0.steps.isEmpty }
    guard !plans.isEmpty else {
      throw FixObstacle(
        "The deletion of a subject",
        "no table with personal data has a key of one column",
        next: "Write a command that deletes each of them by hand."
      )
    }
    let file = site.path("erase")
    try site.requireFree([file], because: "it does not delete all that is kept of a person")
    let log = try site.log(answers)
    let command = try JobCommand("erase", starting: file, site)
    var edits = log.edits
    edits.append(.create(path: file, text: text(site, plans, accounting, command, log.path, file)))
    if let script = try command.edit(site) { edits.append(script) }
    let guess = graphGuess(site.graph)
    return FixProposal(
      changes: [
        FixChange(
          title: "Delete one person or customer by command"
            + " (\(plans.map(\.subject).joined(separator: ", ")))",
          reason: guess.isEmpty
            ? "Personal data can be deleted by hand only, and is forgotten somewhere."
            : "Personal data can be deleted by hand only; \(guess.joined(separator: ", "))"
              + " look like accounting records.",
          applicability: answers.settles(DeleteOneSubject.accounting)
            ? .safe : .needsDecision(DeleteOneSubject.accounting.id),
          edits: edits
        )
      ],
      followUps: followUps(site.graph, plans, command)
    )
  }

  // MARK: - Tables

  private func accounting(_ graph: RecordGraph) throws(FixObstacle) -> Set<String> {
    guard let answer = answers[DeleteOneSubject.accounting], answer.lowercased() != "none" else {
      return []
    }
    let names = answer.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
    for name in names where graph.tables[name] == nil {
      throw FixObstacle(
        "The decision \(DeleteOneSubject.accounting.id)",
        "there is no table \(name)",
        next:
          "Name tables as the migrations do: \(graph.tables.keys.sorted().joined(separator: ", "))."
      )
    }
    return Set(names)
  }

  /// Tables that by their names may hold accounting records; a hint for whoever decides.
  private func graphGuess(_ graph: RecordGraph) -> [String] {
    let words = ["invoice", "payment", "ledger", "receipt", "refund", "payout", "transaction"]
    return graph.tables.keys.filter { name in words.contains { name.lowercased().contains($0) } }
      .sorted()
  }

  /// Tables whose rows people or organisations are, and those above them that rows belong to.
  private func subjects(_ graph: RecordGraph, _ accounting: Set<String>) -> [String] {
    var result: Set<String> = []
    for table in graph.tables.keys where personal.tables.contains(StoredSchema.plain(table)) {
      guard graph.key(of: table) != nil else { continue }
      if !accounting.contains(table) { result.insert(table) }
      var above = [table]
      for _ in 0..<6 {
        above = above.flatMap { name in
          graph.references(from: name).filter { $0.isOwning && $0.isRequired }.map(\.target)
        }
        for name in above where graph.key(of: name) != nil && isTop(name, graph) {
          result.insert(name)
        }
      }
    }
    return result.sorted()
  }

  private func isTop(_ table: String, _ graph: RecordGraph) -> Bool {
    !graph.references(from: table).contains { $0.isOwning && $0.isRequired }
  }

  // MARK: - Text

  private func text(
    _ site: JobSite,
    _ plans: [ErasurePlan],
    _ accounting: Set<String>,
    _ command: JobCommand,
    _ log: String,
    _ file: String
  ) -> String {
    let kept =
      accounting.isEmpty
      ? "What has to stay loses all that tells of a person."
      : "Accounting records stay, and lose"
        + "\n// all that tells of a person, and so does what they refer to:"
        + " \(accounting.sorted().joined(separator: ", "))."
    let text = DisposalTemplate.erase.render([
      "logImport": site.importing(
        ["alone", "close", "digestOf", "inTransaction", "ranBy", "writeDeletionLog"],
        types: ["Transaction"],
        from: log,
        into: file
      ),
      "command": command.typed,
      "dashes": "-- ",
      "example": plans.first?.subject ?? "users",
      "kept": kept,
      "subjects": ErasureCode(graph: site.graph, mark: site.access.library.mark(1)).text(plans),
    ])
    return GeneratedScript.finish(text, path: file, site.style)
  }

  private func followUps(
    _ graph: RecordGraph,
    _ plans: [ErasurePlan],
    _ command: JobCommand
  ) -> [String] {
    var result = [
      "Run the migration; then a request is carried out by \(command.typed) -- \(plans[0].subject) ID"
        + " --request REFERENCE, and its certificate is signed with auditwright attest.",
      "Copies outside the database, in backups and with vendors, are not reached: backups end with their"
        + " retention, vendors have to be asked.",
    ]
    let names = ["storagekey", "objectkey", "s3key", "filepath", "filekey", "bucketkey"]
    let objects = graph.tables.values.sorted { $0.name < $1.name }.flatMap { table in
      table.columns.filter { column in
        names.contains(column.name.lowercased().filter { $0.isLetter || $0.isNumber })
      }.map { "\(table.name).\($0.name)" }
    }
    if !objects.isEmpty {
      result.append(
        "\(objects.joined(separator: ", ")) names objects in a store: delete them before their rows go."
      )
    }
    return result
  }
}
