/// Releases of actions whose commits are known, to pin uses of them.
struct KnownActions: Sendable {
  /// A release and its commit.
  struct Release: Hashable, Sendable {
    var tag: String
    var commit: String
  }

  private var commits: [String: [String: Release]] = [:]

  /// Reads the table of reviewed releases.
  static let reviewed = KnownActions(
    table: String(decoding: PackageResources.pipeline_actions_tsv, as: UTF8.self)
  )

  init(table: String) {
    var newest: [String: [Int]] = [:]
    for line in table.split(separator: "\n") where !line.hasPrefix("#") {
      let cells = line.split(separator: "\t").map(String.init)
      guard cells.count == 4 else { continue }
      let release = Release(tag: cells[1], commit: cells[2])
      let numbers = cells[1].dropFirst().split(separator: ".").compactMap { Int($0) }
      commits[cells[0], default: [:]][cells[1]] = release
      guard let major = numbers.first else { continue }
      // A tag such as v4 is moved to the newest release of its line.
      let moving = "v\(major)"
      if newest["\(cells[0])@\(moving)"].map({ $0.lexicographicallyPrecedes(numbers) }) ?? true {
        newest["\(cells[0])@\(moving)"] = numbers
        commits[cells[0], default: [:]][moving] = release
      }
    }
  }

  /// Takes the commits in that a repository uses already, with the tags its comments name.
  mutating func learn(from texts: [String]) {
    for text in texts {
      for line in text.split(separator: "\n") {
        guard let use = ActionUse(line: String(line)), use.isPinned, let tag = use.comment else {
          continue
        }
        let known = commits[use.name.lowercased()]?[tag]
        if known == nil {
          commits[use.name.lowercased(), default: [:]][tag] = Release(
            tag: tag,
            commit: use.reference
          )
        }
      }
    }
  }

  /// The release that a use means; nil when it is not known.
  func release(of action: String, at reference: String) -> Release? {
    let name = action.lowercased()
    if let found = commits[name]?[reference] { return found }
    // Several actions may share one repository.
    let owner = name.split(separator: "/").prefix(2).joined(separator: "/")
    return commits[owner]?[reference]
  }

  /// How a generated workflow uses an action: by commit, with the version in a comment.
  static func use(_ action: String, _ tag: String) -> String {
    guard let release = reviewed.release(of: action, at: tag) else { return "\(action)@\(tag)" }
    return "\(action)@\(release.commit) # \(release.tag)"
  }
}

/// What stands behind `uses:` on a line.
struct ActionUse: Hashable, Sendable {
  var name: String
  var reference: String
  /// The version that a comment names, nil for none.
  var comment: String?

  /// Whether the reference is a full commit.
  var isPinned: Bool { reference.utf8.count == 40 && reference.allSatisfy(\.isHexDigit) }

  /// Reads a line such as `- uses: actions/checkout@v4 # comment`.
  init?(line: String) {
    guard let key = line.firstRange(of: "uses:") else { return nil }
    let before = line[..<key.lowerBound]
    guard before.allSatisfy({ $0 == " " || $0 == "-" }) else { return nil }
    let rest = line[key.upperBound...].split(whereSeparator: \.isWhitespace).map(String.init)
    guard let value = rest.first else { return nil }
    self.init(value: value)
    let words = rest.dropFirst().joined(separator: " ").drop { $0 == "#" || $0 == " " }
      .split(whereSeparator: \.isWhitespace)
    comment = words.first { word in
      word.first == "v" && word.dropFirst().first?.isNumber == true
        || word.first?.isNumber == true && word.contains(".")
    }.map(String.init)
  }

  /// Reads a value such as `actions/checkout@v4`.
  init?(value: String) {
    let text = value.filter { $0 != "\"" && $0 != "'" }
    guard !text.hasPrefix("."), !text.hasPrefix("docker:"), let at = text.lastIndex(of: "@") else {
      return nil
    }
    name = String(text[..<at])
    reference = String(text[text.index(after: at)...])
  }
}
