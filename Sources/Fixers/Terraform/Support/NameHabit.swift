import TerraformLanguage

/// How the resources of a folder are named.
struct NameHabit {
  /// What names begin with, as source text, for example `local.name`; nil when nothing is shared.
  private let prefix: String?
  private let separator: String
  /// What names begin with where nothing is shared.
  private let distinction: String

  /// Looks at the names that resources in a folder have.
  init(_ project: TerraformProject, folder: String) {
    var counts: [String: Int] = [:]
    for block in project.blocks("resource", in: folder) {
      for name in ["name", "identifier", "bucket", "family", "alarm_name", "cluster_identifier"] {
        guard let text = block.text(name), let found = Self.prefix(of: text) else { continue }
        counts[found, default: 0] += 1
      }
    }
    let best = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let best, best.value > 1 else {
      prefix = nil
      // Two configurations of one account must not give one name to two things.
      let folder = ProjectPath.name(of: folder).filter {
        $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-")
      }
      distinction = project.roots.count > 1 && !folder.isEmpty ? "\(folder)-" : ""
      separator = "-"
      return
    }
    distinction = ""
    prefix = String(best.key.dropLast())
    separator = String(best.key.suffix(1))
  }

  /// The reference and the sign after it, from `"${local.name}-api"`.
  private static func prefix(of text: String) -> String? {
    guard text.hasPrefix("\"${"), let close = text.firstIndex(of: "}") else { return nil }
    let reference = text[text.index(text.startIndex, offsetBy: 3)..<close]
    let next = text.index(after: close)
    guard next < text.endIndex, text[next] == "-" || text[next] == "_",
      reference.hasPrefix("local.") || reference.hasPrefix("var."),
      reference.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." })
    else { return nil }
    return reference + String(text[next])
  }

  /// A name as source text, for example `"${local.name}-alerts"`.
  func name(_ rest: String) -> String {
    guard let prefix else { return "\"\(distinction)\(rest)\"" }
    let written = separator == "_" ? rest.replacing("-", with: "_") : rest
    return "\"${\(prefix)}\(separator)\(written)\""
  }
}
