import ReadinessModel

/// The purge of one repository: its job, its tables, its schedule.
struct PurgeProposal {
  private let project: FixProject
  private let entries: [DataInventoryEntry]
  private let jobs: [PurgeJob]
  private let answers: FixAnswers

  init(
    _ project: FixProject,
    _ entries: [DataInventoryEntry],
    _ jobs: [PurgeJob],
    _ answers: FixAnswers
  ) throws(FixObstacle) {
    self.project = project
    self.entries = entries
    self.jobs = jobs
    self.answers = answers
  }

  func proposal() throws(FixObstacle) -> FixProposal {
    let purged = Set(jobs.map { StoredSchema.plain($0.target) })
    let stores = Set(
      (project.facts.application.value?.auditTrails ?? []).compactMap(\.store)
        .map(StoredSchema.plain)
    )
    .union(["auditlog"])
    let open = entries.filter { entry in
      let name = entry.subject.split(separator: ".").first.map(String.init) ?? entry.subject
      return !purged.contains(StoredSchema.plain(name))
    }
    guard open.contains(where: { !stores.contains(StoredSchema.plain($0.subject)) }) else {
      return FixProposal()
    }
    let site = try JobSite(project, "The purge job")
    let plan = PurgePlan(
      site.graph,
      entries: open,
      models: project.facts.data.value?.models ?? [],
      skipping: stores,
      countedFrom: columns
    )
    guard !plan.policies.isEmpty else { return FixProposal(refusals: plan.refusals) }
    let file = site.path("purge")
    try site.requireFree(
      [file],
      because: "it does not delete all that the inventory gives a period"
    )
    let log = try site.log(answers)
    let command = try JobCommand("purge", starting: file, site)
    let schedule = try PurgeSchedule(site, command, answers)
    var edits = log.edits
    edits.append(.create(path: file, text: text(site, plan, command, log.path, file)))
    if let script = try command.edit(site) { edits.append(script) }
    edits += schedule.edits
    return FixProposal(
      changes: [
        FixChange(
          title: "Delete what is past its time every night"
            + " (\(plan.policies.count + plan.policies.flatMap(\.parts).count) tables)",
          reason: "The inventory gives periods, and nothing deletes anything.",
          applicability: .safe,
          edits: edits
        )
      ],
      refusals: plan.refusals,
      followUps: followUps(plan, command) + schedule.followUps
    )
  }

  /// What was decided of columns, by table.
  private var columns: [String: String] {
    let answer = answers[PurgeWhatIsPastItsTime.countedFrom] ?? ""
    var result: [String: String] = [:]
    for pair in answer.split(separator: ",") {
      let parts = pair.split(separator: "=").map { $0.filter { !$0.isWhitespace } }
      if parts.count == 2 { result[parts[0]] = parts[1] }
    }
    return result
  }

  private func text(
    _ site: JobSite,
    _ plan: PurgePlan,
    _ command: JobCommand,
    _ log: String,
    _ file: String
  ) -> String {
    let inventory = project.facts.documents.dataInventory?.location.file ?? "the data inventory"
    let text = DisposalTemplate.purge.render([
      "logImport": site.importing(
        ["alone", "close", "inTransaction", "ranBy", "writeDeletionLog"],
        types: ["Transaction"],
        from: log,
        into: file
      ),
      "command": command.typed,
      "dashes": "-- ",
      "inventory": inventory,
      "policies": PurgeCode(graph: site.graph, library: site.access.library).text(plan.policies),
    ])
    return GeneratedScript.finish(text, path: file, site.style)
  }

  private func followUps(_ plan: PurgePlan, _ command: JobCommand) -> [String] {
    let ages = plan.policies.map { policy in
      "\(policy.table) by \(policy.age.replacing("t.", with: ""))"
    }
    return [
      "Run the migration, then \(command.typed) -- --dry-run, and let the owner of the data look at the"
        + " numbers before the first night.",
      "Read from what each period counts: \(ages.joined(separator: ", ")).",
      "Rows that must stay are held in disposal.legal_holds, by a member of the role disposal_keeper.",
    ]
  }
}
