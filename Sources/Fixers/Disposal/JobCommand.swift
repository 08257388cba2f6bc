import ReadinessModel
import SyntaxTrees

/// How a package starts a program, and the script of its manifest that starts another.
struct JobCommand {
  /// The words of the command.
  let words: [String]
  /// The script's name.
  let name: String
  private let manifest: String

  /// Follows the habit of the scripts that are there: how they start a file tells how one beside it is
  /// started.
  init(_ name: String, starting file: String, _ site: JobSite) throws(FixObstacle) {
    self.name = name
    manifest = ProjectPath.join(site.package.folder, "package.json")
    let own = site.package.folder.isEmpty ? 0 : site.package.folder.count + 1
    let target = String(file.dropFirst(own))
    guard let words = Self.habit(target, site, own) else {
      throw FixObstacle(
        manifest,
        "none of its scripts shows how a compiled program is started",
        at: SourceLocation(file: manifest, line: 1),
        next: "Give it a script that starts one, as in node dist/server.js, and run this again."
      )
    }
    self.words = words
  }

  /// The command that people type; arguments come after `dashes`.
  var typed: String { "npm run \(name)" }

  private static func habit(_ file: String, _ site: JobSite, _ own: Int) -> [String]? {
    let runners = ["node", "tsx", "ts-node", "bun"]
    let isScript = !["ts", "mts", "cts"].contains(ProjectPath.fileExtension(of: file))
    for (_, text) in site.package.scripts.sorted(by: { $0.key < $1.key }) {
      let words = text.split(separator: " ").map(String.init)
      for (index, word) in words.enumerated() where runners.contains(word) {
        guard let program = words[(index + 1)...].first(where: { !$0.hasPrefix("-") }) else {
          continue
        }
        let sources = site.sources.map { String($0.path.dropFirst(own)) }
        if let path = path(of: file, where: program, sources) { return [word, path] }
      }
    }
    return isScript ? ["node", file] : nil
  }

  /// Where a file is when it runs, from where another one is.
  private static func path(of file: String, where program: String, _ sources: [String]) -> String? {
    let program = program.hasPrefix("./") ? String(program.dropFirst(2)) : program
    let parts = stem(program).split(separator: "/").map(String.init)
    var best: (length: Int, from: [String], into: [String])?
    for source in sources {
      let own = stem(source).split(separator: "/").map(String.init)
      var length = 0
      while length < min(own.count, parts.count),
        own[own.count - 1 - length] == parts[parts.count - 1 - length]
      {
        length += 1
      }
      guard length > best?.length ?? 0 else { continue }
      best = (length, Array(own.dropLast(length)), Array(parts.dropLast(length)))
    }
    guard let best else { return nil }
    let own = stem(file).split(separator: "/").map(String.init)
    guard own.starts(with: best.from) else { return nil }
    let ending = ProjectPath.fileExtension(of: program)
    let known = ["js", "mjs", "cjs", "ts", "mts", "cts"].contains(ending)
    let result = (best.into + own.dropFirst(best.from.count)).joined(separator: "/")
    return result + "." + (known ? ending : "js")
  }

  private static func stem(_ path: String) -> String {
    let ending = ProjectPath.fileExtension(of: path)
    return ["js", "mjs", "cjs", "ts", "mts", "cts"].contains(ending)
      ? String(path.dropLast(ending.count + 1)) : path
  }

  /// The edit that adds the script to the manifest, nil when it is there.
  func edit(_ site: JobSite) throws(FixObstacle) -> SourceEdit? {
    if let known = site.package.scripts[name] {
      guard known == words.joined(separator: " ") else {
        throw FixObstacle(
          manifest,
          "it has a script \(name) that does something else",
          at: SourceLocation(file: manifest, line: 1),
          next: "Call that one otherwise."
        )
      }
      return nil
    }
    guard let bytes = site.project.files.bytes(of: manifest),
      let place = ManifestScripts.end(in: bytes)
    else {
      throw FixObstacle(
        manifest,
        "its scripts could not be found",
        at: SourceLocation(file: manifest, line: 1),
        next: "Add a scripts object to it."
      )
    }
    let member = "\"\(name)\": \"\(words.joined(separator: " "))\""
    return .insert(
      path: manifest,
      at: place.offset,
      text: place.isFirst ? member : ",\(place.space)\(member)"
    )
  }
}

/// The `scripts` of a `package.json`.
enum ManifestScripts {
  /// Where another script goes, and the space in front of the last one.
  static func end(in bytes: [UInt8]) -> (offset: Int, space: String, isFirst: Bool)? {
    var depth = 0
    var position = 0
    var isInside = false
    var last: Int?
    var memberStart: Int?
    var lastBreak = 0
    while position < bytes.count {
      switch bytes[position] {
      case 0x22:
        let start = position
        position += 1
        while position < bytes.count, bytes[position] != 0x22 {
          position += bytes[position] == 0x5C ? 2 : 1
        }
        position = min(position + 1, bytes.count)
        if depth == 1, bytes[start..<position].elementsEqual("\"scripts\"".utf8) {
          let next = bytes[position...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
          isInside = next == 0x3A
        } else if isInside, depth == 2 {
          if memberStart == nil { memberStart = start }
          last = position
        }
        continue
      case 0x7B, 0x5B:
        depth += 1
        if isInside, depth == 2 { lastBreak = position + 1 }
      case 0x7D, 0x5D:
        if isInside, depth == 2 {
          guard let last, let memberStart else { return (lastBreak, "", true) }
          return (last, String(decoding: bytes[lastBreak..<memberStart], as: UTF8.self), false)
        }
        depth -= 1
      case 0x2C where isInside && depth == 2:
        lastBreak = position + 1
        memberStart = nil
      default: break
      }
      position += 1
    }
    return nil
  }
}
