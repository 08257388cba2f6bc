/// An assessment as somebody reads it who looks for weaknesses: the same findings, in another order.
package struct SecurityAudit: Hashable, Sendable {
  /// Version of this value's shape.
  package var schemaVersion: Int
  /// Name of the repository's folder.
  package var repository: String
  /// The commit assessed, nil outside a git work tree.
  package var commit: String?
  /// The day it is judged as of, `YYYY-MM-DD`.
  package var assessedOn: String
  /// Version of Auditwright.
  package var toolVersion: String
  /// The profile whose controls were looked at.
  package var profile: String
  /// How far the application's routes can be reached; nil when none were seen.
  package var routes: RouteExposure?
  /// What is weak, worst first.
  package var entries: [SecurityEntry]
  /// What was looked at and holds.
  package var holds: [HeldProtection]
  /// What could not be seen, in sentences with the reason.
  package var notSeen: [String]
  /// How the git history was looked through for secrets; nil when nobody asked.
  package var history: HistoryReading?
  /// What is no matter of this report.
  package var leftOut: [LeftOutChecks]

  /// Creates a value from its parts.
  package init(
    repository: String,
    commit: String? = nil,
    assessedOn: String,
    toolVersion: String,
    profile: String,
    routes: RouteExposure? = nil,
    entries: [SecurityEntry] = [],
    holds: [HeldProtection] = [],
    notSeen: [String] = [],
    history: HistoryReading? = nil,
    leftOut: [LeftOutChecks] = []
  ) {
    schemaVersion = 1
    self.repository = repository
    self.commit = commit
    self.assessedOn = assessedOn
    self.toolVersion = toolVersion
    self.profile = profile
    self.routes = routes
    self.entries = entries
    self.holds = holds
    self.notSeen = notSeen
    self.history = history
    self.leftOut = leftOut
  }
}

/// How far routes can be reached by whom.
package struct RouteExposure: Codable, Hashable, Sendable {
  /// Routes found.
  package var total: Int
  /// Routes behind authentication.
  package var signedIn: Int
  /// Routes that need authentication and ask for none.
  package var open: Int
  /// Routes that are open by what they are for, such as sign-in and health.
  package var openByPurpose: Int
  /// Routes declared public.
  package var declaredPublic: Int
  /// Routes whose guards could not be followed.
  package var unresolved: Int
  /// Registrations whose method or path could not be resolved.
  package var unresolvedRegistrations: Int

  /// Creates a value from its parts.
  package init(
    total: Int,
    signedIn: Int,
    open: Int,
    openByPurpose: Int,
    declaredPublic: Int,
    unresolved: Int,
    unresolvedRegistrations: Int
  ) {
    self.total = total
    self.signedIn = signedIn
    self.open = open
    self.openByPurpose = openByPurpose
    self.declaredPublic = declaredPublic
    self.unresolved = unresolved
    self.unresolvedRegistrations = unresolvedRegistrations
  }
}

/// One class of weakness, with every place where it was found.
package struct SecurityEntry: Hashable, Sendable {
  /// Its number within the report, for example `C1`.
  package var number: String
  /// How much it matters.
  package var severity: Severity
  /// Whether the code shows it; otherwise it has to be looked into.
  package var isCertain: Bool
  /// What is wrong, as a sentence without a full stop.
  package var title: String
  /// The check whose gap it is.
  package var check: CheckID
  /// The part of the check's sentence that is false, nil for all of it.
  package var aspect: String?
  /// Categories of the OWASP Top 10.
  package var owasp: [WeaknessClass]
  /// Categories of the OWASP API Security Top 10.
  package var api: [WeaknessClass]
  /// Weaknesses of the common enumeration.
  package var cwe: [WeaknessClass]
  /// Controls it belongs to.
  package var controls: [ControlID]
  /// What somebody who means harm does with it.
  package var attack: String
  /// The first places, in order.
  package var places: [SecurityPlace]
  /// How many places there are in all.
  package var count: Int
  /// Lines that show it, nil where no line does.
  package var vulnerable: CodeExcerpt?
  /// How it is closed.
  package var fix: SecurityFix
  /// What is to be known besides, in sentences.
  package var notes: [String]
  /// Whether the status of its controls rests on it; what only the history holds does not.
  package var bearsOnControls: Bool

  /// Creates a value from its parts.
  package init(
    number: String = "",
    severity: Severity,
    isCertain: Bool,
    title: String,
    check: CheckID,
    aspect: String? = nil,
    owasp: [WeaknessClass] = [],
    api: [WeaknessClass] = [],
    cwe: [WeaknessClass] = [],
    controls: [ControlID] = [],
    attack: String,
    places: [SecurityPlace] = [],
    count: Int,
    vulnerable: CodeExcerpt? = nil,
    fix: SecurityFix,
    notes: [String] = [],
    bearsOnControls: Bool = true
  ) {
    self.number = number
    self.severity = severity
    self.isCertain = isCertain
    self.title = title
    self.check = check
    self.aspect = aspect
    self.owasp = owasp
    self.api = api
    self.cwe = cwe
    self.controls = controls
    self.attack = attack
    self.places = places
    self.count = count
    self.vulnerable = vulnerable
    self.fix = fix
    self.notes = notes
    self.bearsOnControls = bearsOnControls
  }
}

/// One place of an entry.
package struct SecurityPlace: Codable, Hashable, Sendable {
  /// Where; nil when it is about the whole repository.
  package var location: SourceLocation?
  /// What stands there, for example a route; nil when it has no name.
  package var subject: String?
  /// What was found, in one sentence.
  package var message: String
  /// The commit that has it, where the files no longer do.
  package var commit: String?
  /// Whether lines show it; what is missing belongs there, and no line is wrong.
  package var isShownByLines: Bool

  /// Creates a value from its parts.
  package init(
    location: SourceLocation?,
    subject: String?,
    message: String,
    commit: String? = nil,
    isShownByLines: Bool = true
  ) {
    self.isShownByLines = isShownByLines
    self.location = location
    self.subject = subject
    self.message = message
    self.commit = commit
  }
}

/// Lines of a file, with what nobody may read in a report masked.
package struct CodeExcerpt: Codable, Hashable, Sendable {
  /// One line.
  package struct Line: Codable, Hashable, Sendable {
    /// Its number.
    package var number: Int
    /// Its text, without a line break.
    package var text: String
    /// Whether it is the one that is meant, or one that a change adds.
    package var isMarked: Bool

    /// Creates a value from its parts.
    package init(number: Int, text: String, isMarked: Bool = false) {
      self.number = number
      self.text = text
      self.isMarked = isMarked
    }
  }

  /// The file.
  package var file: String
  /// The lines; a gap in the numbers is a gap in the file.
  package var lines: [Line]

  /// Creates a value from its parts.
  package init(file: String, lines: [Line]) {
    self.file = file
    self.lines = lines
  }
}

/// How an entry is closed.
package struct SecurityFix: Hashable, Sendable {
  /// How far a fixer's change is known to close it.
  package enum Proof: String, Codable, Hashable, Sendable, CaseIterable {
    /// The change was made in memory, and the repository scanned again.
    case proven
    /// The change was proposed only: of a repository of this size, the proof is left to the fix.
    case proposed
    /// The change waits for a person's decision.
    case undecided
    /// No fixer has a change here.
    case byHand = "by-hand"
  }

  /// What to do, in one sentence.
  package var advice: String
  /// How far a fixer's change is known to close it.
  package var proof: Proof
  /// The command that makes the change, nil when none does.
  package var command: String?
  /// The lines as the change leaves them; nil when there is none to show.
  package var excerpt: CodeExcerpt?
  /// Whether the excerpt is of another place than the one shown as weak.
  package var isElsewhere: Bool
  /// The number of the entry whose excerpt is the same, so that it is not shown again.
  package var sameAs: String?
  /// Files that the change makes or edits besides, in all.
  package var files: Int
  /// Places that are still open after the change; nil when that was not tried.
  package var remaining: Int?

  /// Creates a value from its parts.
  package init(
    advice: String,
    proof: Proof = .byHand,
    command: String? = nil,
    excerpt: CodeExcerpt? = nil,
    isElsewhere: Bool = false,
    sameAs: String? = nil,
    files: Int = 0,
    remaining: Int? = nil
  ) {
    self.advice = advice
    self.proof = proof
    self.command = command
    self.excerpt = excerpt
    self.isElsewhere = isElsewhere
    self.sameAs = sameAs
    self.files = files
    self.remaining = remaining
  }
}

/// A protection that was found.
package struct HeldProtection: Codable, Hashable, Sendable {
  /// The check that holds.
  package var check: CheckID
  /// What was found, in one sentence.
  package var message: String
  /// Controls it belongs to.
  package var controls: [ControlID]
  /// Where it shows first.
  package var location: SourceLocation?

  /// Creates a value from its parts.
  package init(
    check: CheckID,
    message: String,
    controls: [ControlID],
    location: SourceLocation? = nil
  ) {
    self.check = check
    self.message = message
    self.controls = controls
    self.location = location
  }
}

/// How a git history was looked through.
package struct HistoryReading: Codable, Hashable, Sendable {
  /// How much of it could be seen.
  package enum Extent: String, Codable, Hashable, Sendable, CaseIterable {
    /// All that the clone has, and the clone has all.
    case whole
    /// A part.
    case part
    /// Nothing.
    case none
  }

  /// How much of it could be seen.
  package var extent: Extent
  /// Why not all of it; empty for the whole.
  package var reasons: [String]
  /// Commits whose files were looked at.
  package var commits: Int
  /// Versions of files that were looked through.
  package var versions: Int

  /// Creates a value from its parts.
  package init(extent: Extent, reasons: [String] = [], commits: Int = 0, versions: Int = 0) {
    self.extent = extent
    self.reasons = reasons
    self.commits = commits
    self.versions = versions
  }
}

extension SecurityAudit {
  /// How many entries there are of a severity.
  package func count(_ severity: Severity) -> Int { entries.count { $0.severity == severity } }
}
