import ReadinessModel

/// The lines of the vendor register.
enum VendorRegisterText {
  static func lines(for project: FixProject, _ answers: FixAnswers) -> [String] {
    let vendors = VendorSighting.all(in: project.facts)
    var lines = [
      "# id: vendors",
      "# Everybody outside the company that this repository shows to be in use.",
      "# Vendors that leave no trace in it, such as payroll and bookkeeping, are added by hand.",
      "# tier: 1 holds customer data or can stop the service, 2 holds data of ours or leads to a tier 1",
      "# vendor, 3 does neither.",
      "vendors:",
    ]
    for vendor in vendors {
      lines += entry(vendor, project, answers)
    }
    return lines
  }

  private static func entry(
    _ vendor: VendorSighting,
    _ project: FixProject,
    _ answers: FixAnswers
  ) -> [String] {
    var lines = [
      "  - name: \(vendor.name)", "    use: \(vendor.use.replacing("is called", with: "called"))",
    ]
    if let category = vendor.category { lines.append("    category: \(category)") }
    lines.append("    seen_at:")
    lines += vendor.places.prefix(3).map { "      - \(YAMLText.scalar($0.description))" }
    lines.append("    data: \(data(vendor, project))")
    lines.append("    tier: \(mark("1, 2 or 3"))")
    lines.append("    owner: \(mark("who looks after \(vendor.name)"))")
    if vendor.ways.contains("infrastructure") {
      lines.append("    subservice: true")
    }
    lines.append("    contract: \(mark("where the agreement and the data processing terms are"))")
    lines.append(
      "    assurance: \(mark("the report relied on, its period and the day it was read"))"
    )
    lines.append("    reviewed_on: \(mark("day of the last review"))")
    lines.append("    reviewed_by: \(mark("who reviewed it"))")
    return lines + [""]
  }

  /// What it gets where the code shows that, and a mark where it does not.
  private static func data(_ vendor: VendorSighting, _ project: FixProject) -> String {
    if vendor.ways.contains("infrastructure"), let held = held(project) {
      return YAMLText.scalar(held)
    }
    if vendor.ways == ["action"] {
      return YAMLText.scalar("source code and what its workflows use")
    }
    let place = vendor.places.first.map { "; see \($0)" } ?? ""
    return mark("which data it gets\(place)")
  }

  /// What the stores of the infrastructure hold, by the classes that the models show.
  private static func held(_ project: FixProject) -> String? {
    let stores = project.facts.infrastructure.value?.dataStores ?? []
    let kinds: Set<DataStoreKind> = [
      .relationalDatabase, .documentDatabase, .keyValueStore, .objectStore,
    ]
    let holding = stores.filter { kinds.contains($0.kind) }.sorted { $0.location < $1.location }
    guard !holding.isEmpty else { return nil }
    let fields = (project.facts.data.value?.models ?? []).flatMap(\.fields)
    let classes: [(Sensitivity, String)] = [
      (.personal, "personal data"), (.sensitive, "sensitive personal data"),
      (.credential, "credentials"), (.confidential, "confidential business data"),
    ]
    let named = classes.filter { wanted in fields.contains { $0.sensitivity == wanted.0 } }.map(\.1)
    let what = named.isEmpty ? "everything stored" : Phrase.listed(named)
    return "\(what), in " + Phrase.listed(holding.map { SafeWords.line($0.address) }, limit: 5)
  }

  private static func mark(_ what: String) -> String {
    YAMLText.scalar(DocumentTemplate.mark + what + "]]")
  }
}

/// Text as YAML reads it back.
enum YAMLText {
  /// A scalar in double quotes, on one line.
  static func scalar(_ text: String) -> String {
    "\""
      + SafeWords.line(text, limit: 400).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      + "\""
  }
}
