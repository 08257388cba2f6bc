/// Something that is asked of a change to a branch.
package struct BranchRequirement: Codable, Hashable, Sendable {
  /// What is asked.
  package var kind: RequirementKind
  /// Who asks it.
  package var source: RuleSource
  /// Approvals that a pull request needs.
  package var approvals: Int
  /// Whether a push takes approvals back.
  package var dismissesStale: Bool
  /// Whether owners of the files touched must approve.
  package var asksCodeOwners: Bool
  /// Whether somebody other than who pushed last must approve.
  package var asksAfterLastPush: Bool
  /// Whether comments must be resolved.
  package var asksThreadsResolved: Bool
  /// Whether a branch must be up to date before it is merged.
  package var isStrict: Bool
  /// Status checks that must have passed.
  package var checks: [RequiredStatusCheck]
  /// Environments, scanners or workflows that are asked for.
  package var names: [String]
  /// Who may go around it; not observable when the host does not show it.
  package var bypass: Observation<[BypassActor]>
  /// Whether administrators are bound by it; nil when not shown.
  package var bindsAdministrators: Bool?

  /// Creates a value from its parts.
  package init(
    kind: RequirementKind = .pullRequest,
    source: RuleSource = RuleSource(),
    approvals: Int = 0,
    dismissesStale: Bool = false,
    asksCodeOwners: Bool = false,
    asksAfterLastPush: Bool = false,
    asksThreadsResolved: Bool = false,
    isStrict: Bool = false,
    checks: [RequiredStatusCheck] = [],
    names: [String] = [],
    bypass: Observation<[BypassActor]> = .notObservable(reason: "the host does not show it"),
    bindsAdministrators: Bool? = nil
  ) {
    self.kind = kind
    self.source = source
    self.approvals = approvals
    self.dismissesStale = dismissesStale
    self.asksCodeOwners = asksCodeOwners
    self.asksAfterLastPush = asksAfterLastPush
    self.asksThreadsResolved = asksThreadsResolved
    self.isStrict = isStrict
    self.checks = checks
    self.names = names
    self.bypass = bypass
    self.bindsAdministrators = bindsAdministrators
  }
}

/// What can be asked of a change.
package enum RequirementKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// It comes by pull request, with the approvals given.
  case pullRequest = "pull-request"
  /// Status checks have passed.
  case statusChecks = "status-checks"
  /// Its commits are signed.
  case signatures
  /// History is not rewritten.
  case noForcePush = "no-force-push"
  /// The branch is not deleted.
  case noDeletion = "no-deletion"
  /// History has no merges.
  case linearHistory = "linear-history"
  /// Only some may push.
  case restrictedPushes = "restricted-pushes"
  /// Nobody may push.
  case locked
  /// It was deployed to environments before.
  case deployments
  /// Scanners of the source raise no alert.
  case codeScanning = "code-scanning"
  /// Workflows have passed.
  case workflows
  /// It goes through a queue of merges.
  case mergeQueue = "merge-queue"
  /// Something the collector does not know by name.
  case other
}

/// Where a rule stands, so that a reader can open it.
package struct RuleSource: Codable, Hashable, Sendable {
  /// The kind of source.
  package var kind: RuleSourceKind
  /// The ruleset's number.
  package var id: Int?
  /// The ruleset's name, or the pattern of the protection.
  package var name: String

  /// Creates a value from its parts.
  package init(
    kind: RuleSourceKind = .classicProtection,
    id: Int? = nil,
    name: String = ""
  ) {
    self.kind = kind
    self.id = id
    self.name = name
  }
}

/// A status check that must have passed.
package struct RequiredStatusCheck: Codable, Hashable, Sendable {
  /// The name of the check.
  package var context: String
  /// Number of the application that must report it; nil for any.
  package var application: Int?

  /// Creates a value from its parts.
  package init(
    context: String,
    application: Int? = nil
  ) {
    self.context = context
    self.application = application
  }
}

/// Somebody who may go around a rule.
package struct BypassActor: Codable, Hashable, Sendable {
  /// `user`, `team`, `application`, `role`, `organization-administrator` or `deploy-key`.
  package var kind: String
  /// Its number.
  package var id: Int?
  /// Its name, where the host tells.
  package var name: String
  /// When it may.
  package var mode: BypassMode

  /// Creates a value from its parts.
  package init(
    kind: String,
    id: Int? = nil,
    name: String = "",
    mode: BypassMode = .always
  ) {
    self.kind = kind
    self.id = id
    self.name = name
    self.mode = mode
  }

  /// Whether it stands for administrators of the repository or the organization.
  package var isAdministrators: Bool {
    kind == "organization-administrator" || kind == "role" && name == "admin"
  }
}

/// When somebody may go around a rule.
package enum BypassMode: String, Codable, Hashable, Sendable, CaseIterable {
  /// Always, by a push as well.
  case always
  /// In a pull request only.
  case pullRequest = "pull-request"
}
