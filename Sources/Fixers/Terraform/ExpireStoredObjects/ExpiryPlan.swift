import ReadinessModel
import TerraformLanguage

/// What lets the stores of a project expire.
struct ExpiryPlan {
  private let project: TerraformProject
  private(set) var proposal = FixProposal()
  /// Blocks that were dealt with; one block may stand for several stores.
  private var seen: Set<SourceLocation> = []

  init(_ project: TerraformProject) { self.project = project }

  /// How long older versions stay after an object expired, and pieces of uploads that were given up.
  private static let versionDays = 30
  private static let uploadDays = 7

  /// Periods that CloudWatch accepts.
  private static let accepted = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
    3288, 3653,
  ]

  /// Lets one store or group of logs expire what is older than a number of days.
  mutating func expire(_ address: String, after days: Int) {
    if let store = project.facts.dataStores.first(where: { $0.address == address }) {
      guard store.resourceType == "aws_s3_bucket" else { return }
      bucket(store, days)
    } else if let group = project.facts.logGroups.first(where: { $0.address == address }) {
      logs(group, days)
    }
  }

  private mutating func refuse(
    _ subject: String,
    _ reason: String,
    at location: SourceLocation?,
    next: String
  ) {
    proposal.refusals.append(
      FixRefusal(subject: subject, reason: reason, location: location, next: next)
    )
  }

  /// Whether the age that is written stands in the way, and says so.
  private mutating func isSettled(
    _ setting: Setting<Int>,
    of address: String,
    _ days: Int,
    at place: SourceLocation
  ) -> Bool {
    if let reason = setting.unknownReason {
      refuse(
        address,
        "how long it keeps things is not known: \(reason)",
        at: place,
        next: "Let it come to \(days) days where it is decided."
      )
      return true
    }
    guard let known = setting.effective, known > 0 else { return false }
    guard known != days else { return true }
    // What is stricter keeps the promise of the inventory, and may have a reason of its own.
    guard known > days else { return true }
    refuse(
      address,
      "it keeps things \(known) days, and the inventory says \(days)",
      at: setting.location ?? place,
      next: "Find out which of the two is meant, and write it in both places."
    )
    return true
  }

  // MARK: - Log groups

  private mutating func logs(_ group: LogGroup, _ days: Int) {
    guard !isSettled(group.retentionDays, of: group.address, days, at: group.location),
      let place = project.block(at: group.location), seen.insert(place.location).inserted
    else { return }
    guard place.type == "aws_cloudwatch_log_group" else {
      refuse(
        group.address,
        "how logs of this type expire is not known here",
        at: place.location,
        next: "Write its period by hand."
      )
      return
    }
    guard let chosen = Self.accepted.last(where: { $0 <= days }) else {
      refuse(
        group.address,
        "CloudWatch keeps logs a day at least",
        at: place.location,
        next: "Send nothing there that may not be kept a day."
      )
      return
    }
    var change = BlockChange(place, in: project)
    change.set("retention_in_days", to: "\(chosen)", beside: ["name", "name_prefix"])
    proposal.refusals += change.refusals
    guard !change.edits.isEmpty else { return }
    add("Let \(place.reference) expire what is older than \(chosen) days", change.edits)
    if chosen < days {
      proposal.followUps.append(
        "\(place.reference) keeps logs \(chosen) days, the longest that CloudWatch accepts within the"
          + " \(days) of the inventory."
      )
    }
  }

  private mutating func add(_ title: String, _ edits: [SourceEdit]) {
    proposal.changes.append(
      FixChange(
        title: title,
        reason: "The inventory gives a period, and nothing deletes what is past it.",
        applicability: .safe,
        edits: edits
      )
    )
  }

  // MARK: - Buckets

  private mutating func bucket(_ store: DataStore, _ days: Int) {
    guard !isSettled(store.expiryDays, of: store.address, days, at: store.location),
      let place = project.block(at: store.location), seen.insert(place.location).inserted
    else { return }
    guard let edit = edit(of: place, days) else { return }
    add("Let \(place.reference) expire what is older than \(days) days", [edit])
    proposal.followUps.append(
      "Objects of \(place.reference) go \(days) days after they were written, whatever row points to them;"
        + " versions beneath go \(min(Self.versionDays, days)) days later."
    )
    proposal.followUps.append(
      "A rule cannot leave out objects that carry a tag: give objects of \(place.reference) under legal"
        + " hold a hold of S3 Object Lock, which no rule deletes, before this is applied."
    )
  }

  /// The rule, in a resource of its own or in the one that is there.
  private mutating func edit(of place: PlacedBlock, _ days: Int) -> SourceEdit? {
    let rule = TerraformTemplate.bucketExpiryRule.render([
      "days": "\(days)", "versionDays": "\(min(Self.versionDays, days))",
      "uploadDays": "\(min(Self.uploadDays, days))",
    ])
    if let inside = place.layout.body.blocks("lifecycle_rule").first {
      refuse(
        place.reference,
        "its rules stand in the bucket itself, in the way of older providers",
        at: SourceLocation(file: place.source.path, line: inside.line),
        next: "Add a lifecycle_rule that expires everything after \(days) days."
      )
      return nil
    }
    let all = project.resources("aws_s3_bucket_lifecycle_configuration", in: place.folder)
    let own = all.filter { ($0.text("bucket") ?? "").mentions(place.reference) }
    if let known = own.first { return adding(rule, to: known, days) }
    let bucket: String
    var repetition = ""
    if place.layout.body.attribute("for_each") != nil {
      repetition = "  for_each = \(place.reference)\n"
      bucket = "each.value.id"
    } else if let count = place.text("count") {
      repetition = "  count  = \(count)"
      bucket = "\(place.reference)[count.index].id"
    } else {
      bucket = "\(place.reference).id"
    }
    guard !all.contains(where: { $0.name == place.name }) else {
      refuse(
        place.reference,
        "aws_s3_bucket_lifecycle_configuration.\(place.name) is there, for another bucket",
        at: place.location,
        next: "Write a rule for it under another name."
      )
      return nil
    }
    let text = TerraformTemplate.bucketExpiry.render([
      "name": place.name, "bucket": bucket, "repetition": repetition,
      "rule": rule.split(separator: "\n", omittingEmptySubsequences: false)
        .map { $0.isEmpty ? "" : "  \($0)" }.joined(separator: "\n"),
    ])
    return place.source.inserting(text, after: place.layout).edit(of: place.source.path)
  }

  private mutating func adding(
    _ rule: String,
    to known: PlacedBlock,
    _ days: Int
  ) -> SourceEdit? {
    let body = known.layout.body
    let aged = body.blocks("rule").first { !$0.body.blocks("expiration").isEmpty }
    guard aged == nil, body.blocks("dynamic").isEmpty else {
      refuse(
        known.reference,
        aged == nil
          ? "a dynamic block writes its rules"
          : "a rule of it expires objects at an age of its own",
        at: SourceLocation(file: known.source.path, line: (aged ?? body.blocks[0]).line),
        next: "Find out what that rule is for, and add one for everything after \(days) days."
      )
      return nil
    }
    var change = BlockChange(known, in: project)
    change.add(block: rule)
    return change.edits.first
  }
}
