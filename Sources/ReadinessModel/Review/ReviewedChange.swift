/// What a change does to the controls of a repository.
package struct ReviewedChange: Codable, Hashable, Sendable {
  /// Version of this value's shape.
  package var schemaVersion: Int
  /// Name of the repository's folder.
  package var repository: String
  /// What the change starts from: the commit that both sides have in common.
  package var base: ReviewedSide
  /// What the change leads to.
  package var head: ReviewedSide
  /// How much it changes.
  package var extent: ChangeExtent
  /// The answer.
  package var verdict: ReviewVerdict
  /// Controls that stand otherwise than before, in the order of the profile.
  package var controls: [ReviewedControl]
  /// What speaks against it, worst first.
  package var concerns: [ReviewConcern]
  /// What it makes better, in sentences.
  package var improvements: [String]

  /// Creates a value from its parts.
  package init(
    schemaVersion: Int = 1,
    repository: String,
    base: ReviewedSide,
    head: ReviewedSide,
    extent: ChangeExtent,
    verdict: ReviewVerdict,
    controls: [ReviewedControl] = [],
    concerns: [ReviewConcern] = [],
    improvements: [String] = []
  ) {
    self.schemaVersion = schemaVersion
    self.repository = repository
    self.base = base
    self.head = head
    self.extent = extent
    self.verdict = verdict
    self.controls = controls
    self.concerns = concerns
    self.improvements = improvements
  }
}

/// A control that a change makes stand otherwise.
package struct ReviewedControl: Codable, Hashable, Sendable {
  /// The control.
  package var control: ControlID
  /// Its title.
  package var title: String
  /// Its status on the side the change starts from.
  package var before: DesignStatus
  /// Its status on the side the change leads to.
  package var after: DesignStatus

  /// Creates a value from its parts.
  package init(control: ControlID, title: String, before: DesignStatus, after: DesignStatus) {
    self.control = control
    self.title = title
    self.before = before
    self.after = after
  }

  /// Whether it was built to work and is not any more.
  package var isLost: Bool {
    before.isBuiltToWork && !after.isBuiltToWork && after != .notApplicable
  }
}

/// What a reviewer says of a change.
package enum ReviewVerdict: String, Codable, Hashable, Sendable, CaseIterable {
  /// Nothing speaks against it.
  case approve
  /// Something has to be mended first.
  case requestChanges = "request-changes"
  /// People have to look: something could not be seen, or is theirs to weigh.
  case needsDiscussion = "needs-discussion"
}

/// One side of a change.
package struct ReviewedSide: Codable, Hashable, Sendable {
  /// The name it was asked for by; `working tree` for files as they are on disk.
  package var name: String
  /// The commit, nil for the working tree.
  package var commit: String?
  /// Routes of the application on this side.
  package var routes: Int

  /// Creates a value from its parts.
  package init(name: String, commit: String? = nil, routes: Int = 0) {
    self.name = name
    self.commit = commit
    self.routes = routes
  }
}

/// How much a change touches.
package struct ChangeExtent: Codable, Hashable, Sendable {
  /// Files that are new, gone or different; a moved file counts once.
  package var files: Int
  /// Files that were moved, with or without changes.
  package var moved: Int
  /// Lines that are new.
  package var addedLines: Int
  /// Lines that are gone.
  package var removedLines: Int

  /// Creates a value from its parts.
  package init(files: Int = 0, moved: Int = 0, addedLines: Int = 0, removedLines: Int = 0) {
    self.files = files
    self.moved = moved
    self.addedLines = addedLines
    self.removedLines = removedLines
  }
}
