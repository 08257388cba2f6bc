import ReadinessModel

// The shapes of the catalogue's files. They are kept apart from the model, so that files can be
// pleasant to write and the model pleasant to use.

struct FrameworkFile: Decodable {
  var id: String
  var title: String
  var version: String
  var families: [String]
}

struct FamilyFile: Decodable {
  struct Entry: Decodable {
    var id: String
    var title: String
    var summary: String
    var reach: CriterionReach
    var repositoryShows: String
    var peopleShow: String
    var oftenMistakenFor: String?
  }

  var family: String
  var category: String
  var criteria: [Entry]
}

struct ProfileFile: Decodable {
  var id: String
  var title: String
  var framework: String
  var categories: [String]
  var controls: [String]
}

struct ControlsFile: Decodable {
  struct Alias: Decodable {
    var label: String
    var note: String
    var calledThere: String?
  }

  struct Criteria: Decodable {
    var primary: [String]
    var supporting: [String]
  }

  struct Effort: Decodable {
    var fixed: [Double]
    var perItem: [Double]
    var atMost: Int
  }

  struct Test: Decodable {
    var check: String
    var gap: String
    var effort: Effort
  }

  struct Operation: Decodable {
    var kind: String
    var cadence: String
    var minimumDays: Int
    var decidedBy: String?
  }

  struct Entry: Decodable {
    var id: String
    var title: String
    var statement: String
    var aliases: [Alias]
    var criteria: Criteria
    var testedBy: [Test]
    var supportedBy: [String]
    var testedWhenConnected: [Test]?
    var attestations: [String]
    var operation: Operation
    var leadTimeDays: Int
  }

  var category: ControlCategory
  var controls: [Entry]
}

struct RemediesFile: Decodable {
  struct Part: Decodable {
    var checks: [String]
    var by: RemedyMeans
    var fixer: String?
    var how: String
  }

  struct Dependency: Decodable {
    var remedy: String
    var because: String
  }

  struct Entry: Decodable {
    var id: String
    var title: String
    var together: String
    var after: [Dependency]?
    var parts: [Part]
  }

  var remedies: [Entry]
}

struct WeaknessesFile: Decodable {
  struct Class: Decodable {
    var id: String
    var title: String
  }

  struct Entry: Decodable {
    var check: String
    var aspect: String?
    var one: String
    var many: String
    var attack: String
    var owasp: [String]
    var api: [String]?
    var cwe: [String]?
    var advice: String?
  }

  struct LeftOut: Decodable {
    var subject: String
    var see: String
    var checks: [String]
  }

  var owasp: [Class]
  var api: [Class]
  var cwe: [Class]
  var weaknesses: [Entry]
  var leftOut: [LeftOut]
}

extension WeaknessIndex {
  init(_ file: WeaknessesFile) {
    self.init(
      classes: (file.owasp + file.api + file.cwe).map { WeaknessClass(id: $0.id, title: $0.title) },
      weaknesses: file.weaknesses.map { entry in
        Weakness(
          check: CheckID(rawValue: entry.check),
          aspect: entry.aspect,
          one: entry.one,
          many: entry.many,
          attack: entry.attack,
          owasp: entry.owasp,
          api: entry.api ?? [],
          cwe: entry.cwe ?? [],
          advice: entry.advice
        )
      },
      leftOut: file.leftOut.map { entry in
        LeftOutChecks(
          subject: entry.subject,
          see: entry.see,
          checks: entry.checks.map(CheckID.init(rawValue:))
        )
      }
    )
  }
}

extension Remedy {
  init(_ entry: RemediesFile.Entry) {
    self.init(
      id: entry.id,
      title: entry.title,
      together: entry.together,
      after: (entry.after ?? []).map {
        RemedyDependency(remedy: $0.remedy, because: $0.because)
      },
      parts: entry.parts.map {
        RemedyPart(
          checks: $0.checks.map(CheckID.init(rawValue:)),
          means: $0.by,
          fixer: $0.fixer,
          how: $0.how
        )
      }
    )
  }
}

extension Control {
  init(_ entry: ControlsFile.Entry, category: ControlCategory, file: String) throws(CatalogFailure)
  {
    var effort: [CheckID: EffortModel] = [:]
    var gaps: [CheckID: String] = [:]
    for test in entry.testedBy + (entry.testedWhenConnected ?? []) {
      let id = CheckID(rawValue: test.check)
      effort[id] = try EffortModel(test.effort, of: test.check, file: file)
      gaps[id] = test.gap
    }
    self.init(
      id: ControlID(rawValue: entry.id),
      title: entry.title,
      statement: entry.statement,
      category: category,
      aliases: entry.aliases.map {
        ControlAlias(label: $0.label, note: $0.note, calledThere: $0.calledThere)
      },
      primaryCriteria: entry.criteria.primary.map(CriterionID.init(rawValue:)),
      supportingCriteria: entry.criteria.supporting.map(CriterionID.init(rawValue:)),
      testedBy: entry.testedBy.map { CheckID(rawValue: $0.check) },
      supportedBy: entry.supportedBy.map(CheckID.init(rawValue:)),
      testedWhenConnected: (entry.testedWhenConnected ?? []).map { CheckID(rawValue: $0.check) },
      attestations: entry.attestations,
      operation: OperationModel(
        kind: entry.operation.kind,
        cadence: entry.operation.cadence,
        minimumDays: entry.operation.minimumDays,
        decidedBy: entry.operation.decidedBy
      ),
      effort: effort,
      leadTimeDays: entry.leadTimeDays,
      gaps: gaps
    )
  }
}

extension EffortModel {
  init(_ effort: ControlsFile.Effort, of check: String, file: String) throws(CatalogFailure) {
    guard effort.fixed.count == 2, effort.perItem.count == 2 else {
      throw .malformed(file: file, reason: "the effort of \(check) needs [low, high] twice")
    }
    self.init(
      fixedLow: effort.fixed[0],
      fixedHigh: effort.fixed[1],
      perItemLow: effort.perItem[0],
      perItemHigh: effort.perItem[1],
      itemsAtMost: effort.atMost
    )
  }
}
