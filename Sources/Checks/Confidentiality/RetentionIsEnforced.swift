import ReadinessModel

/// Data past its time is deleted by something that runs.
///
/// ## Why it matters
/// A schedule that nothing carries out is a promise that is broken every day.
///
/// ## What is inspected
/// For each period of the data inventory: a job that deletes, an expiry of the store, or a dropped
/// partition, and whether its age fits the period.
///
/// ## What this cannot show
/// Whether the jobs ran, and copies in backups.
enum RetentionIsEnforced: Check {
  static let severity = Severity.medium
  static let affectedBySkipped: [SkippedKind] = [.data]

  /// The periods, and what carries them out.
  struct Subject: Codable, Hashable, Sendable {
    var entries: [DataInventoryEntry]
    var jobs: [PurgeJob]
    var expiring: [DataStore]
    var drops: [DatabaseStatement]
    /// Log groups that let go of what is old.
    var logGroups: [LogGroup]
    var keepsData: Bool
    var home: [SourceLocation]
  }

  static func subject(in facts: RepositoryFacts) -> Observation<Subject> {
    facts.application.map { application in
      let stores = facts.infrastructure.value?.dataStores ?? []
      return Subject(
        entries: facts.documents.dataInventory?.entries.filter { $0.retentionDays != nil } ?? [],
        jobs: application.purgeJobs,
        expiring: stores.filter { ($0.expiryDays.effective ?? 0) > 0 },
        drops: facts.data.value?.databaseGrants.filter { $0.kind == .dropTable } ?? [],
        logGroups: facts.infrastructure.value?.logGroups.filter {
          ($0.retentionDays.effective ?? 0) > 0
        } ?? [],
        keepsData: !facts.databaseUse.isEmpty || !stores.isEmpty,
        home: facts.applicationHome
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard !subject.entries.isEmpty else { return withoutSchedule(subject) }
    let means = Means(subject)
    let records = strictest(of: subject.entries.filter { !isAddress($0.subject) })
    let judged =
      records.map { ($0.entry, judge($0.entry, $0.name, means)) }
      + subject.entries.filter { isAddress($0.subject) }.map { ($0, judgeStore($0, subject)) }
    return eachItem(judged.flatMap(\.1.items)) {
      holds(
        "Something deletes \(listed(subject.entries.map(\.subject))) when the time is up",
        at: judged.flatMap(\.1.evidence)
      )
    }
  }

  private static func withoutSchedule(_ subject: Subject) -> [Finding] {
    let places = subject.jobs.map(\.location) + subject.expiring.map(\.location)
    guard places.isEmpty else {
      return [
        finding(
          .unconfirmed,
          "\(counted(places.count, "job or expiry", plural: "jobs and expiries"))"
            + " \(verb(places.count, "deletes", "delete")) data, but no schedule says what is wanted",
          at: places,
          lookedFor: "periods in a data inventory",
          next: "Write the period for each kind of data in the data inventory."
        )
      ]
    }
    guard subject.keepsData else {
      return cannotSee("No stored data was found that could be past its time", at: subject.home)
    }
    return absent(
      "Nothing deletes data when its time is up",
      belongs: subject.home,
      lookedFor: "a scheduled job that deletes, an expiry of a store, or a dropped partition",
      next: "Delete data past its period in a scheduled job."
    )
  }

  /// Whether an entry names a resource of infrastructure code, such as `aws_s3_bucket.files`, which is
  /// not the table of that name.
  private static func isAddress(_ subject: String) -> Bool {
    let parts = subject.split(separator: ".")
    guard parts.count >= 2, let type = parts.dropLast().last else { return false }
    return ["aws_", "google_", "azurerm_"].contains { type.hasPrefix($0) }
  }

  /// What carries out the period of a store or log group.
  private static func judgeStore(
    _ entry: DataInventoryEntry,
    _ subject: Subject
  ) -> (items: [Finding], evidence: [SourceLocation]) {
    let wanted = entry.retentionDays ?? 0
    let stores = subject.expiring.filter { $0.address == entry.subject }
    let groups = subject.logGroups.filter { $0.address == entry.subject }
    let late = groups.filter { ($0.retentionDays.effective ?? 0) > wanted }.map { group in
      finding(
        .doesNotHold,
        "\(quoted(group.address)) keeps logs \(group.retentionDays.effective ?? 0) days; the"
          + " inventory says \(wanted)",
        at: [group.retentionDays.location ?? group.location],
        resource: entry.subject,
        next: agree
      )
    }
    let evidence = stores.map(\.location) + groups.map(\.location)
    guard evidence.isEmpty else {
      return (late + stores.compactMap { item($0, for: entry, wanted) }, evidence)
    }
    let nothing = finding(
      .doesNotHold,
      "Nothing deletes what is in \(quoted(entry.subject)) after its \(counted(wanted, "day"))",
      at: [entry.location],
      resource: entry.subject,
      lookedFor: "an expiry of the store",
      next: "Let the store expire what is past its period."
    )
    return ([nothing], [])
  }

  /// The entry with the shortest period for each model or store.
  private static func strictest(
    of entries: [DataInventoryEntry]
  ) -> [(name: String, entry: DataInventoryEntry)] {
    let groups = Dictionary(grouping: entries) { entry in
      normalisedSubject(entry.subject.split(separator: ".").first.map(String.init) ?? entry.subject)
    }
    return groups.compactMap { name, entries in
      entries.min { ($0.retentionDays ?? 0, $0.location) < ($1.retentionDays ?? 0, $1.location) }
        .map { (name, $0) }
    }.sorted { ($0.entry.location, $0.name) < ($1.entry.location, $1.name) }
  }

  /// What carries out periods, by the name of what it deletes.
  private struct Means {
    let jobs: NameIndex<PurgeJob>
    let stores: NameIndex<DataStore>
    let drops: NameIndex<DatabaseStatement>

    init(_ subject: Subject) {
      jobs = NameIndex(subject.jobs) { [$0.target] }
      stores = NameIndex(subject.expiring) { [$0.address, $0.name ?? ""] }
      drops = NameIndex(subject.drops) { [$0.table, Self.parent(of: $0.table)] }
    }

    /// The table a partition named for its month belongs to, such as `events_y2026m01`.
    private static func parent(of table: String) -> String {
      let dated: Set<Character> = ["y", "q", "m", "w", "d", "p", "_", "-"]
      var name = Substring(table.lowercased())
      while let last = name.last, last.isNumber {
        name = name.prefix(name.count - name.reversed().prefix { $0.isNumber }.count)
        name = name.prefix(name.count - name.reversed().prefix { dated.contains($0) }.count)
      }
      return String(name)
    }
  }

  /// What carries out one entry's period, and what is wrong with it.
  private static func judge(
    _ entry: DataInventoryEntry,
    _ name: String,
    _ means: Means
  ) -> (items: [Finding], evidence: [SourceLocation]) {
    let wanted = entry.retentionDays ?? 0
    let (jobs, stores) = (means.jobs[name], means.stores[name])
    let evidence = jobs.map(\.location) + stores.map(\.location) + means.drops[name].map(\.location)
    guard evidence.isEmpty else {
      return (
        jobs.compactMap { item($0, for: entry, wanted) }
          + stores.compactMap { item($0, for: entry, wanted) },
        evidence
      )
    }
    let nothing = finding(
      .doesNotHold,
      "Nothing deletes \(quoted(entry.subject)) after its \(counted(wanted, "day"))",
      at: [entry.location],
      resource: entry.subject,
      lookedFor: "a scheduled job that deletes, an expiry of a store, or a dropped partition",
      next: "Delete data past its period in a scheduled job."
    )
    return ([nothing], [])
  }

  private static func item(
    _ job: PurgeJob,
    for entry: DataInventoryEntry,
    _ wanted: Int
  ) -> Finding? {
    let target = quoted(job.target)
    let about = { (outcome: Outcome, message: String) in
      finding(outcome, message, at: [job.location], resource: entry.subject, next: agree)
    }
    guard let age = job.ageDays else {
      return about(.unconfirmed, "The job on \(target) deletes after an unknown time")
    }
    guard age <= wanted else {
      return about(
        .doesNotHold,
        "The job on \(target) deletes after \(age) days; the inventory says \(wanted)"
      )
    }
    return job.schedule == nil
      ? about(.unconfirmed, "Nothing was seen to start the job on \(target)") : nil
  }

  private static func item(
    _ store: DataStore,
    for entry: DataInventoryEntry,
    _ wanted: Int
  ) -> Finding? {
    guard let days = store.expiryDays.effective, days > wanted else { return nil }
    return finding(
      .doesNotHold,
      "\(quoted(store.address)) keeps data \(days) days; the inventory says \(wanted)",
      at: [store.expiryDays.location ?? store.location],
      resource: entry.subject,
      next: agree
    )
  }

  private static let agree = "Make the period of the inventory and what carries it out agree."
}
