/// An instance in which a control did not work as described, or in which the proof is missing.
///
/// It stays for ever: what was done about it is told beside it and does not take it away.
package struct Deviation: Codable, Hashable, Sendable {
  /// What happened, in a word for machines.
  package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    /// The protection of the branch was weakened for a time.
    case protectionWeakened = "protection-weakened"
    /// A rule was bypassed by somebody who may.
    case ruleBypassed = "rule-bypassed"
    /// A commit reached the protected branch without a pull request.
    case directPush = "direct-push"
    /// A change was merged without the approval of somebody else.
    case unreviewedChange = "unreviewed-change"
    /// The approval is older than the last commit.
    case staleApproval = "stale-approval"
    /// A change was merged although a required check had not passed.
    case failedChecks = "failed-checks"
    /// What was deployed is not on the protected branch.
    case unreviewedDeployment = "unreviewed-deployment"
    /// A deployment has no approver, or one who wrote or deployed it.
    case unapprovedDeployment = "unapproved-deployment"
    /// A deployment the host knows of is not in the trail, or the other way round.
    case unrecordedDeployment = "unrecorded-deployment"
    /// An emergency change was not reviewed afterwards.
    case unreviewedEmergency = "unreviewed-emergency"
    /// A job that should run did not run, or failed.
    case jobStopped = "job-stopped"
    /// The weekly check did not take place.
    case missedCheck = "missed-check"
    /// A weakness stayed open past its time.
    case overdueWeakness = "overdue-weakness"
    /// A review by people is late or incomplete.
    case overdueReview = "overdue-review"
    /// A control that held was found not to hold.
    case controlFailed = "control-failed"
  }

  /// Its identifier, made from what happened and when, so that it is the same in every run.
  package var id: String
  /// What happened.
  package var kind: Kind
  /// The controls that did not work.
  package var controls: [ControlID]
  /// What it is about: a change, a deployment, a rule.
  package var subject: String
  /// When it began.
  package var from: Moment
  /// When it ended, nil while it lasts; equal to the beginning for something that happened at once.
  package var to: Moment?
  /// Who did it, where that is known.
  package var actor: String?
  /// What happened, in a sentence.
  package var message: String
  /// Records and items that show it.
  package var evidence: [String]
  /// What was done about it and when, as people told.
  package var correction: String?

  /// Creates a value from its parts.
  package init(
    kind: Kind,
    controls: [ControlID],
    subject: String,
    from: Moment,
    to: Moment?,
    actor: String? = nil,
    message: String,
    evidence: [String] = [],
    correction: String? = nil
  ) {
    id = "\(kind.rawValue)/\(subject)/\(from)"
    self.kind = kind
    self.controls = controls
    self.subject = subject
    self.from = from
    self.to = to
    self.actor = actor
    self.message = message
    self.evidence = evidence
    self.correction = correction
  }

  /// Whether the control as a whole was out of work, rather than one of the things it acts on, and
  /// nothing else that is recorded of it says so.
  ///
  /// That a control was found failing, and that nobody looked, show in its own records.
  package var interruptsControl: Bool {
    switch kind {
    case .protectionWeakened, .jobStopped: true
    default: false
    }
  }

  /// Whether it is about a state that lasts until somebody ends it.
  package var isLasting: Bool {
    switch kind {
    case .protectionWeakened, .jobStopped, .missedCheck, .controlFailed: true
    default: false
    }
  }
}
