import ReadinessModel

/// What there is to show: documents at their versions, and the records of the ledger.
struct PageEvidence {
  let report: ReadinessReport

  private static let recordsAtMost = 400

  /// The documents that the repository holds.
  var documents: PageSection? {
    let documents = report.records.documents
    guard !documents.isEmpty else { return nil }
    let waiting = documents.count { !$0.placeholders.isEmpty || $0.awaitsApproval == true }
    return PageSection(
      "documents",
      "Documents",
      lead:
        "\(documents.count) \(documents.count == 1 ? "document" : "documents") in the repository"
        + (waiting == 0 ? "." : "; \(waiting) still wait for a person."),
      [
        PageTable.node(
          ["Document", "Version", "Owner", "Approved by", "Reviewed", "Stands", "Serves"],
          rows: documents.map(row)
        )
      ]
    )
  }

  private func row(_ document: GovernanceDocument) -> [HTMLNode] {
    [
      .group([
        .text(document.title), Tag.div(["class": "quiet mono"], document.location.file),
      ]),
      .text(document.version ?? "–"), .text(document.owner ?? "–"), .text(document.approver ?? "–"),
      Tag.span(["class": "day"], document.reviewedOn ?? "–"), standing(of: document),
      .text((document.satisfies ?? []).joined(separator: ", ")),
    ]
  }

  private func standing(of document: GovernanceDocument) -> HTMLNode {
    let marks = document.placeholders.count
    if marks > 0 {
      return PageMark.attestation.status("\(marks) \(marks == 1 ? "mark" : "marks") to fill")
    }
    if document.awaitsApproval == true { return PageMark.attestation.status("waits for approval") }
    if document.approver == nil { return PageMark.unseen.status("names no approver") }
    return PageMark.passing.status("filled")
  }

  /// The records of the ledger.
  var records: PageSection {
    let records = report.records.evidence
    guard !records.isEmpty else {
      return PageSection(
        "evidence",
        "Evidence",
        [
          Tag.p("No record of evidence is kept yet."),
          Tag.p([.text("Begin today: "), PageStart.command("auditwright watch")]),
        ]
      )
    }
    let shown = records.suffix(Self.recordsAtMost)
    let more = records.count - shown.count
    return PageSection(
      "evidence",
      "Evidence",
      lead:
        "\(ReportWording.number(records.count)) records in a ledger that nobody can change without"
        + " it being seen; each by its place in it, with the digest of what it holds.",
      [
        PageTable.node(
          ["Record", "What", "Controls", "Speaks of", "SHA-256"],
          rows: shown.reversed().map(row)
        ),
        more > 0
          ? Tag.p(
            ["class": "quiet"],
            "The latest \(shown.count); auditwright evidence list gives all."
          ) : .none,
      ]
    )
  }

  private func row(_ record: EvidenceRecord) -> [HTMLNode] {
    [
      Tag.span(["class": "mono"], record.id.description),
      .group([
        .text(PageGapList.bounded(record.title)), outcome(of: record),
        Tag.div(["class": "quiet"], "\(record.kind.rawValue), from \(source(of: record))"),
      ]),
      .text(PlanWording.list(record.controls)),
      Tag.span(["class": "day"], interval(of: record)),
      Tag.span(["class": "mono"], String((record.payload?.sha256 ?? "").prefix(8))),
    ]
  }

  private func source(of record: EvidenceRecord) -> String {
    let place = [record.source.system, record.source.location].compactMap { $0 }
      .joined(separator: " ")
    return "\(place), by \(record.collector.name) \(record.collector.version)"
  }

  private func outcome(of record: EvidenceRecord) -> HTMLNode {
    switch record.outcome {
    case .doesNotHold: Tag.div([PageMark.failing.status("does not hold")])
    case .notObservable: Tag.div([PageMark.unseen.status("could not be seen")])
    case .holds, nil: .none
    }
  }

  private func interval(of record: EvidenceRecord) -> String {
    let (from, to) = (record.effective.from.day, record.effective.to.day)
    return from == to ? "\(from)" : "\(from) – \(to)"
  }
}
