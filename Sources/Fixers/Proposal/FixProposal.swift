package import ReadinessModel

/// How far an edit may be trusted; its author has to choose.
package enum Applicability: Codable, Hashable, Sendable {
  /// Keeps what the code means, apart from what the fix is for.
  case safe
  /// Depends on an answer that only a person can give.
  case needsDecision(FixDecision.ID)
  /// A suggestion to read; never written.
  case displayOnly
}

/// One edit of one file.
///
/// Ranges are byte offsets into the file as the project shows it; an empty range inserts.
package enum SourceEdit: Codable, Hashable, Sendable {
  /// Writes a file that is not there.
  case create(path: String, text: String)
  /// Replaces part of a file.
  case replace(path: String, range: Range<Int>, text: String)

  /// Inserts text into a file.
  package static func insert(path: String, at offset: Int, text: String) -> SourceEdit {
    .replace(path: path, range: offset..<offset, text: text)
  }

  /// The file.
  package var path: String {
    switch self {
    case .create(let path, _), .replace(let path, _, _): path
    }
  }
}

/// Edits that belong together: all of them are made, or none.
package struct FixChange: Codable, Hashable, Sendable {
  /// What it does, as a sentence without a full stop.
  package var title: String
  /// Why it is needed, in one sentence.
  package var reason: String
  /// How far it may be trusted.
  package var applicability: Applicability
  /// The edits.
  package var edits: [SourceEdit]

  /// Creates a change from its parts.
  package init(
    title: String,
    reason: String,
    applicability: Applicability,
    edits: [SourceEdit]
  ) {
    self.title = title
    self.reason = reason
    self.applicability = applicability
    self.edits = edits
  }
}

/// Something a fixer leaves alone.
package struct FixRefusal: Codable, Hashable, Sendable {
  /// What is left alone, for example a route or a file.
  package var subject: String
  /// Why, as a clause.
  package var reason: String
  /// Where, nil when it is about the whole repository.
  package var location: SourceLocation?
  /// What a person can do instead, in one sentence.
  package var next: String

  /// Creates a refusal from its parts.
  package init(subject: String, reason: String, location: SourceLocation? = nil, next: String) {
    self.subject = subject
    self.reason = reason
    self.location = location
    self.next = next
  }
}

/// What a fixer would do.
package struct FixProposal: Codable, Hashable, Sendable {
  /// What to change.
  package var changes: [FixChange]
  /// What it leaves alone, with reasons.
  package var refusals: [FixRefusal]
  /// What remains for people to do after it was applied, one sentence each.
  package var followUps: [String]

  /// Creates a proposal from its parts.
  package init(
    changes: [FixChange] = [],
    refusals: [FixRefusal] = [],
    followUps: [String] = []
  ) {
    self.changes = changes
    self.refusals = refusals
    self.followUps = followUps
  }

  /// A proposal that changes nothing, for one reason.
  package static func refusing(
    _ subject: String,
    because reason: String,
    at location: SourceLocation? = nil,
    next: String
  ) -> FixProposal {
    FixProposal(refusals: [
      FixRefusal(subject: subject, reason: reason, location: location, next: next)
    ])
  }
}
