package import ReadinessModel

/// Takes personal data and secrets out of what is logged.
///
/// At the calls that log them: an id of the same person where the project has one, else a pseudonym
/// that only the process can make; secrets are left out. Loggers of pino and winston are told to
/// redact what they are handed as objects.
package enum KeepPersonalDataOutOfLogs: Fixer {
  package static let title = "Keep personal data and secrets out of the log"
  package static let aliases = ["log-redaction", "logs", "logging"]
  package static let controls: [ControlID] = ["CNF-2"]
  package static let checks: [CheckID] = ["logs-leave-out-personal-data"]
  package static let decisions: [FixDecision] = []

  package static func propose(for project: FixProject, answers: FixAnswers) -> FixProposal {
    guard let application = project.facts.application.value else {
      return .refusing(
        "the log",
        because: "no application was recognised that could log anything",
        next: "Log through one logger that redacts."
      )
    }
    var proposal = FixProposal()
    var plans: [String: LogPackage] = [:]
    for field in application.loggedFields {
      guard let package = project.package(of: field.location.file) else { continue }
      if plans[package.folder] == nil { plans[package.folder] = LogPackage(package, project) }
      plans[package.folder]?.logged.append(field)
    }
    let redacting = Set(
      application.telemetry.filter { $0.kind == .logRedaction }.map(\.product)
    )
    for signal in application.telemetry
    where signal.kind == .structuredLogging && !redacting.contains(signal.product) {
      guard let package = project.package(of: signal.location.file) else { continue }
      if plans[package.folder] == nil { plans[package.folder] = LogPackage(package, project) }
      plans[package.folder]?.loggers.append(signal)
    }
    for (_, plan) in plans.sorted(by: { $0.key < $1.key }) {
      var masking = LogCallMasking(plan, project)
      proposal.changes += masking.changes()
      proposal.refusals += masking.refusals
      var redaction = LoggerRedaction(plan, project)
      proposal.changes += redaction.changes()
      proposal.refusals += redaction.refusals
    }
    if proposal.changes.contains(where: { $0.title.contains("pseudonym") }) {
      proposal.followUps.append(
        "Set LOG_PSEUDONYM_KEY, as a secret, where several processes are to call the same person the"
          + " same in the log."
      )
    }
    if !proposal.changes.isEmpty {
      proposal.followUps.append(
        "Delete logs that hold personal data already, wherever they were copied to, or let them expire."
      )
    }
    return proposal
  }
}

/// What of one package there is to do about its log.
struct LogPackage {
  let package: NodePackage
  let sources: [ScriptSource]
  var logged: [LoggedField] = []
  var loggers: [TelemetrySignal] = []

  init(_ package: NodePackage, _ project: FixProject) {
    self.package = package
    sources = PackageSources.scripts(of: package, in: project)
  }

  /// How the package is written; asked for where something is written, since every file is parsed.
  var style: ScriptStyle {
    ScriptStyle(sources.filter { !$0.path.hasSuffix(".config.js") })
  }

  /// Whether the package is for Node.js, and has its modules.
  var runsOnServer: Bool {
    let servers = [
      "express", "@nestjs/core", "fastify", "koa", "hono", "@hapi/hapi", "restify", "pg", "knex",
      "typeorm", "@prisma/client",
    ]
    return servers.contains(where: package.dependencies.contains)
  }

  /// The style for a new file beside another one.
  func style(beside source: ScriptSource) -> ScriptStyle {
    var style = style
    style.isTypeScript = source.isTypeScript
    if !source.isTypeScript, !style.usesRequire, style.importEnding == nil,
      package.isModule || source.path.hasSuffix(".mjs")
    {
      style.importEnding = PackageSources.ending(like: source.path)
    }
    return style
  }

  /// The path of a new file that others bring in.
  func file(named name: String, beside source: ScriptSource, _ project: FixProject) -> String {
    let root = Self.root(of: source, in: package)
    return PackageSources.file(
      named: "\(name).\(PackageSources.ending(like: source.path))",
      in: ["lib", "utils", "util", "helpers", "common", "shared"],
      under: root,
      project
    )
  }

  /// The folder of sources that a file is in: up to `src` or the like, or that of the package.
  static func root(of source: ScriptSource, in package: NodePackage) -> String {
    let parts = ProjectPath.folder(of: source.path).split(separator: "/").map(String.init)
    let above = package.folder.split(separator: "/").count
    for (index, part) in parts.enumerated()
    where index >= above && ["src", "app", "server", "lib"].contains(part) {
      return parts[...index].joined(separator: "/")
    }
    return package.folder
  }

  /// Whether a file is made for a browser, where no secret can be kept.
  static func isForBrowser(_ source: ScriptSource) -> Bool {
    if source.path.hasSuffix("x") || source.contains("'use client'")
      || source.contains("\"use client\"")
    {
      return true
    }
    let libraries = [
      "react", "react-dom", "vue", "svelte", "preact", "@angular/core", "@angular/common",
      "@angular/common/http", "next/router", "next/navigation", "solid-js",
    ]
    return source.imports.contains { libraries.contains($0.source) }
  }
}
