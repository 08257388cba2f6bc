import ReadinessModel

/// The lines of the risk register.
enum RiskRegisterText {
  static func lines(for project: FixProject) -> [String] {
    var lines = [
      "# id: risks",
      "# What can go wrong here: what the scan of this repository found, then what its architecture",
      "# and the people around it bring. Estimates are proposals until somebody writes their own:",
      "# likelihood 1 (hardly ever) to 5 (any day), impact 1 (nobody notices) to 5 (the company is at",
      "# stake). An accepted risk needs who accepted it, and a day on which that ends.",
      "risks:",
    ]
    for risk in found(project) + standing(project) { lines += entry(risk) }
    return lines
  }

  private struct Entry {
    var id: String
    var title: String
    var category: String
    var source: String
    var finding: String
    var places: [SourceLocation]
    var likelihood: Int
    var impact: Int
    var because: String
  }

  // MARK: - What was found

  private static func found(_ project: FixProject) -> [Entry] {
    let grouped = Dictionary(grouping: project.gaps, by: \.finding.check)
    return grouped.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { check, findings in
      guard let risk = KnownRisk.behind(check), let first = findings.first else { return nil }
      let more = findings.count > 1 ? " (and \(findings.count - 1) more of the kind)" : ""
      return Entry(
        id: check.rawValue,
        title: risk.title,
        category: risk.category,
        source: "check \(check.rawValue), control \(first.control.rawValue)",
        finding: first.finding.message + more,
        places: findings.filter { $0.finding.lookedFor == nil }.flatMap(\.finding.locations),
        likelihood: risk.likelihood,
        impact: risk.impact,
        because: risk.because
      )
    }
  }

  // MARK: - What the architecture and the people bring

  private static func standing(_ project: FixProject) -> [Entry] {
    outsideParties(project) + fraud(project) + change(project)
  }

  private static func outsideParties(_ project: FixProject) -> [Entry] {
    let vendors = VendorSighting.all(in: project.facts)
    var entries: [Entry] = vendors.filter { $0.ways.contains("infrastructure") }.map { vendor in
      Entry(
        id: "outage-of-" + slug(vendor.name),
        title: "\(vendor.name) is unavailable, or closes the account",
        category: "availability",
        source: "architecture",
        finding: "\(vendor.name) runs the infrastructure",
        places: vendor.places,
        likelihood: 2,
        impact: 4,
        because: "there is no second provider in the repository"
      )
    }
    let called = vendors.filter { !$0.ways.contains("infrastructure") && $0.ways != ["action"] }
    entries += called.map { vendor in
      Entry(
        id: "breach-at-" + slug(vendor.name),
        title: "\(vendor.name) loses what it got from us, or fails while we need it",
        category: "vendors",
        source: "architecture",
        finding: "\(vendor.name) \(vendor.use)",
        places: vendor.places,
        likelihood: 2,
        impact: 3,
        because:
          "what it gets is for the vendor register to say; raise the impact if that is personal data"
      )
    }
    return entries
  }

  private static func fraud(_ project: FixProject) -> [Entry] {
    var entries: [Entry] = []
    let jobs = project.facts.delivery.value?.workflows.flatMap(\.jobs) ?? []
    if let job = jobs.first(where: { $0.activities.contains { $0.kind == .deploy } }) {
      entries.append(
        Entry(
          id: "fraud-lone-change",
          title: "One person writes, merges and deploys a change that serves only them",
          category: "fraud",
          source: "architecture",
          finding:
            "the job \(SafeWords.line(job.id)) deploys; who may start it, the git host decides",
          places: [job.location],
          likelihood: 2,
          impact: 5,
          because: "few people hold all of these rights at once"
        )
      )
    }
    let models = project.facts.data.value?.models ?? []
    let money = models.filter { model in
      let name = (model.table ?? model.name).lowercased()
      return ["payment", "invoice", "payout", "refund", "order", "subscription", "wallet"].contains
      {
        name.contains($0)
      }
    }
    if let first = money.first {
      let names = Phrase.listed(money.map { SafeWords.line($0.table ?? $0.name) }, limit: 5)
      entries.append(
        Entry(
          id: "fraud-money",
          title: "Somebody inside changes amounts, payers or receivers to their own gain",
          category: "fraud",
          source: "architecture",
          finding: "money is recorded in \(names)",
          places: [first.location],
          likelihood: 2,
          impact: 4,
          because: "it takes access to the database or the payment provider's console"
        )
      )
    }
    if let model = models.first(where: { $0.fields.contains { $0.sensitivity == .personal } }) {
      entries.append(
        Entry(
          id: "fraud-data",
          title: "Somebody about to leave takes customer data along",
          category: "fraud",
          source: "architecture",
          finding:
            "personal data of customers is in \(SafeWords.line(model.table ?? model.name)) and others",
          places: [model.location],
          likelihood: 2,
          impact: 4,
          because: "support and engineers can read production"
        )
      )
    }
    return entries
  }

  private static func change(_ project: FixProject) -> [Entry] {
    var entries: [Entry] = []
    if let place = project.facts.delivery.value?.schemaMigrations.first {
      entries.append(
        Entry(
          id: "change-schema",
          title: "A change of the database schema loses or exposes data",
          category: "change",
          source: "architecture",
          finding: "the schema changes through files beside \(SafeWords.line(place.file))",
          places: [place],
          likelihood: 2,
          impact: 4,
          because: "a schema is not rolled back with the image"
        )
      )
    }
    let vendors = project.facts.documents.derivedVendors
    if let first = vendors.first {
      entries.append(
        Entry(
          id: "change-vendor",
          title: "A new vendor gets data before anybody looked at it",
          category: "change",
          source: "architecture",
          finding: "a vendor arrives with a dependency, an address or an action in a pull request",
          places: first.evidence,
          likelihood: 3,
          impact: 3,
          because: "adding a library takes a minute, and a review does not"
        )
      )
    }
    return entries
  }

  private static func slug(_ name: String) -> String {
    name.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.joined(separator: "-")
  }

  // MARK: - Lines

  private static func entry(_ risk: Entry) -> [String] {
    var lines = [
      "  - id: \(risk.id)", "    title: \(YAMLText.scalar(risk.title))",
      "    category: \(risk.category)", "    source: \(YAMLText.scalar(risk.source))",
      "    finding: \(YAMLText.scalar(risk.finding))", "    seen_at:",
    ]
    var seen: Set<String> = []
    let places = risk.places.map(\.description).filter { seen.insert($0).inserted }
    lines += places.prefix(3).map { "      - \(YAMLText.scalar($0))" }
    if places.isEmpty { lines[lines.count - 1] = "    seen_at: []" }
    let score = risk.likelihood * risk.impact
    return lines + [
      "    proposed: {likelihood: \(risk.likelihood), impact: \(risk.impact), score: \(score)}",
      "    because: \(YAMLText.scalar(risk.because))",
      "    likelihood: \(mark("1 to 5"))", "    impact: \(mark("1 to 5"))",
      "    owner: \(mark("who answers for this risk"))",
      "    treatment: \(mark("mitigate, accept, transfer or avoid, and how"))",
      "    due: \(mark("day"))", "    residual: \(mark("likelihood and impact that remain"))",
      "    accepted_by: \(mark("who, with the day on which it ends; no for none"))", "",
    ]
  }

  private static func mark(_ what: String) -> String {
    YAMLText.scalar(DocumentTemplate.mark + what + "]]")
  }
}
