/// A category of a published list of risks, or a weakness of the common enumeration.
package struct WeaknessClass: Codable, Hashable, Sendable {
  /// Its identifier, for example `A01:2021`, `API1:2023` or `CWE-862`.
  package var id: String
  /// Its published title.
  package var title: String

  /// Creates a value from its parts.
  package init(id: String, title: String) {
    self.id = id
    self.title = title
  }
}

/// What a gap of a check is called by people who look for weaknesses.
package struct Weakness: Codable, Hashable, Sendable {
  /// The check whose gap it is.
  package var check: CheckID
  /// The part of the check's sentence that is false, nil for all of it.
  package var aspect: String?
  /// What is wrong in one place, as a sentence without a full stop.
  package var one: String
  /// What is wrong in several places; `{count}` stands for their number.
  package var many: String
  /// What somebody who means harm does with it, in one sentence.
  package var attack: String
  /// Categories of the OWASP Top 10, the fitting one first.
  package var owasp: [String]
  /// Categories of the OWASP API Security Top 10; empty when it is not about an interface.
  package var api: [String]
  /// Weaknesses of the common enumeration; empty where none says it soundly.
  package var cwe: [String]
  /// What to do where no remedy of the catalogue is about the check, in one sentence.
  package var advice: String?

  /// Creates a value from its parts.
  package init(
    check: CheckID,
    aspect: String? = nil,
    one: String,
    many: String,
    attack: String,
    owasp: [String],
    api: [String] = [],
    cwe: [String] = [],
    advice: String? = nil
  ) {
    self.check = check
    self.aspect = aspect
    self.one = one
    self.many = many
    self.attack = attack
    self.owasp = owasp
    self.api = api
    self.cwe = cwe
    self.advice = advice
  }

  /// Names what was found in so many places.
  package func title(for count: Int) -> String {
    count == 1
      ? one
      : many.split(separator: "{count}", omittingEmptySubsequences: false).joined(
        separator: "\(count)"
      )
  }
}

/// Checks that a security audit leaves to the readiness report.
package struct LeftOutChecks: Codable, Hashable, Sendable {
  /// What they are about.
  package var subject: String
  /// The command that shows them.
  package var see: String
  /// The checks.
  package var checks: [CheckID]

  /// Creates a value from its parts.
  package init(subject: String, see: String, checks: [CheckID]) {
    self.subject = subject
    self.see = see
    self.checks = checks
  }
}

/// Which checks are about security, and what their gaps are called.
package struct WeaknessIndex: Codable, Hashable, Sendable {
  /// Every category and weakness that may be named, in published order.
  package var classes: [WeaknessClass]
  /// The weaknesses, those that are worst first.
  package var weaknesses: [Weakness]
  /// What is no matter of a security audit.
  package var leftOut: [LeftOutChecks]

  /// Creates a value from its parts.
  package init(
    classes: [WeaknessClass] = [],
    weaknesses: [Weakness] = [],
    leftOut: [LeftOutChecks] = []
  ) {
    self.classes = classes
    self.weaknesses = weaknesses
    self.leftOut = leftOut
  }

  /// The checks that are about security.
  package var checks: Set<CheckID> { Set(weaknesses.map(\.check)) }

  /// The weakness that a gap is, by its check and the part of it that is false.
  package func weakness(of check: CheckID, aspect: String?) -> Weakness? {
    let known = weaknesses.filter { $0.check == check }
    return known.first { $0.aspect == aspect } ?? known.first { $0.aspect == nil }
  }

  /// Categories and weaknesses by identifier; what is unknown is left out.
  package func classes(_ ids: [String]) -> [WeaknessClass] {
    ids.compactMap { id in classes.first { $0.id == id } }
  }
}
