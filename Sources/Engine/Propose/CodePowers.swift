import Collectors
import Fixers
import Foundation
import SyntaxTrees

/// Refuses new text that brings more power into a repository than closing a gap needs.
///
/// A package that is not there, a program that is started, a text that is run as code, a module of Terraform
/// from elsewhere: none of them is measured by a scan.
enum CodePowers {
  private static let startingModules: Set<String> = [
    "child_process", "cluster", "vm", "worker_threads", "repl", "inspector", "module", "process",
  ]

  static func check(
    _ path: String,
    before: [UInt8]?,
    after: [UInt8],
    in project: FixProject
  ) throws(EngineFailure) {
    if after.starts(with: Array("#!".utf8)), before?.starts(with: Array("#!".utf8)) != true {
      throw refuse(path, "it would be a program that can be started by itself")
    }
    if let new = ScriptSource(path: path, bytes: after) {
      try check(new, before.flatMap { ScriptSource(path: path, bytes: $0) }, project)
    }
    if PathText.fileExtension(of: path) == "tf" {
      try checkTerraform(path, before ?? [], after)
    }
  }

  // MARK: - Scripts

  private static func check(
    _ new: ScriptSource,
    _ old: ScriptSource?,
    _ project: FixProject
  ) throws(EngineFailure) {
    let added = modules(of: new).subtracting(old.map(modules) ?? []).sorted()
    for name in added where !name.hasPrefix(".") && !name.hasPrefix("/") {
      let bare = name.hasPrefix("node:") ? String(name.dropFirst(5)) : name
      let parts = bare.split(separator: "/")
      let package = parts.prefix(bare.hasPrefix("@") ? 2 : 1).joined(separator: "/")
      guard !startingModules.contains(package) else {
        throw refuse(new.path, "it would bring in '\(name)', which can start programs")
      }
      let isKnown =
        name.hasPrefix("node:") || builtIn.contains(package)
        || project.package(of: new.path)?.dependencies.contains(package) == true
        || isUsed(name, project.files, except: new.path)
      guard isKnown else {
        throw refuse(new.path, "it needs the package '\(package)', which is not there")
      }
    }
    guard evaluations(in: new) <= (old.map(evaluations) ?? 0) else {
      throw refuse(new.path, "it would run text as code")
    }
  }

  /// What a script brings in, wherever it does; a name that is computed counts as such.
  private static func modules(of source: ScriptSource) -> Set<String> {
    var names = Set(source.imports.map(\.source))
    for node in source.nodes(["export_statement", "import_statement"]) {
      if let text = node.child("source")?.text { names.insert(unquoted(text)) }
    }
    for call in source.nodes(["call_expression"]) {
      guard let function = call.child("function"),
        function.kind == "import" || function.text == "require"
      else { continue }
      let first = call.child("arguments")?.namedChildren.first
      names.insert(first.map { $0.kind == "string" ? unquoted($0.text) : "a computed name" } ?? "")
    }
    return names
  }

  private static func unquoted(_ text: String) -> String {
    text.trimmingCharacters(in: CharacterSet(charactersIn: "'\"`"))
  }

  /// Whether another script of the repository brings in the same, for example by an alias of a path.
  private static func isUsed(_ name: String, _ files: ProjectFiles, except path: String) -> Bool {
    let quoted = ["'\(name)'", "\"\(name)\""].map { Array($0.utf8) }
    return files.paths.contains { other in
      guard other != path, ScriptSource.language(of: other) != nil,
        let bytes = files.bytes(of: other)
      else { return false }
      return quoted.contains { bytes.firstRange(of: $0) != nil }
    }
  }

  private static func evaluations(in source: ScriptSource) -> Int {
    let names: Set<String> = ["eval", "Function"]
    return source.nodes(["call_expression", "new_expression"]).count { node in
      let called = node.child("function") ?? node.child("constructor")
      return called.map { names.contains($0.text) } ?? false
    }
  }

  private static let builtIn: Set<String> = [
    "assert", "async_hooks", "buffer", "console", "constants", "crypto", "diagnostics_channel",
    "dns", "events", "fs", "http", "http2", "https", "net", "os", "path", "perf_hooks",
    "querystring", "readline", "stream", "string_decoder", "timers", "tls", "tty", "url", "util",
    "v8", "zlib",
  ]

  // MARK: - Terraform

  private static func checkTerraform(
    _ path: String,
    _ before: [UInt8],
    _ after: [UInt8]
  ) throws(EngineFailure) {
    let words = ["module", "provider", "provisioner", "terraform", "external", "http", "import"]
    let (old, new) = (counts(words, in: before), counts(words, in: after))
    for (word, was, now) in zip(words, zip(old, new)).map({ ($0, $1.0, $1.1) }) where now > was {
      throw refuse(path, "it would bring in a '\(word)' of Terraform")
    }
  }

  /// How often each word stands in a text by itself.
  private static func counts(_ words: [String], in bytes: [UInt8]) -> [Int] {
    let isWord = { (byte: UInt8) in
      byte == 0x5F || byte == 0x2D || (0x30...0x39).contains(byte)
        || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    var found: [String: Int] = [:]
    for part in bytes.split(whereSeparator: { !isWord($0) }) where part.count <= 12 {
      found[String(decoding: part, as: UTF8.self), default: 0] += 1
    }
    return words.map { found[$0] ?? 0 }
  }

  private static func refuse(_ path: String, _ reason: String) -> EngineFailure {
    ProposedEdits.unusable("\(path): \(reason)")
  }
}
