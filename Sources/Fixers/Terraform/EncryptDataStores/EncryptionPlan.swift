import ReadinessModel
import TerraformLanguage

/// What encrypts the data stores of a project.
struct EncryptionPlan {
  private let project: TerraformProject
  private let answer: (all: StoreHistory?, each: [String: StoreHistory])?
  private var keys: [String: KeyResources] = [:]
  private var madeKeys: Set<String> = []
  private(set) var proposal = FixProposal()

  init(
    _ project: TerraformProject,
    answer: (all: StoreHistory?, each: [String: StoreHistory])?
  ) {
    self.project = project
    self.answer = answer
  }

  /// Stores that are not shown to be encrypted, by the block they are written in.
  private var open: [(place: PlacedBlock, stores: [DataStore])] {
    var places: [SourceLocation: [DataStore]] = [:]
    for store in project.facts.dataStores where store.encryptedAtRest.effective != true {
      guard store.encryptedAtRest.unknownReason == nil else { continue }
      places[store.location, default: []].append(store)
    }
    return places.sorted { $0.key < $1.key }.compactMap { location, stores in
      project.block(at: location).map { ($0, stores) }
    }
  }

  /// Gives a key's own arguments and blocks to a folder.
  private mutating func withKeys<Result>(
    of folder: String,
    _ work: (inout KeyResources) -> Result
  ) -> Result {
    var resources = keys[folder] ?? KeyResources(project, folder: folder)
    defer { keys[folder] = resources }
    return work(&resources)
  }

  // MARK: - Keys

  /// Switches the rotation of keys on.
  mutating func rotateKeys() {
    var seen: Set<SourceLocation> = []
    for key in project.facts.encryptionKeys where key.rotates.effective == false {
      guard seen.insert(key.location).inserted, let place = project.block(at: key.location)
      else { continue }
      var change = BlockChange(place, in: project)
      change.set("enable_key_rotation", to: "true", beside: ["description"])
      add(
        change,
        title: "Let \(place.reference) rotate every year",
        reason: "A key that never changes protects ever more data.",
        .safe
      )
    }
  }

  // MARK: - Topics

  /// Encrypts topics with a key that services may publish with.
  mutating func encryptTopics() {
    for (place, _) in open where place.type == "aws_sns_topic" {
      let publishers = TopicPublishers(of: place, in: project)
      var change = BlockChange(place, in: project)
      var edits: [SourceEdit] = []
      if publishers.services.isEmpty {
        change.set("kms_master_key_id", to: "\"alias/aws/sns\"")
      } else {
        guard let key = notificationKey(for: publishers, beside: place, &edits) else { continue }
        change.set("kms_master_key_id", to: "aws_kms_key.\(key).arn")
        if publishers.hasApplication {
          proposal.followUps.append(
            "Let the roles that publish to \(place.reference) use its key"
              + " (kms:GenerateDataKey* and kms:Decrypt)."
          )
        }
      }
      add(
        change,
        edits,
        title: "Encrypt \(place.reference)",
        reason: "Messages wait in it, and encryption is not the default.",
        .safe
      )
    }
  }

  private mutating func notificationKey(
    for publishers: TopicPublishers,
    beside place: PlacedBlock,
    _ edits: inout [SourceEdit]
  ) -> String? {
    let name = "notifications"
    if madeKeys.contains("\(place.folder)/\(name)") { return name }
    let written = project.resources("aws_kms_key", in: place.folder).first { $0.name == name }
    if let written {
      let text = written.source.text(written.layout.range)
      guard publishers.services.allSatisfy({ text.contains($0) }) else {
        proposal.refusals.append(
          FixRefusal(
            subject: place.reference,
            reason: "aws_kms_key.notifications does not let every service publish that does so",
            location: written.location,
            next: "Let its policy name \(publishers.services.sorted().joined(separator: ", "))."
          )
        )
        return nil
      }
      return name
    }
    // Every topic of the folder shares the key, so it lets in whatever publishes to one of them.
    let services = open.filter {
      $0.place.type == "aws_sns_topic" && $0.place.folder == place.folder
    }.reduce(into: TopicPublishers.usual) {
      $0.formUnion(TopicPublishers(of: $1.place, in: project).services)
    }
    let text = withKeys(of: place.folder) { $0.notificationKey(name, services: services) }
    madeKeys.insert("\(place.folder)/\(name)")
    edits.append(
      place.source.inserting(text, after: place.layout).edit(of: place.source.path)
    )
    return name
  }

  // MARK: - Stores

  /// Encrypts everything but topics.
  mutating func encryptStores() {
    refuseUnknown()
    // What is safe comes first: what waits for an answer may build on it.
    for replaces in [false, true] {
      for (place, stores) in open where place.type != "aws_sns_topic" {
        guard let encryption = StoreEncryption.known[place.type] else {
          if replaces { refuse(place) }
          continue
        }
        guard encryption.replaces == replaces else { continue }
        if replaces {
          decide(place, stores, encryption)
        } else {
          switchOn(place, encryption, history: .new, .safe)
        }
      }
    }
  }

  private mutating func refuseUnknown() {
    for call in project.remoteModules {
      proposal.refusals.append(
        FixRefusal(
          subject: call.reference,
          reason: "the module comes from elsewhere, and its text is not in the repository",
          location: call.location,
          next: "Give encryption, backups and the like as inputs, as the module names them."
        )
      )
    }
    for store in project.facts.dataStores {
      guard let reason = store.encryptedAtRest.unknownReason else { continue }
      proposal.refusals.append(
        FixRefusal(
          subject: store.address,
          reason: reason,
          location: store.location,
          next: "Say what it was made from, or write its encryption by hand."
        )
      )
    }
  }

  private mutating func refuse(_ place: PlacedBlock) {
    let obstacle = StoreEncryption.obstacle(of: place.type)
    proposal.refusals.append(
      FixRefusal(
        subject: place.reference,
        reason: obstacle.reason,
        location: place.location,
        next: obstacle.next
      )
    )
  }

  private mutating func decide(
    _ place: PlacedBlock,
    _ stores: [DataStore],
    _ encryption: StoreEncryption
  ) {
    let given = Set(
      stores.compactMap { store in
        answer.flatMap { $0.all ?? $0.each[store.address] ?? $0.each[place.reference] }
      }
    )
    guard answer == nil || given.count == 1 else {
      proposal.refusals.append(
        FixRefusal(
          subject: place.reference,
          reason: given.isEmpty
            ? "nobody said whether it is encrypted, new or to be moved"
            : "its instances have different answers and one block",
          location: place.location,
          next: "Answer \(EncryptDataStores.existing.id) with \(place.reference)=… as well."
        )
      )
      return
    }
    let history = given.first ?? .migrate
    switchOn(place, encryption, history: history, .needsDecision(EncryptDataStores.existing.id))
    guard answer != nil, history == .migrate else { return }
    proposal.followUps += MigrationSteps.text(for: place)
  }

  private mutating func switchOn(
    _ place: PlacedBlock,
    _ encryption: StoreEncryption,
    history: StoreHistory,
    _ applicability: Applicability
  ) {
    var change = BlockChange(place, in: project)
    var edits: [SourceEdit] = []
    if let block = encryption.block {
      change.set(encryption.argument, to: encryption.value, in: block)
      if place.type == "aws_instance", !place.layout.body.blocks("ebs_block_device").isEmpty {
        change.set(encryption.argument, to: encryption.value, in: "ebs_block_device")
      }
    } else {
      change.set(encryption.argument, to: encryption.value, beside: encryption.beside)
    }
    if history != .alreadyEncrypted, let argument = encryption.key,
      place.layout.body.attribute(argument) == nil, !change.names.isEmpty
    {
      let key = dataKey(beside: place, &edits)
      change.set(argument, to: "aws_kms_key.\(key).arn", beside: [encryption.argument])
    }
    if encryption.replaces, history != .new, !change.edits.isEmpty {
      // Whatever was answered, a plan that would lose the data fails.
      change.set("prevent_destroy", to: "true", in: "lifecycle")
    }
    add(
      change,
      edits,
      title: "Encrypt \(place.reference)\(Self.manner(history, applicability))",
      reason: "A lost disk or backup of it gives away everything in it.",
      applicability
    )
  }

  private static func manner(_ history: StoreHistory, _ applicability: Applicability) -> String {
    guard case .needsDecision = applicability else { return "" }
    switch history {
    case .alreadyEncrypted: return ", as it is in the account"
    case .new: return ", which is new"
    case .migrate: return ", once its data was moved to an encrypted copy"
    }
  }

  private mutating func dataKey(beside place: PlacedBlock, _ edits: inout [SourceEdit]) -> String {
    let name = "data"
    let made = "\(place.folder)/\(name)"
    if madeKeys.contains(made) { return name }
    let (isThere, text) = withKeys(of: place.folder) { keys in
      keys.has(name) ? (true, "") : (false, keys.dataKey(name, description: "Data at rest"))
    }
    madeKeys.insert(made)
    guard !isThere else { return name }
    edits.append(place.source.inserting(text, after: place.layout).edit(of: place.source.path))
    return name
  }

  // MARK: - Collecting

  private mutating func add(
    _ change: BlockChange,
    _ more: [SourceEdit] = [],
    title: String,
    reason: String,
    _ applicability: Applicability
  ) {
    proposal.refusals += change.refusals
    let edits = change.edits
    // A key alone encrypts nothing.
    guard !edits.isEmpty else { return }
    proposal.changes.append(
      FixChange(title: title, reason: reason, applicability: applicability, edits: edits + more)
    )
  }
}
