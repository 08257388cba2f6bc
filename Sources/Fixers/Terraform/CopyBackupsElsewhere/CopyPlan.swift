import ReadinessModel
import TerraformLanguage

/// What copies the backups of a project's databases to another region.
struct CopyPlan {
  private let project: TerraformProject
  private let region: String?
  private let days: String
  private(set) var proposal = FixProposal()

  init(_ project: TerraformProject, region: String?, days: String) {
    self.project = project
    self.region = region
    self.days = days
  }

  /// Databases of which no copy is known to leave the region, by the block they are written in.
  private var open: [PlacedBlock] {
    let plans = project.facts.backupPlans.filter { $0.copiesElsewhere.effective == true }
    var places: Set<SourceLocation> = []
    for store in project.facts.dataStores {
      guard
        [.relationalDatabase, .documentDatabase, .keyValueStore, .warehouse].contains(store.kind),
        store.copiedToOtherRegion.effective != true,
        store.copiedToOtherRegion.unknownReason == nil
      else { continue }
      let isCovered = plans.contains { plan in
        plan.covers.contains {
          $0 == "*" || $0 == store.address || $0.hasPrefix(store.address + ".")
        }
      }
      if !isCovered { places.insert(store.location) }
    }
    return places.sorted().compactMap { project.block(at: $0) }
  }

  /// Adds one plan for each root configuration.
  mutating func copyEverything() {
    var byFolder: [String: [PlacedBlock]] = [:]
    for place in open {
      guard Self.supported.contains(place.type) else {
        refuse(place, "AWS Backup copies no store of this type between regions")
        continue
      }
      guard project.root(place.folder) != nil, project.callers(of: place.folder).isEmpty else {
        refuse(place, "it is inside a module, and a copy needs a provider of the root's")
        continue
      }
      byFolder[place.folder, default: []].append(place)
    }
    for (folder, places) in byFolder.sorted(by: { $0.key < $1.key }) { copy(places, in: folder) }
  }

  private static let supported: Set<String> = [
    "aws_db_instance", "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster",
    "aws_dynamodb_table",
  ]

  private mutating func refuse(_ place: PlacedBlock, _ reason: String, next: String? = nil) {
    proposal.refusals.append(
      FixRefusal(
        subject: "copies of \(place.reference)",
        reason: reason,
        location: place.location,
        next: next
          ?? "Add a plan of AWS Backup with a copy action where the module is called, and name the"
          + " database in its selection."
      )
    )
  }

  private mutating func copy(_ places: [PlacedBlock], in folder: String) {
    guard let first = places.first else { return }
    let home = project.region(of: folder)
    if let home, home == region {
      refuse(first, "\(home) is the region the database is in", next: "Name another region.")
      return
    }
    let taken = ["backups", "backup_copies"].contains { name in
      project.resources("aws_kms_key", in: folder).contains { $0.name == name }
    }
    let hasPlan = project.resources("aws_backup_plan", in: folder).contains {
      $0.name == "databases"
    }
    guard !taken, !hasPlan else {
      refuse(
        first,
        "a plan of AWS Backup is there, and does not name it or copies nothing",
        next: "Name the database in the plan's selection, and give its rule a copy action."
      )
      return
    }
    let target = region ?? "another-region"
    var edits: [SourceEdit] = []
    let existing = ProviderAlias.existing(for: target, in: folder, of: project)
    if existing == nil {
      guard
        let edit = ProviderAlias.edit(
          alias: "backup",
          region: target,
          in: folder,
          of: project
        )
      else {
        refuse(
          first,
          "the configuration of the AWS provider is not in the folder",
          next: "Add a provider with an alias for the second region, and a plan of AWS Backup that"
            + " copies there."
        )
        return
      }
      edits.append(edit)
    }
    edits += resources(places, folder, alias: existing ?? "backup").edits
    proposal.changes.append(
      FixChange(
        title:
          "Copy the backups of \(places.map(\.reference).joined(separator: ", ")) to \(target)",
        reason: "What happens to the region or the vault beside a database happens to its backups.",
        applicability: .needsDecision(CopyBackupsElsewhere.region.id),
        edits: edits
      )
    )
    guard region != nil else { return }
    proposal.followUps.append(
      "See that the region is switched on for the account, and that AWS Backup is opted in for the"
        + " types of the databases (aws backup update-region-settings)."
    )
    if places.contains(where: { $0.type == "aws_dynamodb_table" }) {
      proposal.followUps.append(
        "Copies of DynamoDB tables need the advanced features of AWS Backup switched on."
      )
    }
  }

  private func resources(_ places: [PlacedBlock], _ folder: String, alias: String) -> NewResources {
    let names = NameHabit(project, folder: folder)
    var keys = KeyResources(project, folder: folder)
    var file = NewResources(project, folder: folder, file: "backup.tf")
    file.add(keys.dataKey("backups", description: "Backups"))
    file.add(
      keys.dataKey("backup_copies", description: "Copies of backups", provider: "aws.\(alias)")
    )
    file.add(
      TerraformTemplate.vaults.render([
        "vault": names.name("backups"), "copies": names.name("backup-copies"), "alias": alias,
      ])
    )
    file.add(
      TerraformTemplate.backupPlan.render([
        "plan": names.name("databases"), "days": days, "role": names.name("backup"),
        "partition": keys.partition,
        "databases": Self.names(places),
      ])
    )
    return file
  }

  /// The names of the instances of some blocks, as an expression.
  private static func names(_ places: [PlacedBlock]) -> String {
    let single = places.filter { !$0.isRepeated }.map { "\($0.reference).arn" }
    let repeated = places.filter(\.isRepeated).map { place in
      place.layout.body.attribute("count") == nil
        ? "values(\(place.reference))[*].arn" : "\(place.reference)[*].arn"
    }
    let list = "[\(single.joined(separator: ", "))]"
    guard !repeated.isEmpty else { return list }
    let parts = (single.isEmpty ? [] : [list]) + repeated
    return parts.count == 1 ? parts[0] : "concat(\(parts.joined(separator: ", ")))"
  }
}
