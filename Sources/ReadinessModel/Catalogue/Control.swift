/// The category of the trust services criteria a control belongs to.
package enum ControlCategory: String, Codable, Hashable, Sendable, CaseIterable {
  /// Security, less change management.
  case security
  /// Availability.
  case availability
  /// Confidentiality.
  case confidentiality
  /// Change management.
  case changeManagement = "change-management"
}

/// Another label for a control, as people use it.
package struct ControlAlias: Codable, Hashable, Sendable {
  /// The label, for example `CC6.3`.
  package var label: String
  /// What the label really is, printed once when it is used.
  package var note: String
  /// What people who use the label mean by it, for example `audit logging`.
  package var calledThere: String?

  /// Creates a value from its parts.
  package init(label: String, note: String, calledThere: String? = nil) {
    self.label = label
    self.note = note
    self.calledThere = calledThere
  }
}

/// How long closing a control's gaps takes, in engineering days.
package struct EffortModel: Codable, Hashable, Sendable {
  /// Days needed whatever the number of findings, low.
  package var fixedLow: Double
  /// Days needed whatever the number of findings, high.
  package var fixedHigh: Double
  /// Days for each affected item, low.
  package var perItemLow: Double
  /// Days for each affected item, high.
  package var perItemHigh: Double
  /// Items past this number cost nothing more, because the work becomes mechanical.
  package var itemsAtMost: Int?

  /// Creates a value from its parts.
  package init(
    fixedLow: Double,
    fixedHigh: Double,
    perItemLow: Double = 0,
    perItemHigh: Double = 0,
    itemsAtMost: Int? = nil
  ) {
    self.fixedLow = fixedLow
    self.fixedHigh = fixedHigh
    self.perItemLow = perItemLow
    self.perItemHigh = perItemHigh
    self.itemsAtMost = itemsAtMost
  }
}

/// A range of engineering days.
package struct EffortRange: Codable, Hashable, Sendable {
  /// Low end, in days.
  package var low: Double
  /// High end, in days.
  package var high: Double

  /// Creates a value from its parts.
  package init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }
}

/// How a control shows that it operates over a window.
package struct OperationModel: Codable, Hashable, Sendable {
  /// `state`, `event`, `periodic` or `attestation`.
  package var kind: String
  /// How often it operates, in words.
  package var cadence: String
  /// Shortest history before it reads as operating, in days.
  package var minimumDays: Int
  /// What gathers, in a few words, when nothing but that history shows that the control works.
  package var decidedBy: String?

  /// Creates a value from its parts.
  package init(kind: String, cadence: String, minimumDays: Int, decidedBy: String? = nil) {
    self.kind = kind
    self.cadence = cadence
    self.minimumDays = minimumDays
    self.decidedBy = decidedBy
  }
}

/// What the company does to meet criteria.
package struct Control: Codable, Hashable, Sendable {
  /// Its identifier.
  package var id: ControlID
  /// Its title.
  package var title: String
  /// What is done, in one sentence.
  package var statement: String
  /// Its category.
  package var category: ControlCategory
  /// Other labels for it.
  package var aliases: [ControlAlias]
  /// Criteria it addresses directly.
  package var primaryCriteria: [CriterionID]
  /// Criteria it supports.
  package var supportingCriteria: [CriterionID]
  /// Checks that show it; each is required.
  package var testedBy: [CheckID]
  /// Checks that only hint at it.
  package var supportedBy: [CheckID]
  /// Checks that only hint while nobody may ask the git host, and are required once it answers
  /// them.
  package var testedWhenConnected: [CheckID]
  /// What a person must state.
  package var attestations: [String]
  /// How it shows that it operates.
  package var operation: OperationModel
  /// Effort to close each check's gaps.
  package var effort: [CheckID: EffortModel]
  /// Days of evidence to gather before it can read as operating.
  package var leadTimeDays: Int
  /// What several findings of a check amount to, with `{count}` for their number.
  package var gaps: [CheckID: String]

  /// Creates a value from its parts.
  package init(
    id: ControlID,
    title: String,
    statement: String,
    category: ControlCategory,
    aliases: [ControlAlias] = [],
    primaryCriteria: [CriterionID] = [],
    supportingCriteria: [CriterionID] = [],
    testedBy: [CheckID] = [],
    supportedBy: [CheckID] = [],
    testedWhenConnected: [CheckID] = [],
    attestations: [String] = [],
    operation: OperationModel,
    effort: [CheckID: EffortModel] = [:],
    leadTimeDays: Int,
    gaps: [CheckID: String] = [:]
  ) {
    self.id = id
    self.title = title
    self.statement = statement
    self.category = category
    self.aliases = aliases
    self.primaryCriteria = primaryCriteria
    self.supportingCriteria = supportingCriteria
    self.testedBy = testedBy
    self.supportedBy = supportedBy
    self.testedWhenConnected = testedWhenConnected
    self.attestations = attestations
    self.operation = operation
    self.effort = effort
    self.leadTimeDays = leadTimeDays
    self.gaps = gaps
  }
}

extension Control {
  /// Checks that show it, those that need the git host among them.
  package var everTestedBy: [CheckID] { testedBy + testedWhenConnected }

  /// The control as it stands when the git host answers some of its checks, and not others.
  ///
  /// What the host answers is required; what it does not stays a hint, so that connecting the host
  /// with too few rights takes nothing away.
  package func connected(answering answered: Set<CheckID>) -> Control {
    var result = self
    result.testedBy += testedWhenConnected.filter(answered.contains)
    result.supportedBy += testedWhenConnected.filter { !answered.contains($0) }
    result.testedWhenConnected = []
    return result
  }
}
