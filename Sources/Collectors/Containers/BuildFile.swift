internal import ReadinessModel

/// One instruction of a container build file.
private struct BuildInstruction {
  var name: String
  var rest: String
  var line: Int
}

/// Reads a container build file: its stages, the images they begin with, and the last one's user.
struct BuildFile {
  private struct Stage {
    var name: String?
    var base: String
    var line: Int
    var user: (text: String, line: Int)?
    var hasHealthCheck: Bool?
  }

  private let file: RepositoryFile
  private var stages: [Stage] = []
  private var arguments: [String: String] = [:]
  private var copied: [(image: String, line: Int)] = []
  private var firstLine: Int?

  init(_ file: RepositoryFile) {
    self.file = file
    for instruction in Self.instructions(of: file) { take(instruction) }
  }

  /// The facts, nil when the file builds nothing.
  var image: ContainerImage? {
    guard let final = stages.last, let firstLine else { return nil }
    let names = Set(stages.compactMap { $0.name?.lowercased() })
    let external = stages.filter { !names.contains($0.base.lowercased()) && $0.base != "scratch" }
    let others = copied.filter { image in
      !names.contains(image.image.lowercased()) && Int(image.image) == nil
    }
    let unpinned =
      external.filter { !$0.base.contains("@sha256:") }.map(\.line)
      + others.filter { !$0.image.contains("@sha256:") }.map(\.line)
    var images: [String] = []
    for base in external.map(\.base) + others.map(\.image) where !images.contains(base) {
      images.append(base)
    }
    return ContainerImage(
      file: file.path,
      baseImages: images,
      unpinnedImages: unpinned.sorted().map { SourceLocation(file: file.path, line: $0) },
      runsAsRoot: runsAsRoot(final),
      hasHealthCheck: chain(from: final).lazy.compactMap(\.hasHealthCheck).first ?? false,
      location: SourceLocation(file: file.path, line: firstLine)
    )
  }

  /// A stage and those it is built on, nearest first.
  private func chain(from stage: Stage) -> [Stage] {
    var chain = [stage]
    while let last = chain.last, chain.count <= stages.count {
      let before = stages.filter { $0.line < last.line }
      guard let parent = before.last(where: { $0.name?.lowercased() == last.base.lowercased() })
      else { break }
      chain.append(parent)
    }
    return chain
  }

  private func runsAsRoot(_ final: Stage) -> Setting<Bool> {
    let chain = chain(from: final)
    if let user = chain.lazy.compactMap(\.user).first {
      let location = SourceLocation(file: file.path, line: user.line)
      let name = user.text.split(separator: ":").first.map(String.init) ?? user.text
      if name.contains("$") {
        return .unknown(because: "the user \(user.text) is chosen when the image is built")
      }
      return .set(name == "root" || name == "0", at: location)
    }
    guard let base = chain.last?.base, let line = chain.last?.line else {
      return .unset(providerDefault: true)
    }
    if base == "scratch" { return .unset(providerDefault: true) }
    let image = base.split(separator: "@").first.map(String.init) ?? base
    if image.hasSuffix(":nonroot") || image.hasSuffix("-nonroot") || image.contains("unprivileged")
      || image.hasPrefix("cgr.dev/chainguard/") && !image.hasSuffix("-root")
    {
      return .set(false, at: SourceLocation(file: file.path, line: line))
    }
    // Images of the library of the registry that needs no name start as root.
    let isLibrary = !image.contains("/") || image.hasPrefix("library/")
    if isLibrary, !image.contains("$") { return .unset(providerDefault: true) }
    return .unknown(because: "no USER is set, so the base image \(base) decides")
  }

  // MARK: - Instructions

  private mutating func take(_ instruction: BuildInstruction) {
    let words = instruction.rest.split { $0 == " " || $0 == "\t" }.map(String.init)
    switch instruction.name {
    case "FROM": startStage(words, line: instruction.line)
    case "ARG", "ENV":
      for word in words {
        guard let equals = word.firstIndex(of: "=") else { continue }
        let value = word[word.index(after: equals)...].filter { $0 != "\"" && $0 != "'" }
        arguments[String(word[..<equals])] = String(value)
      }
    case "USER":
      guard !stages.isEmpty, let user = words.first else { return }
      stages[stages.count - 1].user = (expand(user), instruction.line)
    case "HEALTHCHECK":
      guard !stages.isEmpty else { return }
      stages[stages.count - 1].hasHealthCheck = words.first?.uppercased() != "NONE"
    case "COPY", "ADD", "RUN": noteCopies(words, line: instruction.line)
    default: break
    }
    if instruction.name != "ARG", firstLine == nil { firstLine = instruction.line }
  }

  private mutating func startStage(_ words: [String], line: Int) {
    let plain = words.filter { !$0.hasPrefix("--") }
    guard let image = plain.first else { return }
    let isNamed = plain.count > 2 && plain[1].lowercased() == "as"
    stages.append(Stage(name: isNamed ? plain[2] : nil, base: expand(image), line: line))
    if firstLine == nil { firstLine = line }
  }

  private mutating func noteCopies(_ words: [String], line: Int) {
    for word in words {
      if word.hasPrefix("--from=") { copied.append((expand(String(word.dropFirst(7))), line)) }
      guard word.hasPrefix("--mount="), let from = word.firstRange(of: "from=") else { continue }
      let image = word[from.upperBound...].prefix { $0 != "," }
      copied.append((expand(String(image)), line))
    }
  }

  /// Puts the defaults of build arguments in their place; those without stay as written.
  private func expand(_ text: String) -> String {
    guard text.contains("$") else { return text }
    var made = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      made += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      let start = rest
      var fallback: String?
      let name: Substring
      if rest.first == "{", let close = rest.firstIndex(of: "}") {
        let inner = rest[rest.index(after: rest.startIndex)..<close]
        name = inner.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        let operation = inner.dropFirst(name.count)
        if operation.hasPrefix(":-") { fallback = String(operation.dropFirst(2)) }
        rest = rest[rest.index(after: close)...]
      } else {
        name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = rest[name.endIndex...]
      }
      if let value = arguments[String(name)] ?? fallback {
        made += value
      } else {
        made += "$" + start[..<rest.startIndex]
      }
    }
    return made + rest
  }

  private static func instructions(of file: RepositoryFile) -> [BuildInstruction] {
    var made: [BuildInstruction] = []
    var escape: Character = "\\"
    var pending: BuildInstruction?
    var heredoc: String?
    let lines = file.text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, raw) in lines.prefix(50_000).enumerated() {
      let line = raw.trimmingBlanks
      if let end = heredoc {
        if line == end { heredoc = nil }
        continue
      }
      if line.isEmpty { continue }
      if line.hasPrefix("#") {
        let directive = line.dropFirst().trimmingBlanks.lowercased()
        if made.isEmpty, directive.hasPrefix("escape="), let last = directive.last { escape = last }
        continue
      }
      let isContinued = line.last == escape
      let text = isContinued ? line.dropLast().trimmingBlanks : line
      if pending != nil {
        pending?.rest += " " + text
      } else {
        let name = text.prefix { $0.isLetter }
        let rest = text.dropFirst(name.count).trimmingBlanks
        pending = BuildInstruction(name: name.uppercased(), rest: rest, line: index + 1)
      }
      if !isContinued, let done = pending {
        made.append(done)
        pending = nil
        heredoc = heredocEnd(done)
      }
    }
    if let pending { made.append(pending) }
    return made
  }

  private static func heredocEnd(_ instruction: BuildInstruction) -> String? {
    guard ["RUN", "COPY", "ADD"].contains(instruction.name),
      let mark = instruction.rest.firstRange(of: "<<")
    else { return nil }
    let name = instruction.rest[mark.upperBound...].drop { $0 == "-" || $0 == "\"" || $0 == "'" }
      .prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return name.isEmpty ? nil : String(name)
  }
}
