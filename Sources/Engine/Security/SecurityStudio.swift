import Assessment
import Catalog
import Checks
import Collectors
import ReadinessModel

/// Adds to a security audit what only the repository's text can show: lines, changes and history.
struct SecurityStudio {
  private static let linesAround = 2
  private static let linesAtMost = 10

  private let engine: ReadinessEngine
  private let scan: ScanResult
  private let path: String
  private let gathering: FactGathering
  private let intake: RepositoryIntake
  private let profile: String

  /// Reads the files again, once, so that lines and changes are of the same text.
  init(engine: ReadinessEngine, path: String, scan: ScanResult, profile: String) throws {
    self.engine = engine
    self.scan = scan
    self.path = path
    self.profile = profile
    gathering = FactGathering(root: path, context: engine.context)
    intake = try RepositoryIntake.read(root: path, context: engine.context)
  }

  // MARK: - History

  /// Looks for secrets in the commits, and tells what became of those in the files.
  func addHistory(to audit: inout SecurityAudit, _ auditor: SecurityAuditor) throws {
    guard let prefilter = gathering.prefilter else { return }
    let history = try SecretHistory(
      root: path,
      prefilter: prefilter,
      exclusions: intake.configuration.exclusions.map(\.path),
      context: engine.context
    ).read()
    SecretFates(
      secrets: scan.facts.application.value?.secrets ?? [],
      files: intake.files,
      prefilter: prefilter,
      history: history
    ).tell(in: &audit, auditor)
  }

  // MARK: - Lines

  /// Quotes what is weak, and shows the change that closes it where a fixer has one.
  func illustrate(_ audit: inout SecurityAudit) throws {
    try engine.context.begin("Trying fixes")
    let trials = FixTrials(
      engine: engine,
      gathering: gathering,
      intake: intake,
      facts: scan.facts,
      profile: profile
    )
    let reader = reader()
    var known: [[String]: FixIllustration?] = [:]
    var told: [CodeExcerpt: String] = [:]
    for index in audit.entries.indices {
      var entry = audit.entries[index]
      guard entry.bearsOnControls else { continue }
      let names = FixTrials.names(for: entry.check)
      let illustration: FixIllustration?
      if let found = known[names] {
        illustration = found
      } else {
        let remedies = engine.catalog.remedies
        illustration =
          names.isEmpty
          ? nil : try trials.illustration(for: entry.check, remedies: remedies)
        known[names] = .some(illustration)
      }
      illustrate(&entry, illustration, reader)
      if let excerpt = entry.fix.excerpt {
        // The same lines close several entries; they are shown once.
        if let number = told[excerpt] {
          entry.fix.excerpt = nil
          entry.fix.sameAs = number
        } else {
          told[excerpt] = entry.number
        }
      }
      audit.entries[index] = entry
    }
  }

  private func reader() -> ExcerptReader {
    let environments = scan.facts.application.value?.environmentFiles.map(\.file) ?? []
    var reader = ExcerptReader(prefilter: gathering.prefilter, closed: Set(environments))
    let secret = scan.assessment.findings.map(\.finding).filter { $0.aspect == "written-secret" }
    for place in Set(secret.flatMap(\.locations)).sorted() {
      reader.maskLiterals(near: place, of: intake.files[place.file]?.bytes)
    }
    return reader
  }

  private func illustrate(
    _ entry: inout SecurityEntry,
    _ illustration: FixIllustration?,
    _ reader: ExcerptReader
  ) {
    let illustration = illustration.flatMap { closes($0, entry) ? $0 : nil }
    let places = entry.places.filter(\.isShownByLines).compactMap(\.location)
    var shown = places.first
    if let illustration {
      entry.fix.proof = illustration.proof
      entry.fix.command = illustration.command
      entry.fix.files = illustration.files.count
      entry.fix.remaining = illustration.findings.map { Self.gaps(like: entry, in: $0) }
      entry.notes += illustration.questions.map { "To be decided first: \($0)" }
      let check = entry.check
      let here = entry.places.lazy.compactMap { place in
        change(at: place, of: check, illustration, reader)
      }.first
      if let here {
        shown = here.place
        entry.fix.excerpt = here.excerpt
        entry.fix.isElsewhere = here.isElsewhere
      } else {
        entry.fix.excerpt = elsewhere(illustration, near: places.first, reader)
        entry.fix.isElsewhere = entry.fix.excerpt != nil
      }
    }
    let isSecret = entry.check == SecretFates.check
    entry.vulnerable = shown.flatMap { excerpt(at: $0, reader, around: isSecret ? 0 : nil) }
  }

  /// Whether a change takes at least one gap of the entry's kind away.
  private func closes(_ illustration: FixIllustration, _ entry: SecurityEntry) -> Bool {
    guard let findings = illustration.findings else { return true }
    let before = Self.gaps(like: entry, in: scan.assessment.findings.map(\.finding))
    return Self.gaps(like: entry, in: findings) < before
  }

  private static func gaps(like entry: SecurityEntry, in findings: [Finding]) -> Int {
    var seen: Set<Finding> = []
    return CheckConclusion.gaps(in: findings.filter { seen.insert($0).inserted })
      .filter { $0.check == entry.check && $0.aspect == entry.aspect }
      .reduce(0) { $0 + ($1.more ?? 1) }
  }

  /// The lines of a place; `around` says how many besides, where it is not for their meaning.
  private func excerpt(
    at place: SourceLocation,
    _ reader: ExcerptReader,
    around: Int? = nil
  ) -> CodeExcerpt? {
    guard let bytes = intake.files[place.file]?.bytes,
      let lines = reader.lines(of: place.file, bytes), lines.indices.contains(place.line - 1)
    else { return nil }
    let end = around == 0 ? place.line : place.endLine ?? place.line
    let isLong = end > place.line
    let first = max(0, place.line - 1 - (isLong ? 0 : around ?? Self.linesAround))
    let last = isLong ? end - 1 : place.line - 1 + (around ?? Self.linesAround)
    let range = first...min(lines.count - 1, max(first, min(last, first + Self.linesAtMost - 1)))
    return CodeExcerpt(
      file: place.file,
      lines: range.map { index in
        CodeExcerpt.Line(
          number: index + 1,
          text: lines[index],
          isMarked: index == place.line - 1
        )
      }
    )
  }

  // MARK: - Changes

  /// The lines that protect a place: where a scan of the result says they are, or near the place.
  private func change(
    at place: SecurityPlace,
    of check: CheckID,
    _ illustration: FixIllustration,
    _ reader: ExcerptReader
  ) -> (place: SourceLocation, excerpt: CodeExcerpt, isElsewhere: Bool)? {
    guard let location = place.location, place.isShownByLines else { return nil }
    if let guarded = illustration.protection(of: place.subject, for: check),
      let (before, after) = illustration.files[guarded.file],
      let new = reader.lines(of: guarded.file, after),
      let extract = ChangedLines.around(
        guarded,
        from: before.flatMap { reader.lines(of: guarded.file, $0) } ?? [],
        to: new
      )
    {
      let excerpt = Self.excerpt(of: guarded.file, new, extract)
      return (location, excerpt, guarded.file != location.file)
    }
    return changed(at: location, illustration, reader).map { (location, $0, false) }
  }

  private func changed(
    at place: SourceLocation,
    _ illustration: FixIllustration,
    _ reader: ExcerptReader
  ) -> CodeExcerpt? {
    guard let (before, after) = illustration.files[place.file], let before,
      let old = reader.lines(of: place.file, before), let new = reader.lines(of: place.file, after),
      let extract = ChangedLines.near(place, from: old, to: new)
    else { return nil }
    return Self.excerpt(of: place.file, new, extract)
  }

  /// The first lines of the change, of a file like the one that is weak where there is one.
  private func elsewhere(
    _ illustration: FixIllustration,
    near place: SourceLocation?,
    _ reader: ExcerptReader
  ) -> CodeExcerpt? {
    let kind = place.map { PathText.fileExtension(of: $0.file) } ?? ""
    let order = { (path: String) in
      let isNew = illustration.files[path]?.before == nil
      return (isNew ? 2 : 0) + (PathText.fileExtension(of: path) == kind ? 0 : 1)
    }
    let paths = illustration.files.keys.sorted { (order($0), $0) < (order($1), $1) }
    for path in paths {
      guard let (before, after) = illustration.files[path],
        let new = reader.lines(of: path, after)
      else { continue }
      let old = before.flatMap { reader.lines(of: path, $0) } ?? []
      guard let extract = ChangedLines.first(from: old, to: new) else { continue }
      return Self.excerpt(of: path, new, extract)
    }
    return nil
  }

  private static func excerpt(
    of file: String,
    _ lines: [String],
    _ extract: ChangedLines.Extract
  ) -> CodeExcerpt {
    CodeExcerpt(
      file: file,
      lines: extract.lines.map { index in
        CodeExcerpt.Line(
          number: index + 1,
          text: lines[index],
          isMarked: extract.added.contains(index)
        )
      }
    )
  }
}
