import Catalog
import Checks
import ReadinessModel

extension ReadinessEngine {
  /// Explains a control, a criterion, a check or a label in common use.
  package func explain(_ name: String, profile id: String = "startup") throws -> Explanation {
    guard let profile = catalog.profile(id) else {
      throw EngineFailure.unknownProfile(id, known: catalog.profiles.map(\.id))
    }
    if let control = profile.control(name) { return explain(control) }
    if let criterion = catalog.criterion(name) { return explain(criterion, in: profile) }
    let check = CheckID(rawValue: name.lowercased())
    let controls = profile.controls(using: check)
    if !controls.isEmpty || CheckRunner.description(of: check) != nil {
      return explain(check, usedBy: controls)
    }
    if let (control, alias) = profile.controls(called: name).first {
      var explanation = explain(control)
      explanation.sections.insert(
        Explanation.Section(heading: "", lines: [alias.note], isList: false),
        at: 0
      )
      return explanation
    }
    throw EngineFailure.unknownName(name, near: NearNames.of(name, in: profile, catalog))
  }

  /// Lists everything of a profile that can be explained.
  package func overview(profile id: String = "startup") throws -> Explanation {
    guard let profile = catalog.profile(id) else {
      throw EngineFailure.unknownProfile(id, known: catalog.profiles.map(\.id))
    }
    var explanation = Explanation(title: profile.title)
    explanation.list(
      profile.controls.map { "\($0.id)  \($0.title) (\(Self.names($0.primaryCriteria)))" },
      under: "Controls, with the criteria they address"
    )
    let addressed = Set(profile.controls.flatMap(\.primaryCriteria))
    explanation.list(
      catalog.framework.criteria
        .filter { profile.criteriaInScope.contains($0.id) && !addressed.contains($0.id) }
        .map { "\($0.id)  \($0.title)" },
      under: "Criteria that need documents and people, whatever the code shows"
    )
    return explanation
  }

  // MARK: - Control

  private func explain(_ control: Control) -> Explanation {
    var explanation = Explanation(title: "\(control.id)  \(control.title)")
    explanation.say(control.statement)
    explanation.list(control.primaryCriteria.map(titled), under: "Criteria it addresses")
    explanation.list(control.supportingCriteria.map(titled), under: "Criteria it supports")
    explanation.list(control.testedBy.map(stated), under: "It passes when each of these is true")
    explanation.list(
      control.testedWhenConnected.map(stated),
      under: "With access to the git host, these must be true as well"
    )
    explanation.list(control.supportedBy.map(stated), under: "These hint at it")
    explanation.list(control.attestations, under: "A person must state")
    explanation.list(
      control.aliases.map { "\($0.label): \($0.note)" },
      under: "Labels in common use"
    )
    let operation = control.operation
    let days =
      operation.minimumDays > 0
      ? "; \(operation.minimumDays) days of history before it reads as operating" : ""
    explanation.say("\(operation.kind), \(operation.cadence)\(days).", under: "How it operates")
    return explanation
  }

  // MARK: - Criterion

  private func explain(_ criterion: Criterion, in profile: ControlProfile) -> Explanation {
    var explanation = Explanation(title: "\(criterion.id)  \(criterion.title)")
    explanation.say(criterion.summary)
    for (control, alias) in profile.controls(called: criterion.id.rawValue) {
      let called = alias.calledThere.map { "call it \"\($0)\" and mean" } ?? "use it for"
      explanation.say(
        "Gap analyses, the SOC 2 walkthrough among them, \(called) \(control.id)"
          + " (\(control.title)). \(alias.note)",
        under: "The label"
      )
    }
    let addressing = profile.controls(addressing: criterion.id)
    explanation.list(addressing.map(served), under: "Controls that address the criterion")
    explanation.list(
      profile.controls(supporting: criterion.id).map(served),
      under: "Controls that support it"
    )
    explanation.say(criterion.repositoryShows, under: "What a repository can show")
    explanation.say(criterion.peopleShow, under: "What people must show")
    explanation.say(Self.sentence(of: criterion.reach), under: "How far a scan reaches")
    if !profile.criteriaInScope.contains(criterion.id) {
      explanation.say("The \(profile.id) profile leaves this criterion out of its scope.")
    }
    return explanation
  }

  private static func sentence(of reach: CriterionReach) -> String {
    switch reach {
    case .direct: "A scan can show it directly, as far as its design goes."
    case .partial: "A scan can show a part of it."
    case .outOfReach: "A scan cannot show it."
    }
  }

  // MARK: - Check

  private func explain(_ check: CheckID, usedBy controls: [Control]) -> Explanation {
    var explanation = Explanation(title: check.rawValue)
    if let description = CheckRunner.description(of: check) {
      explanation.say(description.statement)
      explanation.say(description.whyItMatters, under: "Why it matters")
      explanation.say(description.inspected, under: "What is inspected")
      explanation.say(description.cannotShow, under: "What this cannot show")
    }
    explanation.list(
      controls.map { control in
        served(control) + weight(of: check, in: control)
      },
      under: "Controls it is about"
    )
    return explanation
  }

  // MARK: - Words

  private func titled(_ id: CriterionID) -> String {
    catalog.criterion(id.rawValue).map { "\($0.id)  \($0.title)" } ?? id.rawValue
  }

  private func stated(_ check: CheckID) -> String {
    CheckRunner.description(of: check).map { "\($0.statement) (\(check))" } ?? check.rawValue
  }

  private func served(_ control: Control) -> String { "\(control.id)  \(control.title)" }

  private static func names(_ criteria: [CriterionID]) -> String {
    criteria.map(\.rawValue).joined(separator: ", ")
  }

  private func weight(of check: CheckID, in control: Control) -> String {
    if control.testedBy.contains(check) { return ", required" }
    return control.testedWhenConnected.contains(check)
      ? ", required where the git host answers it" : ", as a hint"
  }
}
