import ReadinessModel
import TerraformLanguage

/// What protects the databases of a project.
struct ProtectionPlan {
  private let project: TerraformProject
  private let days: String
  private(set) var proposal = FixProposal()

  init(_ project: TerraformProject, days: String) {
    self.project = project
    self.days = days
  }

  /// Protects what one block declares.
  mutating func protect(_ place: PlacedBlock, _ stores: [DataStore]) {
    var change = BlockChange(place, in: project)
    var edits: [SourceEdit] = []
    refuseUnknown(place, stores)
    switch place.type {
    case "aws_db_instance": instance(place, stores, &change)
    case "aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster":
      cluster(place, stores, &change, &edits)
    case "aws_dynamodb_table": table(stores, &change)
    default:
      guard stores.contains(where: { $0.isExposedToLoss }) else { return }
      proposal.refusals.append(
        FixRefusal(
          subject: place.reference,
          reason: "how a store of this type is backed up is not known here",
          location: place.location,
          next: "Write its backups, zones and deletion protection by hand."
        )
      )
    }
    proposal.refusals += change.refusals
    edits += change.edits
    guard !edits.isEmpty else { return }
    proposal.changes.append(
      FixChange(
        title: "Protect \(place.reference) from loss",
        reason: "One wrong command, or one zone that fails, ends it.",
        applicability: .safe,
        edits: edits
      )
    )
  }

  /// Says which settings cannot be known from the repository.
  private mutating func refuseUnknown(_ place: PlacedBlock, _ stores: [DataStore]) {
    let settings: [(what: String, reason: String?)] = [
      ("backups", stores.lazy.compactMap(\.backupRetentionDays.unknownReason).first),
      ("a second zone", stores.lazy.compactMap(\.multiZone.unknownReason).first),
      ("deletion protection", stores.lazy.compactMap(\.deletionProtection.unknownReason).first),
    ]
    for (what, reason) in settings {
      guard let reason else { continue }
      proposal.refusals.append(
        FixRefusal(
          subject: "\(what) of \(place.reference)",
          reason: reason,
          location: place.location,
          next: "Write it, or give the value where the configuration is applied."
        )
      )
    }
  }

  // MARK: - Instances

  private mutating func instance(
    _ place: PlacedBlock,
    _ stores: [DataStore],
    _ change: inout BlockChange
  ) {
    let isReplica = place.layout.body.attribute("replicate_source_db") != nil
    if !isReplica { finalSnapshot(place, &change) }
    if !isReplica, stores.contains(where: { $0.backupRetentionDays.effective == 0 }) {
      change.set(
        "backup_retention_period",
        to: days,
        beside: ["backup_window", "skip_final_snapshot", "final_snapshot_identifier"]
      )
      proposal.followUps.append(
        "Applying the first backups of \(place.reference) restarts it for a moment: choose the hour."
      )
    }
    if stores.contains(where: { $0.multiZone.effective == false }) {
      change.set("multi_az", to: "true", beside: ["backup_retention_period", "availability_zone"])
      if let zone = place.layout.body.attribute("availability_zone") {
        proposal.refusals.append(
          FixRefusal(
            subject: "multi_az of \(place.reference)",
            reason: "a database that names its zone cannot have a standby in another",
            location: SourceLocation(file: place.source.path, line: zone.line),
            next: "Remove availability_zone, or attest why one zone is enough."
          )
        )
      }
      proposal.followUps.append(
        "A standby of \(place.reference) costs as much again as the database itself."
      )
    }
    if stores.contains(where: { $0.deletionProtection.effective == false }) {
      change.set("deletion_protection", to: "true", beside: ["multi_az", "skip_final_snapshot"])
    }
  }

  /// A database that is deleted after all leaves a snapshot behind.
  private mutating func finalSnapshot(_ place: PlacedBlock, _ change: inout BlockChange) {
    guard let written = place.layout.body.attribute("skip_final_snapshot"),
      written.expression == .literal(.bool(true))
    else { return }
    let existing = place.layout.body.attribute("final_snapshot_identifier")
    guard existing == nil || existing?.expression == .literal(.null) else {
      change.set("skip_final_snapshot", to: "false")
      return
    }
    guard
      let name = Self.derivedName(
        place.text("identifier") ?? place.text("cluster_identifier"),
        "final"
      )
    else { return }
    change.set("skip_final_snapshot", to: "false")
    change.set("final_snapshot_identifier", to: name, beside: ["skip_final_snapshot"])
  }

  /// A name made from another, as source text; nil when it cannot be read.
  static func derivedName(_ text: String?, _ suffix: String) -> String? {
    guard let text, !text.contains("\n") else { return nil }
    if text.hasPrefix("\""), text.hasSuffix("\""), text.count > 2 {
      return text.dropLast() + "-\(suffix)\""
    }
    guard
      text.allSatisfy({ $0.isLetter || $0.isNumber || "._-[]*".contains($0) }), text.contains(".")
    else { return nil }
    return "\"${\(text)}-\(suffix)\""
  }

  // MARK: - Clusters

  private mutating func cluster(
    _ place: PlacedBlock,
    _ stores: [DataStore],
    _ change: inout BlockChange,
    _ edits: inout [SourceEdit]
  ) {
    finalSnapshot(place, &change)
    if stores.contains(where: { $0.backupRetentionDays.effective == 0 }) {
      change.set("backup_retention_period", to: days, beside: ["preferred_backup_window"])
    }
    if stores.contains(where: { $0.deletionProtection.effective == false }) {
      change.set(
        "deletion_protection",
        to: "true",
        beside: ["backup_retention_period", "skip_final_snapshot"]
      )
    }
    if stores.contains(where: { $0.multiZone.effective == false }) {
      secondMember(of: place, &edits)
    }
  }

  /// A second member takes over when the zone of the first fails.
  private mutating func secondMember(of cluster: PlacedBlock, _ edits: inout [SourceEdit]) {
    let type = cluster.type + "_instance"
    let members = project.resources(type, in: cluster.folder).filter {
      ($0.text("cluster_identifier") ?? "").mentions(cluster.reference)
    }
    guard members.count == 1, let member = members.first else {
      proposal.refusals.append(
        FixRefusal(
          subject: cluster.reference,
          reason: members.isEmpty
            ? "none of its members is written in the same folder"
            : "its members are written in \(members.count) places, and how many there are is open",
          location: cluster.location,
          next: "Give it two \(type) in different zones."
        )
      )
      return
    }
    if let count = member.layout.body.attribute("count") {
      guard count.expression == .literal(.number(1)) else {
        var change = BlockChange(member, in: project)
        change.set("count", to: "2")
        proposal.refusals += change.refusals
        edits += change.edits
        return
      }
      edits.append(.replace(path: member.source.path, range: count.value, text: "2"))
      return
    }
    guard let copy = standby(of: member) else {
      proposal.refusals.append(
        FixRefusal(
          subject: member.reference,
          reason: "what a second one would be called cannot be told from it",
          location: member.location,
          next: "Add a second \(type) for \(cluster.reference)."
        )
      )
      return
    }
    edits.append(
      member.source.inserting(copy, after: member.layout).edit(of: member.source.path)
    )
  }

  private func standby(of member: PlacedBlock) -> String? {
    let name = member.name + "_standby"
    guard member.layout.body.attribute("for_each") == nil,
      !project.resources(member.type, in: member.folder).contains(where: { $0.name == name })
    else { return nil }
    var pieces: [TextReplacement] = []
    if let identifier = member.layout.body.attribute("identifier") {
      guard let derived = Self.derivedName(member.text("identifier"), "standby") else { return nil }
      pieces.append(TextReplacement(range: identifier.value, text: derived))
    }
    let start = member.layout.range.lowerBound
    var text = ""
    var done = start
    for piece in pieces.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      text += member.source.text(done..<piece.range.lowerBound) + piece.text
      done = piece.range.upperBound
    }
    text += member.source.text(done..<member.layout.range.upperBound)
    guard let label = text.firstRange(of: "\"\(member.name)\"") else { return nil }
    text.replaceSubrange(label, with: "\"\(name)\"")
    return text.replacing("\r\n", with: "\n")
  }

  // MARK: - Tables

  private func table(_ stores: [DataStore], _ change: inout BlockChange) {
    if stores.contains(where: { $0.pointInTimeRecovery.effective == false }) {
      change.set("enabled", to: "true", in: "point_in_time_recovery")
    }
    if stores.contains(where: { $0.deletionProtection.effective == false }) {
      change.set("deletion_protection_enabled", to: "true", beside: ["billing_mode", "name"])
    }
  }
}

extension DataStore {
  /// Whether nothing shows that its data survives.
  fileprivate var isExposedToLoss: Bool {
    deletionProtection.effective != true || multiZone.effective != true
      || (backupRetentionDays.effective ?? 0) == 0
  }
}
