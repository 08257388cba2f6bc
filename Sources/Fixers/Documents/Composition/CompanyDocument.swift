import ReadinessModel

/// A document or register that a fixer can write.
struct CompanyDocument: Sendable {
  /// What it calls itself in its first lines, so that it is found again where people moved it.
  var id: String
  /// What it is called in messages, for example `the policy on access control`.
  var name: String
  /// The topics it is about, as the collector tells them.
  var topics: Set<DocumentTopic>
  /// Its path when it is written for the first time.
  var path: String
  /// How its lines are commented out.
  var comment: WrittenText.Comment
  /// Its lines, for the folder it is in.
  var lines: @Sendable (_ folder: String) -> [String]
}

/// Where a repository keeps its documents.
enum DocumentFolder {
  private static let known = ["docs", "doc", "documentation", "handbook"]

  /// The folder with the most texts of those that commonly hold documents; `docs` when there is none.
  static func of(_ files: ProjectFiles) -> String {
    let counted = known.map { folder in
      (folder, files.paths(under: folder).count { ProjectPath.fileExtension(of: $0) == "md" })
    }
    let most = counted.map(\.1).max() ?? 0
    return counted.first { $0.1 == most && most > 0 }?.0 ?? known[0]
  }
}

/// Decides what is written, brought up to date or left alone.
struct DocumentDesk {
  private let project: FixProject
  /// Paths of texts that a fixer wrote, by what they call themselves.
  private let existing: [String: String]

  /// Looks for what was written before.
  init(_ project: FixProject) {
    self.project = project
    var existing: [String: String] = [:]
    for path in project.files.paths where Self.comment(of: path) != nil {
      guard let bytes = project.files.bytes(of: path), Self.isWritten(bytes),
        let id = Self.id(of: bytes), existing[id] == nil
      else { continue }
      existing[id] = path
    }
    self.existing = existing
  }

  /// Whether a fixer wrote a document before.
  func hasWritten(_ id: String) -> Bool { existing[id] != nil }

  /// Where a document is that a fixer wrote before.
  func path(of id: String) -> String? { existing[id] }

  /// What to do about some documents.
  func proposal(_ documents: [CompanyDocument]) -> FixProposal {
    documents.reduce(into: FixProposal()) { proposal, document in
      if let path = existing[document.id] {
        revise(document, at: path, &proposal)
      } else {
        write(document, &proposal)
      }
    }
  }

  private func write(_ document: CompanyDocument, _ proposal: inout FixProposal) {
    guard !project.files.contains(document.path) else {
      proposal.refusals.append(
        FixRefusal(
          subject: document.path,
          reason: "it is there already, and was written by somebody else",
          location: SourceLocation(file: document.path, line: 1),
          next: "Keep it, or move it away and run this again to compare the two."
        )
      )
      return
    }
    if let other = other(about: document.topics) {
      proposal.refusals.append(
        FixRefusal(
          subject: document.name,
          reason: "\(other.location.file) is about the same, and has an owner",
          location: other.location,
          next: "Keep one document on each subject; nothing is written beside yours."
        )
      )
      return
    }
    let lines = document.lines(ProjectPath.folder(of: document.path))
    let digests = lines.map(WrittenText.digest)
    proposal.changes.append(
      FixChange(
        title: "Write \(document.name) in \(document.path)",
        reason: "What is not written down can be neither followed nor shown.",
        applicability: .safe,
        edits: [
          .create(
            path: document.path,
            text: WrittenText.text(lines, written: digests, comment: document.comment)
          )
        ]
      )
    )
  }

  private func revise(
    _ document: CompanyDocument,
    at path: String,
    _ proposal: inout FixProposal
  ) {
    guard let bytes = project.files.bytes(of: path), let text = project.files.text(of: path),
      let old = WrittenText(text, comment: document.comment)
    else { return }
    let isApproved = old.lines.prefix(40).contains { line in
      line.hasPrefix("status:") && !line.dropFirst(7).contains("draft")
    }
    guard
      let revision = TextRevision(
        of: old,
        to: document.lines(ProjectPath.folder(of: path)),
        isApproved: isApproved
      )
    else { return }
    proposal.refusals += revision.differences.map {
      refusal($0, path: path, isApproved: isApproved)
    }
    guard revision.lines != old.lines || revision.written != old.written else { return }
    let newline = text.contains("\r\n") ? "\r\n" : "\n"
    let made = WrittenText.text(
      revision.lines,
      written: revision.written,
      comment: document.comment,
      newline: newline
    )
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard Array(bytes[mark...]) != Array(made.utf8) else { return }
    proposal.changes.append(
      FixChange(
        title: "Bring \(path) up to date with what the repository shows",
        reason: "A document that the configuration contradicts is worse than none.",
        applicability: .safe,
        edits: [.replace(path: path, range: mark..<bytes.count, text: made)]
      )
    )
  }

  private func refusal(
    _ difference: TextRevision.Difference,
    path: String,
    isApproved: Bool
  ) -> FixRefusal {
    let says = difference.says.first { !$0.isEmpty } ?? ""
    let wouldSay = difference.wouldSay.first { !$0.isEmpty } ?? ""
    let told =
      says.isEmpty
      ? "it lacks “\(SafeWords.line(wouldSay))”"
      : wouldSay.isEmpty
        ? "the repository no longer bears out “\(SafeWords.line(says))”"
        : "it says “\(SafeWords.line(says))”, and the repository shows “\(SafeWords.line(wouldSay))”"
    return FixRefusal(
      subject: path,
      reason: told,
      location: SourceLocation(file: path, line: difference.line),
      next: isApproved
        ? "It is approved: change it, raise its version and have it approved again, or change the code."
        : "Somebody edited this place: bring the text and the repository together by hand."
    )
  }

  /// A document of the company's own about one of some topics, that somebody answers for.
  private func other(about topics: Set<DocumentTopic>) -> GovernanceDocument? {
    let own = Set(existing.values)
    return project.facts.documents.documents.first { document in
      topics.contains(document.topic) && !own.contains(document.location.file)
        && (document.owner != nil || document.approver != nil)
    }
  }

  // MARK: - Reading what was written

  private static func comment(of path: String) -> WrittenText.Comment? {
    switch ProjectPath.fileExtension(of: path) {
    case "md": .markdown
    case "yml": .yaml
    default: nil
    }
  }

  /// Whether the comment that fixers leave stands near the end.
  private static func isWritten(_ bytes: [UInt8]) -> Bool {
    bytes.suffix(20_000).split(separator: 0x0A).contains { line in
      line.starts(with: "<!-- auditwright:lines ".utf8)
        || line.starts(with: "# auditwright:lines ".utf8)
    }
  }

  private static func id(of bytes: [UInt8]) -> String? {
    for line in String(decoding: bytes.prefix(2_000), as: UTF8.self).split(
      whereSeparator: \.isNewline
    ).prefix(20) {
      for key in ["id: ", "# id: ", "<!-- id: "] where line.hasPrefix(key) {
        return String(line.dropFirst(key.count).prefix { $0 != " " })
      }
    }
    return nil
  }
}
