import ReadinessModel

/// The published lists of risks and weaknesses, as SARIF names them.
struct SARIFTaxonomies {
  private enum List: String, CaseIterable {
    case owasp = "OWASP Top 10"
    case api = "OWASP API Security Top 10"
    case cwe = "CWE"

    func holds(_ id: String) -> Bool {
      switch self {
      case .owasp: id.hasPrefix("A") && !id.hasPrefix("API")
      case .api: id.hasPrefix("API")
      case .cwe: id.hasPrefix("CWE-")
      }
    }

    var version: String? {
      switch self {
      case .owasp: "2021"
      case .api: "2023"
      case .cwe: nil
      }
    }

    var organization: String { self == .cwe ? "MITRE" : "OWASP" }
  }

  let index: WeaknessIndex

  /// The lists, each with the categories that are named.
  var values: [JSONValue] {
    let used = Set(index.weaknesses.flatMap { $0.owasp + $0.api + $0.cwe })
    return List.allCases.map { list in
      let taxa = index.classes.filter { list.holds($0.id) && used.contains($0.id) }
      return .object([
        ("name", .text(list.rawValue)),
        ("version", list.version.map(JSONValue.text)),
        ("organization", .text(list.organization)),
        ("shortDescription", .object([("text", .text(list.rawValue))])),
        (
          "taxa",
          .list(
            taxa.map { taxon in
              .object([
                ("id", .text(taxon.id)),
                ("name", .text(taxon.title)),
                ("shortDescription", .object([("text", .text(taxon.title))])),
              ])
            }
          )
        ),
      ])
    }
  }

  /// What a result points at.
  func references(to weakness: Weakness) -> [JSONValue] {
    (weakness.owasp + weakness.api + weakness.cwe).compactMap { id in
      guard let list = List.allCases.first(where: { $0.holds(id) }) else { return nil }
      return .object([
        ("id", .text(id)), ("toolComponent", .object([("name", .text(list.rawValue))])),
      ])
    }
  }
}
