import ReadinessModel
import Reports

/// Drafts the description of the system from facts.
///
/// The parts are those of the description that management gives with a report (AICPA DC section
/// 200), in our own words. A part holds only what the repository shows, with its place; what else
/// belongs there is named for management to write.
enum SystemDescription {
  private static let factsAtMost = 12

  static func parts(from facts: RepositoryFacts) -> [SystemPart] {
    [
      SystemPart(
        title: "Services",
        known: services(facts),
        toWrite: "what the product does, for whom, and which parts of it the report covers."
      ),
      SystemPart(
        title: "Commitments and requirements",
        toWrite: "what contracts and terms promise customers about security, availability and"
          + " confidentiality, and which laws apply."
      ),
      SystemPart(
        title: "Infrastructure",
        known: infrastructure(facts),
        toWrite: "what runs outside this repository's infrastructure code."
      ),
      SystemPart(title: "Software", known: software(facts), toWrite: ""),
      SystemPart(
        title: "Data",
        known: data(facts),
        toWrite:
          "which classes of data customers entrust to the system, and where else they are kept."
      ),
      SystemPart(
        title: "People",
        toWrite: "who is responsible for what, and who oversees the controls."
      ),
      SystemPart(title: "Procedures", known: procedures(facts), toWrite: ""),
      SystemPart(
        title: "Subservice organizations",
        known: vendors(facts),
        toWrite: "which of them the controls depend on, what is expected of each, and whether their"
          + " controls are part of the report or carved out."
      ),
      SystemPart(
        title: "Incidents and changes in the period",
        toWrite: "incidents that kept the system from its commitments, and significant changes."
      ),
      SystemPart(
        title: "What customers must do themselves",
        toWrite: "controls that only work together with the customer's own."
      ),
    ]
  }

  private typealias Fact = (text: String, location: SourceLocation?)

  private static func services(_ facts: RepositoryFacts) -> [Fact] {
    guard let application = facts.application.value, !application.routes.isEmpty else { return [] }
    let byFramework = Dictionary(grouping: application.routes, by: \.framework)
    return byFramework.sorted { $0.key < $1.key }.map { framework, routes in
      let open = routes.count { $0.authentication.status == .declaredPublic }
      return (
        "\(counted(routes.count, "route")) of \(framework)"
          + (open == 0 ? "" : ", \(open) of them meant to be public"),
        routes.first?.location
      )
    }
  }

  private static func infrastructure(_ facts: RepositoryFacts) -> [Fact] {
    guard let infrastructure = facts.infrastructure.value else { return [] }
    var result: [Fact] = []
    if !infrastructure.regions.isEmpty {
      result.append(("Regions: \(infrastructure.regions.joined(separator: ", "))", nil))
    }
    result += infrastructure.dataStores.prefix(factsAtMost).map {
      ("\($0.resourceType) \($0.address)", $0.location)
    }
    result += infrastructure.listeners.prefix(factsAtMost).map {
      ("Listener \($0.address)", $0.location)
    }
    result += infrastructure.containers.prefix(factsAtMost).map {
      ("A container image is built", $0.location)
    }
    return result
  }

  private static func software(_ facts: RepositoryFacts) -> [Fact] {
    var result: [Fact] = []
    if !facts.inventory.frameworks.isEmpty {
      result.append(("Frameworks: \(facts.inventory.frameworks.joined(separator: ", "))", nil))
    }
    result += facts.inventory.packages.prefix(factsAtMost).map {
      ("Package \($0.name)", $0.manifest)
    }
    return result
  }

  private static func data(_ facts: RepositoryFacts) -> [Fact] {
    let models = facts.data.value?.models ?? []
    let personal = models.filter { model in
      model.fields.contains { $0.category != nil && $0.confidence != .low }
    }
    guard !models.isEmpty else { return [] }
    var seen: Set<String> = []
    return [(counted(models.count, "model"), nil)]
      + personal.filter { seen.insert($0.table ?? $0.name).inserted }.prefix(factsAtMost)
      .map { model in
        let fields = model.fields.filter { $0.category != nil && $0.confidence != .low }.map(\.name)
        return ("\(model.name) holds \(fields.joined(separator: ", "))", model.location)
      }
  }

  private static func procedures(_ facts: RepositoryFacts) -> [Fact] {
    let workflows = facts.delivery.value?.workflows ?? []
    return workflows.prefix(factsAtMost).map { workflow in
      let events = Set(workflow.triggers.map(\.event)).sorted().joined(separator: ", ")
      return ("\(workflow.name), on \(events.isEmpty ? "demand" : events)", workflow.location)
    }
      + facts.documents.documents.prefix(factsAtMost).map { ($0.title, $0.location) }
  }

  private static func vendors(_ facts: RepositoryFacts) -> [Fact] {
    facts.documents.derivedVendors.prefix(factsAtMost * 2).map {
      ("\($0.name), through \($0.via)", $0.evidence.first)
    }
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }
}
