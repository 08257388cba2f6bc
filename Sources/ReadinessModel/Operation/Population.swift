/// One thing a control should have acted on.
package struct PopulationItem: Codable, Hashable, Sendable {
  /// Its identifier within the population.
  package var id: String
  /// When it happened.
  package var at: Moment
  /// What is known of it, by column.
  package var fields: [String: String]

  /// Creates a value from its parts.
  package init(id: String, at: Moment, fields: [String: String] = [:]) {
    self.id = id
    self.at = at
    self.fields = fields
  }
}

/// How a population was retrieved, so that anybody can do it again.
package struct PopulationSource: Codable, Hashable, Sendable {
  /// The system asked, for example `github.com`.
  package var system: String
  /// What was asked, exactly.
  package var query: String
  /// Parameters of the question.
  package var parameters: [String: String]
  /// When.
  package var retrievedAt: Moment
  /// Pages that the answer came in.
  package var pages: Int
  /// Rows that came.
  package var rows: Int
  /// How many there are by the system's own count, nil when it does not say.
  package var statedTotal: Int?

  /// Creates a value from its parts.
  package init(
    system: String,
    query: String,
    parameters: [String: String] = [:],
    retrievedAt: Moment,
    pages: Int,
    rows: Int,
    statedTotal: Int? = nil
  ) {
    self.system = system
    self.query = query
    self.parameters = parameters
    self.retrievedAt = retrievedAt
    self.pages = pages
    self.rows = rows
    self.statedTotal = statedTotal
  }
}

/// The comparison of a population with a second source.
package struct Reconciliation: Codable, Hashable, Sendable {
  /// What it was compared with.
  package var secondSource: String
  /// What has to agree, in a sentence.
  package var rule: String
  /// Things compared.
  package var compared: Int
  /// What only the population has.
  package var onlyInPopulation: [String]
  /// What only the second source has.
  package var onlyInSecondSource: [String]
  /// Why they could not be compared, nil when they were.
  package var notPossible: String?

  /// Creates a value from its parts.
  package init(
    secondSource: String,
    rule: String,
    compared: Int,
    onlyInPopulation: [String] = [],
    onlyInSecondSource: [String] = [],
    notPossible: String? = nil
  ) {
    self.secondSource = secondSource
    self.rule = rule
    self.compared = compared
    self.onlyInPopulation = onlyInPopulation
    self.onlyInSecondSource = onlyInSecondSource
    self.notPossible = notPossible
  }

  /// Whether both sources were compared and say the same.
  package var agrees: Bool {
    notPossible == nil && onlyInPopulation.isEmpty && onlyInSecondSource.isEmpty
  }
}

/// Everything a control should have acted on in a period, with the proof that nothing is missing.
package struct Population: Codable, Hashable, Sendable {
  /// How far it can be relied on.
  package enum Standing: String, Codable, Hashable, Sendable, CaseIterable {
    /// Everything is there, and a second source agrees.
    case complete
    /// Everything is there, and there is nothing: the control had nothing to act on.
    case noOccurrence = "no-occurrence"
    /// Something may be missing; nothing may be concluded from what is not in it.
    case incomplete
  }

  /// Its identifier, for example `changes`.
  package var id: String
  /// What it holds.
  package var title: String
  /// Controls it bears on.
  package var controls: [ControlID]
  /// The first moment of the period.
  package var from: Moment
  /// The moment the period ends at, which is not part of it.
  package var to: Moment
  /// Names of the fields, in the order of a table.
  package var columns: [String]
  /// What happened, by time and then by identifier.
  package var items: [PopulationItem]
  /// How it was retrieved; more than one source where it was put together.
  package var sources: [PopulationSource]
  /// Why something may be missing; empty when nothing is.
  package var gaps: [String]
  /// Comparisons with second sources.
  package var reconciliations: [Reconciliation]
  /// What a person should look at; it takes nothing from the population's standing.
  package var questions: [String]

  /// Creates a value from its parts; the items are put in order.
  package init(
    id: String,
    title: String,
    controls: [ControlID],
    from: Moment,
    to: Moment,
    columns: [String],
    items: [PopulationItem],
    sources: [PopulationSource],
    gaps: [String] = [],
    reconciliations: [Reconciliation] = [],
    questions: [String] = []
  ) {
    self.id = id
    self.title = title
    self.controls = controls
    self.from = from
    self.to = to
    self.columns = columns
    self.items = items.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    self.sources = sources
    self.gaps = gaps
    self.reconciliations = reconciliations
    self.questions = questions
  }

  /// How far it can be relied on.
  ///
  /// A difference between two sources stops everything, whichever of them is right.
  package var standing: Standing {
    guard gaps.isEmpty, reconciliations.allSatisfy(\.agrees) else { return .incomplete }
    return items.isEmpty ? .noOccurrence : .complete
  }

  /// Why it is incomplete, in sentences.
  package var doubts: [String] {
    gaps
      + reconciliations.filter { !$0.agrees }.map { comparison in
        if let reason = comparison.notPossible {
          return "It could not be compared with \(comparison.secondSource): \(reason)"
        }
        let count = comparison.onlyInPopulation.count + comparison.onlyInSecondSource.count
        return "\(count) of \(comparison.compared) differ from \(comparison.secondSource)"
      }
  }
}
