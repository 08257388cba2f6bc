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
        keepsData: !facts.databaseUse.isEmpty || !stores.isEmpty,
        home: facts.applicationHome
      )
    }
  }

  static func evaluate(_ subject: Subject) -> [Finding] {
    guard !subject.entries.isEmpty else { return withoutSchedule(subject) }
    let judged = subject.entries.map { ($0, judge($0, subject)) }
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

  /// What carries out one entry's period, and what is wrong with it.
  private static func judge(
    _ entry: DataInventoryEntry,
    _ subject: Subject
  ) -> (items: [Finding], evidence: [SourceLocation]) {
    let wanted = entry.retentionDays ?? 0
    let name = normalisedSubject(
      entry.subject.split(separator: ".").first.map(String.init) ?? entry.subject
    )
    let jobs = subject.jobs.filter { normalisedSubject($0.target) == name }
    let stores = subject.expiring.filter { store in
      [store.name, store.address].compactMap { $0 }.contains { normalisedSubject($0) == name }
    }
    let drops = subject.drops.filter { normalisedSubject($0.table).hasPrefix(name) }
    let about = { (outcome: Outcome, message: String, place: SourceLocation) in
      finding(outcome, message, at: [place], resource: entry.subject, next: "Make the two agree.")
    }
    var items: [Finding] = []
    for job in jobs {
      let target = quoted(job.target)
      if let age = job.ageDays, age > wanted {
        items.append(
          about(
            .doesNotHold,
            "The job on \(target) deletes after \(age) days; the inventory says \(wanted)",
            job.location
          )
        )
      } else if job.ageDays == nil {
        items.append(
          about(.unconfirmed, "The job on \(target) deletes after an unknown time", job.location)
        )
      } else if job.schedule == nil {
        items.append(
          about(.unconfirmed, "Nothing was seen to start the job on \(target)", job.location)
        )
      }
    }
    for store in stores {
      guard let days = store.expiryDays.effective, days > wanted else { continue }
      items.append(
        about(
          .doesNotHold,
          "\(quoted(store.address)) keeps data \(days) days; the inventory says \(wanted)",
          store.expiryDays.location ?? store.location
        )
      )
    }
    let evidence = jobs.map(\.location) + stores.map(\.location) + drops.map(\.location)
    if evidence.isEmpty {
      items.append(
        finding(
          .doesNotHold,
          "Nothing deletes \(quoted(entry.subject)) after its \(counted(wanted, "day"))",
          at: [entry.location],
          resource: entry.subject,
          lookedFor: "a scheduled job that deletes, an expiry of a store, or a dropped partition",
          next: "Delete data past its period in a scheduled job."
        )
      )
    }
    return (items, evidence)
  }
}
